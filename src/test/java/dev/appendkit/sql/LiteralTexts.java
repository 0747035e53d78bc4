// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What the tests of literals ask: the bytes of one value, or why it is refused. */
final class LiteralTexts {

    private LiteralTexts() {}

    static SqlParameters one(Consumer<SqlParameters> setter) {
        SqlParameters parameters = new SqlParameters(1);
        setter.accept(parameters);
        return parameters;
    }

    /** The literal of a value that {@code setObject} takes. */
    static String literal(SqlMode mode, Object value) {
        return literal(mode, p -> p.setObject(1, value));
    }

    /** The literal as text; its bytes are checked to be the UTF-8 of it. */
    static String literal(SqlMode mode, Consumer<SqlParameters> setter) {
        byte[] bytes = bytes(mode, setter);
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        return text;
    }

    static byte[] bytes(SqlMode mode, Consumer<SqlParameters> setter) {
        AppendBuffer out = AppendBuffer.growing(0, 1 << 24);
        SqlTemplate.compile("?", mode).appendTo(out, one(setter));
        return out.toByteArray();
    }

    static SqlParameterException refusal(SqlMode mode, Consumer<SqlParameters> setter) {
        AppendBuffer out = AppendBuffer.growing(0, 1 << 20).appendAscii("before");
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> SqlTemplate.compile("SELECT ?", mode).appendTo(out, one(setter)));
        assertThat(refusal).as("a refusal in " + mode).isNotNull();
        assertThat(out.toString(StandardCharsets.UTF_8)).as("rolled back").isEqualTo("before");
        return refusal;
    }

    static void refused(SqlMode mode, Object value, Code code) {
        refused(mode, p -> p.setObject(1, value), code);
    }

    static void refused(SqlMode mode, Consumer<SqlParameters> setter, Code code) {
        SqlParameterException refusal = refusal(mode, setter);
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
        assertThat(refusal.index()).isEqualTo(1);
        assertThat(refusal).hasMessageStartingWith("parameter 1: ");
    }
}
