// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How booleans and UUIDs are written where the mode says otherwise. */
class ModeOptionTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");

    @Test
    void booleansAsKeywords() {
        for (SqlMode mode : List.of(SqlMode.mysql(), SqlMode.mariadb())) {
            SqlMode keywords = mode.booleanKeywords(true);
            assertThat(LiteralTexts.literal(mode, true)).isEqualTo("1");
            assertThat(LiteralTexts.literal(keywords, true)).isEqualTo("TRUE");
            assertThat(LiteralTexts.literal(keywords, false)).isEqualTo("FALSE");
            assertThat(LiteralTexts.literal(keywords.booleanKeywords(false), false))
                    .isEqualTo("0");
            assertThat(SqlTemplate.compile("SELECT -?", keywords).toSql(true)).isEqualTo("SELECT -(TRUE)");
            assertThat(mode.sameFingerprint(keywords)).isTrue();
            assertThat(keywords).isNotEqualTo(mode);
            assertThat(keywords.toString()).contains(", booleanKeywords");
        }
        assertThatThrownBy(() -> SqlMode.sqlite().booleanKeywords(true))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void uuidsAsBytes() {
        for (SqlMode mode : List.of(SqlMode.mysql().binaryIntroducer(true), SqlMode.mariadb(), SqlMode.sqlite())) {
            SqlMode bytes = mode.uuidAsBytes(true);
            assertThat(LiteralTexts.literal(mode, ID)).isEqualTo("'01234567-89ab-cdef-fedc-ba9876543210'");
            String introducer = mode.dialect() == MySqlDialect.MYSQL ? "_binary " : "";
            assertThat(LiteralTexts.literal(bytes, ID)).isEqualTo(introducer + "x'0123456789abcdeffedcba9876543210'");
            assertThat(LiteralTexts.literal(bytes, new UUID(0, 1)))
                    .isEqualTo(introducer + "x'00000000000000000000000000000001'");
            assertThat(LiteralTexts.literal(bytes, new UUID(-1, -1)))
                    .isEqualTo(introducer + "x'ffffffffffffffffffffffffffffffff'");
            assertThat(mode.sameFingerprint(bytes)).isTrue();
            assertThat(bytes.toString()).contains(", uuidAsBytes");
        }
        for (SqlMode mode : List.of(SqlMode.postgresql(), SqlMode.h2(), SqlMode.ansi())) {
            assertThatThrownBy(() -> mode.uuidAsBytes(true)).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
