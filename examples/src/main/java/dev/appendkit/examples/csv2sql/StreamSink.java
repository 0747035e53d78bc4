// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.csv2sql.RowFormat.Frame;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream, which cannot take back what it was given: standard output, a pipe, a device. A load that fails ends without
 * its COMMIT, and the session that executes it loses the transaction with the connection.
 */
final class StreamSink implements RowSink {
    private final String name;
    private final OutputStream out;
    private final Frame frame;

    /** @param name for messages */
    StreamSink(String name, OutputStream out, Frame frame) {
        this.name = name;
        this.out = out;
        this.frame = frame;
        try {
            out.write(Frame.bytes(frame.begin()));
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }

    @Override
    public void send(AppendBuffer text, Rows rows, int from, int to) {
        try {
            text.writeTo(out);
            out.write(Frame.bytes(frame.end()));
        } catch (IOException e) {
            throw BadInput.unusable(name, e);
        }
    }

    @Override
    public void commit() {
        try {
            out.write(Frame.bytes(frame.commit()));
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
