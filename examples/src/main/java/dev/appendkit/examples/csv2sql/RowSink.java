// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;

/**
 * Where formatted rows go. Until {@link #commit()} nothing of the load is visible; {@link #close()} without it leaves
 * nothing behind. A failure is a {@link BadInput}.
 */
interface RowSink extends AutoCloseable {
    /** Takes the rows {@code from} to {@code to}, whose text is in {@code text} until this method returns. */
    void send(AppendBuffer text, Rows rows, int from, int to);

    void commit();

    @Override
    void close();

    /** Where the same load goes when it is formatted again to measure: nowhere, unless a sink says otherwise. */
    default RowSink again() {
        return new RowSink() {
            @Override
            public void send(AppendBuffer text, Rows rows, int from, int to) {}

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
    }
}
