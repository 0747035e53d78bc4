// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;

/** Formats rows into one buffer and hands it to a sink whenever it is full. */
abstract class RowWriter {
    private final String file;
    private final AppendBuffer out;
    private final Meter meter = new Meter();
    private long rows;
    private long lots;
    private long bytes;

    /** @param file the name for messages */
    RowWriter(String file, AppendBuffer out) {
        this.file = file;
        this.out = out;
    }

    /** Appends a row to the buffer; false if there is no room for it. */
    abstract boolean add(Rows source, int row);

    /** Writes all rows; what is in the buffer is complete on return. The meter runs while the buffer is filled. */
    final void write(Rows source, RowSink sink) {
        int from = 0;
        int row = 0;
        meter.start();
        while (row < source.size()) {
            if (add(source, row)) {
                row++;
            } else {
                meter.stop();
                send(source, from, row, sink);
                from = row;
                meter.start();
            }
        }
        meter.stop();
        if (from < row) {
            send(source, from, row, sink);
        }
    }

    private void send(Rows source, int from, int to, RowSink sink) {
        rows += to - from;
        lots++;
        bytes += out.length();
        sink.send(out, source, from, to);
        out.clear();
    }

    /** A value that cannot be written. */
    final BadInput refused(Rows source, int row, int column, String message) {
        return new BadInput(file, source.line(row, column), source.charColumn(row, column), message);
    }

    final String file() {
        return file;
    }

    final AppendBuffer out() {
        return out;
    }

    /** Starts counting again. */
    final void resetCounts() {
        meter.reset();
        rows = 0;
        lots = 0;
        bytes = 0;
    }

    final Meter meter() {
        return meter;
    }

    final long rows() {
        return rows;
    }

    /** How often the buffer was handed on: the number of statements, if it holds one. */
    final long lots() {
        return lots;
    }

    final long bytes() {
        return bytes;
    }
}
