// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeInferenceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                                    | INTEGER
            -42                                  | INTEGER
            9223372036854775807                  | INTEGER
            -9223372036854775808                 | INTEGER
            9223372036854775808                  | DECIMAL
            -9223372036854775809                 | DECIMAL
            007                                  | TEXT
            +5                                   | TEXT
            1e5                                  | TEXT
            -0                                   | TEXT
            -                                    | TEXT
            --1                                  | TEXT
            1-                                   | TEXT
            ١٢                                   | TEXT
            0x1F                                 | TEXT
            ' 42'                                | TEXT
            1.5                                  | DECIMAL
            1.50                                 | DECIMAL
            -0.5                                 | DECIMAL
            0.000000000000000000000000000001     | DECIMAL
            0.0000000000000000000000000000001    | TEXT
            12345678901234567890.123456789       | DECIMAL
            0.0                                  | DECIMAL
            -0.0                                 | TEXT
            00.5                                 | TEXT
            .5                                   | TEXT
            5.                                   | TEXT
            .                                    | TEXT
            1.5.0                                | TEXT
            1,5                                  | TEXT
            1E5                                  | TEXT
            NaN                                  | TEXT
            2026-11-21                           | DATE
            0000-01-01                           | DATE
            2024-02-29                           | DATE
            2023-02-29                           | TEXT
            1900-02-29                           | TEXT
            2026-13-01                           | TEXT
            2026-00-10                           | TEXT
            2026-1-1                             | TEXT
            2026/11/21                           | TEXT
            -026-11-21                           | TEXT
            2026-11-21 09:02:03                  | TIMESTAMP
            2026-11-21 09:02:03.5                | TIMESTAMP
            2026-11-21 09:02:03.500              | TIMESTAMP
            2026-11-21 09:02:03.000000           | TIMESTAMP
            2026-11-21 09:02:03.50               | TEXT
            2026-11-21 09:02:03.                 | TEXT
            2026-11-21 09:02:03.123456           | TIMESTAMP
            2026-11-21 09:02:03.123456789        | TIMESTAMP
            2026-11-21 09:02:03.1234567891       | TEXT
            2026-11-21T09:02:03                  | TEXT
            2026-11-21 09:02:03Z                 | TEXT
            2026-11-21 24:00:00                  | TEXT
            2026-11-21 23:59:60                  | TEXT
            2026-11-21 -1:00:00                  | TEXT
            2026-11-21 09:02                     | TEXT
            true                                 | TEXT
            ''                                   | TEXT
            """)
    void ofOneValue(String value, ColumnType expected) {
        assertThat(columns(Dialect.H2, quoted(value)))
                .extracting(Schema.Column::type)
                .containsExactly(expected);
    }

    @Test
    void theFirstTypeThatAllValuesHave() {
        assertThat(type("1", "2", "-3")).isEqualTo(ColumnType.INTEGER);
        assertThat(type("1", "2.5")).isEqualTo(ColumnType.DECIMAL);
        assertThat(type("1", "2.5", "x")).isEqualTo(ColumnType.TEXT);
        assertThat(type("1", "007")).isEqualTo(ColumnType.TEXT);
        assertThat(type("2026-11-21", "2026-11-21 09:02:03")).isEqualTo(ColumnType.TEXT);
        assertThat(type("1", "2026-11-21")).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void nullsDecideNothingAndEmptyTextIsText() {
        assertThat(type("1", "", "2")).isEqualTo(ColumnType.INTEGER);
        assertThat(type("1", "\"\"", "2")).isEqualTo(ColumnType.TEXT);
        assertThat(type("", "")).isEqualTo(ColumnType.TEXT);
        assertThat(columns(Dialect.H2)).extracting(Schema.Column::type).containsExactly(ColumnType.TEXT);
    }

    @Test
    void quotedNumbersAreNumbers() {
        assertThat(type("\"1\"", "2")).isEqualTo(ColumnType.INTEGER);
    }

    @Test
    void decimalColumnsAreAsWideAsTheirValuesTogether() {
        assertThat(columns(Dialect.H2, "123.4", "-0.0567", "5"))
                .containsExactly(new Schema.Column("c", ColumnType.DECIMAL, 7, 4));
    }

    @Test
    void decimalsThatDoNotFitOneColumnTogetherAreText() {
        assertThat(type("1".repeat(40), "0." + "0".repeat(29) + "1")).isEqualTo(ColumnType.TEXT);
        assertThat(type("1".repeat(35), "0." + "0".repeat(29) + "1")).isEqualTo(ColumnType.DECIMAL);
        assertThat(type("1".repeat(65))).isEqualTo(ColumnType.DECIMAL);
        assertThat(type("1".repeat(66))).isEqualTo(ColumnType.TEXT);
    }

    @Test
    void aTimestampFinerThanTheColumnIsText() {
        String nanos = "2026-11-21 09:02:03.123456789";
        for (Dialect dialect : List.of(Dialect.MYSQL, Dialect.MARIADB, Dialect.POSTGRESQL)) {
            assertThat(columns(dialect, nanos)).extracting(Schema.Column::type).containsExactly(ColumnType.TEXT);
            assertThat(columns(dialect, "2026-11-21 09:02:03.123456000"))
                    .extracting(Schema.Column::type)
                    .containsExactly(ColumnType.TIMESTAMP);
        }
    }

    /** A load would fail at the value, long after the table was made. */
    @Test
    void aYearThatTheDatabaseDoesNotHaveIsText() {
        for (String value : List.of("0000-01-01", "0000-01-01 00:00:00")) {
            assertThat(columns(Dialect.POSTGRESQL, value).get(0).type()).isEqualTo(ColumnType.TEXT);
            assertThat(columns(Dialect.MARIADB, value).get(0).type()).isNotEqualTo(ColumnType.TEXT);
        }
        assertThat(columns(Dialect.POSTGRESQL, "0001-01-01").get(0).type()).isEqualTo(ColumnType.DATE);
    }

    private static ColumnType type(String... values) {
        return columns(Dialect.H2, values).get(0).type();
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    /** The columns of a CSV with one column, c. */
    private static List<Schema.Column> columns(Dialect dialect, String... values) {
        String csv = "c\n" + String.join("\n", values) + (values.length == 0 ? "" : "\n");
        CsvFile file = CsvFile.standardInput(new ByteArrayInputStream(csv.getBytes(UTF_8)), CsvOptions.DEFAULT);
        TypeInference inference = new TypeInference(new Header(file, dialect, null, note -> {}), dialect);
        file.read(inference, Progress.ofBytes(null, "test", 0));
        return inference.schema("t", List.of()).columns();
    }
}
