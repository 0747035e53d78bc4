// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlModeTest {

    private static final List<UnaryOperator<SqlMode>> FACTS = List.of(
            m -> m.noBackslashEscapes(true),
            m -> m.ansiQuotes(true),
            m -> m.ansiQuotes(false),
            m -> m.serverVersion(8, 4, 3),
            m -> m.charset("ascii"),
            m -> m.charset("utf8mb3"));

    private static final List<UnaryOperator<SqlMode>> POLICIES = List.of(
            m -> m.zone(ZoneOffset.UTC),
            m -> m.maxBytes(1),
            m -> m.multiStatements(true),
            m -> m.fraction(FractionPolicy.EXACT),
            m -> m.emptyList(EmptyListPolicy.EMPTY_SET));

    @Test
    void whatIsKnownFromTheStart() {
        SqlMode mode = SqlMode.mysql();
        assertThat(mode.backslashEscapes()).isTrue();
        assertThat(mode.ansiQuotes()).isNull();
        assertThat(mode.serverVersion()).isZero();
        assertThat(mode.maxCodePoint()).isEqualTo(Character.MAX_CODE_POINT);
        assertThat(mode.zone()).isNull();
        assertThat(mode.maxBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(mode.multiStatements()).isFalse();
        assertThat(mode.fraction()).isEqualTo(FractionPolicy.TRUNCATE);
        assertThat(mode.emptyList()).isEqualTo(EmptyListPolicy.REFUSE);
        assertThat(SqlMode.h2().backslashEscapes()).isFalse();
        assertThat(SqlMode.ansi().backslashEscapes()).isFalse();
    }

    @Test
    void everyFactChangesTheFingerprintAndNoPolicyDoes() {
        SqlMode mode = SqlMode.mysql();
        for (UnaryOperator<SqlMode> fact : FACTS) {
            SqlMode changed = fact.apply(mode);
            assertThat(changed.sameFingerprint(mode)).as(changed.toString()).isFalse();
            assertThat(changed).isNotEqualTo(mode).isEqualTo(fact.apply(mode)).hasSameHashCodeAs(fact.apply(mode));
        }
        for (UnaryOperator<SqlMode> policy : POLICIES) {
            SqlMode changed = policy.apply(mode);
            assertThat(changed.sameFingerprint(mode)).as(changed.toString()).isTrue();
            assertThat(changed).isNotEqualTo(mode).isEqualTo(policy.apply(mode)).hasSameHashCodeAs(policy.apply(mode));
        }
        assertThat(mode).isEqualTo(SqlMode.mysql());
        assertThat(mode.sameFingerprint(SqlMode.mariadb())).isFalse();
        assertThat(mode.noBackslashEscapes(false)).isEqualTo(mode);
        assertThat(mode.charset("utf8mb4")).isEqualTo(mode);
    }

    @Test
    void everyChangeKeepsTheOthers() {
        SqlMode all = SqlMode.mariadb();
        for (UnaryOperator<SqlMode> change : FACTS) {
            all = change.apply(all);
        }
        for (UnaryOperator<SqlMode> change : POLICIES) {
            all = change.apply(all);
        }
        SqlMode reversed = SqlMode.mariadb();
        for (int i = POLICIES.size() - 1; i >= 0; i--) {
            reversed = POLICIES.get(i).apply(reversed);
        }
        for (UnaryOperator<SqlMode> change : FACTS) {
            reversed = change.apply(reversed);
        }
        assertThat(all).isEqualTo(reversed);
        assertThat(all)
                .hasToString("SqlMode[mariadb, noBackslashEscapes=true, ansiQuotes=false, serverVersion=8.4.3,"
                        + " charset=utf8mb3, zone=Z, maxBytes=1, multiStatements=true, fraction=EXACT,"
                        + " emptyList=EMPTY_SET]");
        assertThat(SqlMode.h2())
                .hasToString("SqlMode[h2, serverVersion=unknown, charset=utf8, zone=unknown, maxBytes=unlimited,"
                        + " multiStatements=false, fraction=TRUNCATE, emptyList=REFUSE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8", "utf8mb3", "utf8mb4", "UTF8", "ascii", "UTF8MB4", "UTF-8", "US-ASCII"})
    void unicodeAndAsciiAreSupported(String charset) {
        assertThat(SqlMode.mysql().charset(charset).maxCodePoint())
                .isEqualTo(
                        charset.endsWith("4") || charset.equals("UTF-8")
                                ? 0x10FFFF
                                : charset.toLowerCase(java.util.Locale.ROOT).contains("ascii") ? 0x7F : 0xFFFF);
    }

    @Test
    void utf8IsAllOfUnicodeOutsideMySql() {
        assertThat(SqlMode.h2().charset("UTF8").maxCodePoint()).isEqualTo(Character.MAX_CODE_POINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gbk",
                "gb2312",
                "gb18030",
                "big5",
                "sjis",
                "cp932",
                "euckr",
                "eucjpms",
                "ujis",
                "latin1",
                "cp1252",
                "utf16",
                "ucs2",
                "binary",
                "SQL_ASCII",
                "",
                "utf8mb5",
                "utf8_general_ci",
            })
    void everyOtherCharsetIsRefused(String charset) {
        SqlTemplateException refusal = catchThrowableOfType(
                SqlTemplateException.class, () -> SqlMode.mysql().charset(charset));
        assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_CHARSET);
        assertThat(refusal.offset()).isEqualTo(-1);
        assertThat(refusal.line()).isZero();
        assertThat(refusal.column()).isZero();
    }

    @Test
    void argumentsAreChecked() {
        SqlMode mode = SqlMode.mysql();
        assertThatIllegalArgumentException().isThrownBy(() -> mode.maxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> mode.serverVersion(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> mode.serverVersion(8, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> mode.serverVersion(8, 0, 1000));
        assertThatNullPointerException().isThrownBy(() -> mode.zone((ZoneId) null));
        assertThatNullPointerException().isThrownBy(() -> mode.fraction(null));
        assertThatNullPointerException().isThrownBy(() -> mode.emptyList(null));
        assertThatNullPointerException().isThrownBy(() -> mode.charset(null));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> SqlMode.h2().ansiQuotes(true));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> SqlMode.ansi().noBackslashEscapes(true));
    }
}
