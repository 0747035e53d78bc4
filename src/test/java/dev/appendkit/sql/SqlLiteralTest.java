// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlLiteralTest {

    private final AppendBuffer out = AppendBuffer.growing(0, 1000).appendAscii("a=");

    private String content() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneLiteralAtATime() {
        SqlMode mode = SqlMode.mysql();
        SqlLiteral.appendString(out, mode, "it's\n");
        SqlLiteral.appendString(out, mode, null);
        SqlLiteral.appendLong(out, mode, Long.MIN_VALUE);
        SqlLiteral.appendDouble(out, mode, 0.1);
        SqlLiteral.appendBytes(out, mode, new byte[] {1});
        SqlLiteral.appendBytes(out, mode.binaryIntroducer(true), new byte[] {'a'});
        SqlLiteral.appendBytes(out, mode, null);
        SqlLiteral.appendObject(out, mode, true);
        assertThat(content()).isEqualTo("a='it''s\\n'NULL-92233720368547758080.1E0x'01'_binary'a'NULL1");
    }

    @Test
    void identifiersInTheQuotesOfTheDialect() {
        SqlLiteral.appendIdentifier(out, SqlMode.mysql(), "a`b\"c\\");
        SqlLiteral.appendIdentifier(out, SqlMode.mariadb().ansiQuotes(true), "``");
        SqlLiteral.appendIdentifier(out, SqlMode.h2(), "a`b\"c\\");
        SqlLiteral.appendIdentifier(out, SqlMode.ansi(), "\u00e9\ud83d\ude00");
        assertThat(content()).isEqualTo("a=`a``b\"c\\```````\"a`b\"\"c\\\"\"\u00e9\ud83d\ude00\"");
    }

    @Test
    void aRefusalLeavesTheCursorWhereItWas() {
        SqlMode mode = SqlMode.mysql().charset("ascii");
        for (String name : List.of("", "a\0b", "a\ud800", "a\u00e9", "a\ud83d\ude00")) {
            SqlParameterException refusal = catchThrowableOfType(
                    SqlParameterException.class, () -> SqlLiteral.appendIdentifier(out, mode, name));
            assertThat(refusal.index()).isZero();
            assertThat(content()).isEqualTo("a=");
        }
        assertThat(catchThrowableOfType(
                                SqlParameterException.class, () -> SqlLiteral.appendIdentifier(out, mode, "a\0"))
                        .code())
                .isEqualTo(Code.NUL_CHARACTER);
        assertThatThrownBy(() -> SqlLiteral.appendString(out, mode, "a\ud800"))
                .isInstanceOf(SqlParameterException.class);
        assertThatThrownBy(() -> SqlLiteral.appendDouble(out, mode, Double.NaN))
                .isInstanceOf(SqlParameterException.class);
        assertThatThrownBy(() -> SqlLiteral.appendObject(out, mode, Map.of()))
                .isInstanceOf(SqlParameterException.class);
        assertThatThrownBy(() -> SqlLiteral.appendObject(out, mode, List.of(1)))
                .isInstanceOf(SqlParameterException.class);
        assertThat(content()).isEqualTo("a=");
    }

    @Test
    void withoutRoomNothingIsLeftBehind() {
        for (int room = 0; room < 9; room++) {
            AppendBuffer small = AppendBuffer.wrap(new byte[20], 3, 3 + room);
            assertThatThrownBy(() -> SqlLiteral.appendIdentifier(small, SqlMode.mysql(), "abc`\u20acx"))
                    .isInstanceOf(BufferOverflowException.class);
            assertThat(small.length()).isZero();
            assertThatThrownBy(
                            () -> SqlLiteral.appendBytes(small, SqlMode.mysql().binaryIntroducer(true), new byte[1]))
                    .isInstanceOf(BufferOverflowException.class);
            assertThat(small.length()).isZero();
        }
    }
}
