// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads rows into a table of PostgreSQL by COPY, which is the fastest way: appendkit writes tab-separated text into one
 * array, and pgjdbc sends that array.
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * try (PostgresCopySink sink = new PostgresCopySink(connection, "people", List.of("id", "name"))) {
 *   for (Person person : people) {
 *     sink.row().appendLong(person.id()).appendString(person.name()).endRecord();
 *   }
 *   sink.finish();
 * }
 * connection.commit();
 * }</pre>
 *
 * <p>COPY is one statement: it adds all rows or none. If the server refuses a row, an {@link SQLException} names it and
 * the server's code; the server's own message would print the value. A refusal that is noticed while rows are appended
 * is an {@link UncheckedIOException}, whose {@link #causeOf} is that exception. Between the constructor and
 * {@link #finish()}, the connection must not be used for anything else.
 */
public final class PostgresCopySink implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_NAME_BYTES = 1 << 16;
    private static final SqlMode NAMES = SqlMode.postgresql().standardConformingStrings(true);

    private final String table;
    private final List<String> columns;
    private final CopyIn copy;
    private final AppendBuffer out = AppendBuffer.draining(this::send, BUFFER_BYTES);
    private final CsvWriter rows = new CsvWriter(CsvDialect.escapedTsv()).reset(out);

    /** Starts a COPY into these columns of a table. */
    public PostgresCopySink(Connection connection, String table, List<String> columns) throws SQLException {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + quoted(table) + " (" + quoted(columns) + ") FROM STDIN");
    }

    /** The writer of the next row: a field for each column, and then {@code endRecord()}. */
    public CsvWriter row() {
        return rows;
    }

    /** Sends rows that were written elsewhere, in the form of {@link CsvDialect#escapedTsv()}. */
    public void append(AppendBuffer written) throws SQLException {
        try {
            copy.writeToCopy(written.array(), written.arrayOffset(), written.length());
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Ends COPY and returns how many rows the server took. The caller commits. */
    public long finish() throws SQLException {
        try {
            out.close();
            return copy.endCopy();
        } catch (UncheckedIOException e) {
            throw causeOf(e);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Cancels COPY if it was not finished; then none of its rows is added. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send(byte[] bytes, int from, int to) throws IOException {
        try {
            copy.writeToCopy(bytes, from, to - from);
        } catch (SQLException e) {
            throw new IOException(refused(e));
        }
    }

    private ServerRefusal refused(SQLException e) {
        return ServerRefusal.ofCopy(e, table, columns);
    }

    /** The server's refusal while rows were appended; the cursor can only throw it wrapped. */
    public static SQLException causeOf(UncheckedIOException e) {
        return e.getCause().getCause() instanceof SQLException refused ? refused : new SQLException(e);
    }

    static String quoted(List<String> names) {
        return names.stream().map(PostgresCopySink::quoted).collect(Collectors.joining(", "));
    }

    /** A name in quotes, as in SQL. */
    public static String quoted(String name) {
        AppendBuffer out = AppendBuffer.growing(64, MAX_NAME_BYTES);
        SqlLiteral.appendIdentifier(out, NAMES, name);
        return out.toString(StandardCharsets.UTF_8);
    }
}
