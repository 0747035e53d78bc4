// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import java.nio.ByteBuffer;

/** Formats each statement again with a StringBuilder, and demands the same bytes. */
final class ComparingSink implements RowSink {
    private final RowSink next;
    private final StringBuilderInsert other;
    private final Meter meter;

    /** @param meter runs while the other way formats */
    ComparingSink(RowSink next, StringBuilderInsert other, Meter meter) {
        this.next = next;
        this.other = other;
        this.meter = meter;
    }

    @Override
    public void send(AppendBuffer sql, Rows rows, int from, int to) {
        meter.start();
        byte[] bytes = other.format(rows, from, to);
        meter.stop();
        if (!sql.asByteBuffer().equals(ByteBuffer.wrap(bytes))) {
            throw new VerificationFailure("the INSERT of lines " + rows.line(from) + " to " + rows.line(to - 1)
                    + " differs from what StringBuilder makes");
        }
        next.send(sql, rows, from, to);
    }

    @Override
    public void commit() {
        next.commit();
    }

    @Override
    public void close() {
        next.close();
    }
}
