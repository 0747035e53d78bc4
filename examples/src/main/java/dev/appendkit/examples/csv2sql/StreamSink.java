// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream, which cannot take back what it was given: standard output, a pipe, a device. A load that fails ends without
 * its COMMIT, and whoever executes it loses the transaction with the connection.
 */
final class StreamSink implements SqlSink {
    static final byte[] END = {';', '\n'};
    static final byte[] COMMIT = "COMMIT;\n".getBytes(StandardCharsets.UTF_8);

    private final String name;
    private final OutputStream out;

    /** @param name for messages */
    StreamSink(String name, OutputStream out, String scriptBegin) {
        this.name = name;
        this.out = out;
        try {
            out.write(scriptBegin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }

    @Override
    public void statement(AppendBuffer sql, Rows rows, int from, int to) {
        try {
            sql.writeTo(out);
            out.write(END);
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }

    @Override
    public void commit() {
        try {
            out.write(COMMIT);
            out.flush();
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }
}
