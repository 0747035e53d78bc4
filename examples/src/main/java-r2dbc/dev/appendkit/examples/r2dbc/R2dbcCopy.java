// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.r2dbc;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.databases.PostgresCopySink;
import dev.appendkit.examples.databases.ServerRefusal;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Loads rows into a table of PostgreSQL by COPY over R2DBC: appendkit writes them into the ByteBufs that the driver
 * sends.
 *
 * <pre>{@code
 * R2dbcCopy.into(connection, "people", List.of("id", "name"), people,
 *         (row, person) -> row.appendLong(person.id()).appendString(person.name()))
 *     .subscribe(rows -> ...);
 * }</pre>
 *
 * <p>A buffer is filled when the driver asks for one, so a slow server slows the rows down. COPY adds all rows or none.
 * If the server refuses a row, the error is a {@link ServerRefusal}, without the value that the server's message would
 * print.
 */
public final class R2dbcCopy {
    /** How many bytes go to the driver at a time. If a row is longer, the buffer grows. */
    private static final int BUFFER_BYTES = 1 << 15;

    private R2dbcCopy() {}

    /**
     * Copies the rows and returns how many the server took.
     *
     * @param format appends a field for each column
     */
    public static <T> Mono<Long> into(
            PostgresqlConnection connection,
            String table,
            List<String> columns,
            Iterable<T> rows,
            BiConsumer<CsvWriter, T> format) {
        String names = columns.stream().map(PostgresCopySink::quoted).collect(Collectors.joining(", "));
        String copy = "COPY " + PostgresCopySink.quoted(table) + " (" + names + ") FROM STDIN";
        return Mono.defer(() -> {
            // The driver only says that the server cancelled, which it does if the rows fail.
            AtomicReference<Throwable> fault = new AtomicReference<>();
            return connection
                    .copyIn(copy, buffers(rows, format).doOnError(fault::set))
                    .onErrorMap(error -> fault.get() != null, error -> fault.get())
                    .onErrorMap(error -> error instanceof PostgresqlException, error -> refusal(error, table, columns));
        });
    }

    private static <T> Flux<ByteBuf> buffers(Iterable<T> rows, BiConsumer<CsvWriter, T> format) {
        return Flux.generate(rows::iterator, (iterator, sink) -> {
            if (iterator.hasNext()) {
                sink.next(filled(iterator, format));
            } else {
                sink.complete();
            }
            return iterator;
        });
    }

    private static <T> ByteBuf filled(Iterator<T> rows, BiConsumer<CsvWriter, T> format) {
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(BUFFER_BYTES + BUFFER_BYTES / 8);
        try (AppendBuffer out = ByteBufAppend.open(buffer)) {
            CsvWriter row = new CsvWriter(CsvDialect.escapedTsv()).reset(out);
            while (out.length() < BUFFER_BYTES && rows.hasNext()) {
                format.accept(row, rows.next());
                row.endRecord();
            }
        } catch (RuntimeException | Error e) {
            buffer.release();
            throw e;
        }
        return buffer;
    }

    private static ServerRefusal refusal(Throwable error, String table, List<String> columns) {
        ErrorDetails details = ((PostgresqlException) error).getErrorDetails();
        return ServerRefusal.ofCopy(
                details.getCode(),
                details.getWhere().orElse(null),
                details.getColumnName().orElse(null),
                details.getConstraintName().orElse(null),
                table,
                columns);
    }
}
