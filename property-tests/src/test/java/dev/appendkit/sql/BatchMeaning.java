// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Inserts rows into the table {@code r (a, b)} one by one and in one statement, and compares what it holds afterwards.
 */
final class BatchMeaning {
    private static final String INSERT = "INSERT INTO r (a, b) VALUES ";
    private static final int MAX_ROWS = 100;

    private final Connection connection;
    private final SqlMode mode;
    private final String[] reset;

    /** {@code reset} are statements that create the table, and whatever rows read, anew. */
    BatchMeaning(Connection connection, SqlMode mode, String... reset) {
        this.connection = connection;
        this.mode = mode;
        this.reset = reset;
    }

    /** The row is one of a batch, and its rows mean what they mean one by one. */
    void same(String row, String tail, int... values) throws SQLException {
        SqlTemplate template = SqlTemplate.compile(INSERT + row + tail, mode);
        AppendBuffer out = AppendBuffer.growing(256, 65_536);
        SqlBatch batch = template.batch(out, MAX_ROWS);
        SqlParameters parameters = new SqlParameters(1);
        for (int value : values) {
            assertThat(batch.add(parameters.setInt(1, value))).isTrue();
        }
        String atOnce = out.toString(StandardCharsets.UTF_8);
        List<String> rows = rowsOf(List.of(atOnce));
        assertThat(rows)
                .as(atOnce)
                .isEqualTo(rowsOf(oneByOne(row, tail, values)))
                .isNotEmpty();
    }

    /** Values of several types in a column of text mean at once what they mean one by one. */
    void sameInTexts(Object... values) throws SQLException {
        SqlTemplate template = SqlTemplate.compile(INSERT + "(?, ?)", mode);
        AppendBuffer out = AppendBuffer.growing(256, 65_536);
        SqlBatch batch = template.batch(out, MAX_ROWS);
        SqlParameters parameters = new SqlParameters(2);
        List<String> oneByOne = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            assertThat(batch.add(parameters.setInt(1, i).setObject(2, values[i])))
                    .isTrue();
            oneByOne.add(template.toSql(parameters));
        }
        String atOnce = out.toString(StandardCharsets.UTF_8);
        assertThat(rowsOf(List.of(atOnce))).as(atOnce).hasSize(values.length).isEqualTo(rowsOf(oneByOne));
    }

    /** The row is refused as one of a batch, and its rows would mean something else in one statement. */
    void differs(String row, String tail, int... values) throws SQLException {
        assertThatThrownBy(() -> SqlTemplate.compile(INSERT + row + tail, mode).batch(AppendBuffer.growing(16, 16), 2))
                .as("%s%s", row, tail)
                .isInstanceOfSatisfying(
                        SqlTemplateException.class,
                        e -> assertThat(e.code()).isEqualTo(SqlTemplateException.Code.NOT_A_BATCH));
        String atOnce = Arrays.stream(values)
                .mapToObj(value -> row.replace("?", Integer.toString(value)))
                .collect(Collectors.joining(", ", INSERT, tail));
        assertThat(rowsOf(List.of(atOnce))).as(atOnce).isNotEqualTo(rowsOf(oneByOne(row, tail, values)));
    }

    private List<String> oneByOne(String row, String tail, int... values) {
        SqlTemplate template = SqlTemplate.compile(INSERT + row + tail, mode);
        return Arrays.stream(values).mapToObj(template::toSql).toList();
    }

    private List<String> rowsOf(List<String> inserts) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String sql : reset) {
                statement.execute(sql);
            }
            for (String sql : inserts) {
                statement.execute(sql);
            }
            try (ResultSet result = statement.executeQuery("SELECT a, b FROM r ORDER BY a, b")) {
                while (result.next()) {
                    rows.add(result.getString(1) + " " + result.getString(2));
                }
            }
        }
        return rows;
    }
}
