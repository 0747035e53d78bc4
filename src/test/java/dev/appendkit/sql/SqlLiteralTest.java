// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        assertThat(content()).isEqualTo("a='it''s\\n'NULL-92233720368547758080.1E0_binary x'01'_binary'a'NULL1");
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

    /** Every setter of the parameters has an append, with the same text as a template writes. */
    @ParameterizedTest
    @MethodSource("setters")
    void anAppendForEverySetter(Method setter) throws ReflectiveOperationException {
        Class<?>[] types = setter.getParameterTypes();
        Class<?>[] appended = new Class<?>[types.length + 1];
        appended[0] = AppendBuffer.class;
        appended[1] = SqlMode.class;
        System.arraycopy(types, 1, appended, 2, types.length - 1);
        Method append = SqlLiteral.class.getMethod("append" + setter.getName().substring(3), appended);
        for (SqlMode mode : List.of(SqlMode.mysql().zone(ZoneOffset.UTC), SqlMode.h2())) {
            Object[] set = SqlValues.arguments(setter);
            SqlParameters parameters = new SqlParameters(1);
            setter.invoke(parameters, set);
            String expected;
            try {
                expected = SqlTemplate.compile(setter.getName().equals("setList") ? "a IN (?)" : "?", mode)
                        .toSql(parameters);
            } catch (SqlParameterException e) {
                assertThat(e.code()).isEqualTo(Code.UNSUPPORTED_TYPE);
                continue;
            }
            Object[] arguments = SqlValues.arguments(setter);
            Object[] all = new Object[arguments.length + 1];
            all[0] = out.clear();
            all[1] = mode;
            System.arraycopy(arguments, 1, all, 2, arguments.length - 1);
            append.invoke(null, all);
            assertThat(expected).isIn(content(), "a IN (" + content() + ")");
        }
    }

    static Stream<Method> setters() {
        return SqlValues.setters();
    }

    @Test
    void likePatternsThatMatchTheTextItself() {
        SqlMode mode = SqlMode.mysql();
        out.clear();
        SqlLiteral.escapeLike(out, mode, "50%_!it's\\", '!');
        assertThat(content()).isEqualTo("'50!%!_!!it''s\\\\'");
        SqlLiteral.escapeLike(out.clear(), mode, CharBuffer.wrap("50%\\"), '\\');
        assertThat(content()).isEqualTo("'50\\\\%\\\\\\\\'");
        SqlLiteral.escapeLike(out.clear(), SqlMode.h2(), "50%\\", '\\');
        assertThat(content()).isEqualTo("'50\\%\\\\'");
        SqlLiteral.escapeLike(out.clear(), mode, null, '!');
        assertThat(content()).isEqualTo("NULL");
        assertThat(SqlLiteral.escapeLike("50%_!it's", '!')).isEqualTo("50!%!_!!it's");
        assertThat(SqlLiteral.escapeLike("", '!')).isEmpty();
        for (char escape : new char[] {'%', '_', 0, '\ud800', '\udc00'}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SqlLiteral.escapeLike("a", escape));
            assertThatIllegalArgumentException().isThrownBy(() -> SqlLiteral.escapeLike(out, mode, "a", escape));
        }
        assertThatThrownBy(() -> SqlLiteral.escapeLike(out, mode, "a\ud800", '!'))
                .isInstanceOf(SqlParameterException.class);
        assertThat(content()).isEqualTo("NULL");
    }

    @Test
    void aRefusalHasNoIndexWhateverIsRefused() {
        SqlMode mode = SqlMode.mysql();
        for (Object value : List.of(Map.of(), "\ud800", Double.NaN, List.of(1), new Timestamp(Long.MIN_VALUE))) {
            SqlParameterException refusal =
                    catchThrowableOfType(SqlParameterException.class, () -> SqlLiteral.appendObject(out, mode, value));
            assertThat(refusal.index()).isZero();
            assertThat(refusal).hasMessageNotContaining("parameter ");
        }
        SqlParameterException element = catchThrowableOfType(
                SqlParameterException.class, () -> SqlLiteral.appendList(out, mode, List.of(Map.of())));
        assertThat(element.index()).isZero();
    }

    @Test
    void aLiteralAloneIsNotLongerThanTheStatementMayBe() {
        SqlMode mode = SqlMode.mysql().maxBytes(10);
        SqlLiteral.appendString(out, mode, "12345678");
        String before = content();
        assertThat(catchThrowableOfType(
                                SqlParameterException.class, () -> SqlLiteral.appendString(out, mode, "123456789"))
                        .code())
                .isEqualTo(Code.TOO_LARGE);
        assertThat(content()).isEqualTo(before);
    }
}
