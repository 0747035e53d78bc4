// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.r2dbc;

import dev.appendkit.FractionDigits;
import dev.appendkit.examples.databases.Loads;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.testing.EmbeddedPostgreSql;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** Measures COPY over R2DBC, with rows by appendkit and with rows of Strings: see {@link Loads}. */
public final class R2dbcLoads {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> COLUMNS = List.of("id", "name", "amount", "ratio", "at", "note");

    private final Loads rows = new Loads();
    private final List<Integer> indexes =
            IntStream.range(0, rows.ids.length).boxed().toList();
    private final Statement statement;
    private final PostgresqlConnection reactive;

    private R2dbcLoads(Connection connection) throws SQLException {
        statement = connection.createStatement();
        reactive = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(EmbeddedPostgreSql.port())
                        .username("postgres")
                        .database("postgres")
                        .build())
                .create()
                .block(PATIENCE);
    }

    public static void main(String[] args) throws SQLException {
        try (Connection connection = EmbeddedPostgreSql.connect()) {
            new R2dbcLoads(connection).run();
        }
        System.exit(0);
    }

    private void run() throws SQLException {
        statement.execute("DROP TABLE IF EXISTS loads");
        statement.execute("CREATE TABLE loads (id bigint, name varchar(40), amount decimal(12, 2),"
                + " ratio double precision, at timestamp(6), note varchar(60))");
        rows.add(
                        "copyIn, rows by appendkit",
                        () -> R2dbcCopy.into(reactive, "loads", COLUMNS, indexes, this::append)
                                .block(PATIENCE))
                .add("copyIn, rows of Strings", this::strings)
                .run("PostgreSQL over R2DBC", this::truncate, this::content, true);
    }

    private void truncate() throws SQLException {
        statement.execute("TRUNCATE loads");
    }

    private String content() throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT count(*) || ' ' || sum(amount) || ' ' ||"
                + " md5(string_agg(l::text, E'\\n' ORDER BY id)) FROM loads l")) {
            result.next();
            return result.getString(1);
        }
    }

    private void append(CsvWriter fields, int i) {
        fields.appendLong(rows.ids[i])
                .appendString(rows.names[i])
                .appendDecimal(rows.cents[i], 2)
                .appendDouble(rows.ratios[i])
                .appendTimestamp(rows.seconds[i], rows.nanos[i], FractionDigits.MICROS)
                .appendString(rows.notes[i]);
    }

    /** The lots have the same length as those of the other way. */
    private void strings() {
        Flux<ByteBuf> buffers = Flux.generate(() -> 0, (from, sink) -> {
            if (from == rows.ids.length) {
                sink.complete();
                return from;
            }
            StringBuilder text = new StringBuilder(1 << 16);
            int i = from;
            while (i < rows.ids.length && text.length() < 1 << 15) {
                append(text, i++);
            }
            sink.next(Unpooled.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8)));
            return i;
        });
        reactive.copyIn("COPY loads FROM STDIN", buffers).block(PATIENCE);
    }

    private void append(StringBuilder text, int i) {
        text.append(rows.ids[i]).append('\t');
        escape(text, rows.names[i]);
        text.append('\t').append(BigDecimal.valueOf(rows.cents[i], 2));
        text.append('\t').append(rows.ratios[i]).append('\t');
        text.append(LocalDateTime.ofEpochSecond(rows.seconds[i], rows.nanos[i], ZoneOffset.UTC))
                .append('\t');
        if (rows.notes[i] == null) {
            text.append("\\N");
        } else {
            escape(text, rows.notes[i]);
        }
        text.append('\n');
    }

    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
