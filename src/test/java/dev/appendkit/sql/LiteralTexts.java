// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Guards;
import java.nio.BufferOverflowException;
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

    /** The literal in ample room, in just enough of it, in a growing array; and it is refused with a byte less. */
    static byte[] bytes(SqlMode mode, Consumer<SqlParameters> setter) {
        SqlTemplate template = SqlTemplate.compile("?", mode);
        AppendBuffer out = AppendBuffer.growing(0, 1 << 24);
        template.appendTo(out, one(setter));
        byte[] expected = out.toByteArray();

        byte[] ample = Guards.bytes(3 * expected.length + 200);
        AppendBuffer wrapped = AppendBuffer.wrap(ample, 3, ample.length - 3);
        template.appendTo(wrapped, one(setter));
        assertThat(wrapped.toByteArray()).as("in ample room").isEqualTo(expected);
        Guards.check(ample, 3, ample.length - 3);

        byte[] exact = Guards.bytes(expected.length + 20);
        wrapped.reset(exact, 10, 10 + expected.length);
        template.appendTo(wrapped, one(setter));
        assertThat(wrapped.toByteArray()).as("in exact room").isEqualTo(expected);
        Guards.check(exact, 10, 10 + expected.length);

        wrapped.reset(exact, 10, 10 + expected.length - 1);
        assertThatThrownBy(() -> template.appendTo(wrapped, one(setter))).isInstanceOf(BufferOverflowException.class);
        assertThat(wrapped.length()).isZero();
        Guards.check(exact, 10, 10 + expected.length);
        return expected;
    }

    static SqlParameterException refusal(SqlMode mode, Consumer<SqlParameters> setter) {
        AppendBuffer out = AppendBuffer.growing(0, 1 << 20).appendAscii("before");
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?", mode).appendTo(out, one(setter)));
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
