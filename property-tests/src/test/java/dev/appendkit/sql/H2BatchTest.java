// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the limits of a batch and however full its buffer, the rows that arrive are those that were added, in order.
 */
class H2BatchTest {

    @Property(tries = 300)
    void theRowsArriveInOrder(
            @ForAll("rows") List<String> rows,
            @ForAll @IntRange(min = 1, max = 12) int maxRows,
            @ForAll @IntRange(min = 60, max = 400) int maxBytes,
            @ForAll @IntRange(min = 60, max = 400) int room)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT GENERATED ALWAYS AS IDENTITY, n INT, v VARCHAR)");
            SqlTemplate template = SqlTemplate.compile(
                    "INSERT INTO t (n, v) VALUES (?, ?) -- ?", SqlMode.h2().maxBytes(maxBytes));
            AppendBuffer out = AppendBuffer.wrap(new byte[room], 0, room);
            SqlBatch batch = template.batch(out, maxRows);
            List<String> added = new ArrayList<>();
            SqlParameters parameters = new SqlParameters(2);
            for (int i = 0; i < rows.size(); i++) {
                parameters.setInt(1, i).setString(2, rows.get(i));
                if (add(batch, parameters)) {
                    added.add(i + rows.get(i));
                    continue;
                }
                send(statement, batch, out);
                if (add(batch, parameters)) {
                    added.add(i + rows.get(i));
                }
            }
            send(statement, batch, out);
            List<String> arrived = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("SELECT n, v FROM t ORDER BY id")) {
                while (result.next()) {
                    arrived.add(result.getString(1) + result.getString(2));
                }
            }
            assertThat(arrived).isEqualTo(added);
        }
    }

    /** False if the row is refused for any reason: full, too large, no room, not expressible. */
    private static boolean add(SqlBatch batch, SqlParameters parameters) {
        try {
            return batch.add(parameters);
        } catch (SqlParameterException | BufferOverflowException refused) {
            return false;
        }
    }

    private static void send(Statement statement, SqlBatch batch, AppendBuffer out) throws SQLException {
        if (out.length() > 0) {
            statement.setEscapeProcessing(false);
            statement.execute(out.toString(StandardCharsets.UTF_8));
        } else {
            assertThat(batch.rows()).isZero();
        }
        out.clear();
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> refused = Arbitraries.of("\ud800", "'\udfff", "x".repeat(1_000));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(15, RoundTripValues.strings()), net.jqwik.api.Tuple.of(1, refused))
                .list()
                .ofMaxSize(60);
    }
}
