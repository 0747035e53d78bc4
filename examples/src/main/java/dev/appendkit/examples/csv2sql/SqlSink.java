// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;

/**
 * Where the statements go. Until {@link #commit()} nothing of the load can be seen; {@link #close()} without it leaves
 * nothing behind. What goes wrong is a {@link BadInput}.
 */
interface SqlSink extends AutoCloseable {
    /** Takes a statement that inserts the rows {@code from} to {@code to} and is in {@code sql} until the return. */
    void statement(AppendBuffer sql, Rows rows, int from, int to);

    void commit();

    @Override
    void close();

    /** Where the same load goes when it is formatted once more, to measure: nowhere, unless a sink says otherwise. */
    default SqlSink again() {
        return new SqlSink() {
            @Override
            public void statement(AppendBuffer sql, Rows rows, int from, int to) {}

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
    }
}
