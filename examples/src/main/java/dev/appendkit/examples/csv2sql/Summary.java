// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What a load did.
 *
 * @param statements of SQL
 * @param bytes of SQL, or of the other format
 * @param wholeRunNanos from opening the file to the end of the first formatting, with parser and sink
 */
record Summary(RowFormat format, long rows, long statements, long bytes, long wholeRunNanos, Formatting formatting) {
    /** What formatting cost its thread, without parser and sink, in rounds {@code from} to {@code to}. */
    record Formatting(int from, int to, long rows, long bytes, long nanos, long allocated) {
        static Formatting of(RowWriter writer, int from, int to) {
            return new Formatting(
                    from,
                    to,
                    writer.rows(),
                    writer.bytes(),
                    writer.meter().nanos(),
                    writer.meter().allocated());
        }

        double megabytesPerSecond() {
            return Summary.megabytesPerSecond(bytes, nanos);
        }
    }

    Summary with(Formatting warm) {
        return new Summary(format, rows, statements, bytes, wholeRunNanos, warm);
    }

    /** The same without the time that the run spent on something else. */
    Summary without(long nanos) {
        return new Summary(format, rows, statements, bytes, wholeRunNanos - nanos, formatting);
    }

    void print(PrintStream out) {
        if (format == RowFormat.SQL) {
            line(out, "rows", "%,d in %,d statements, %.1f MB of SQL", rows, statements, bytes / 1e6);
        } else {
            line(out, "rows", "%,d, %.1f MB of %s", rows, bytes / 1e6, format.description());
        }
        line(
                out,
                formatting.to() == 1 ? "formatting" : "rounds " + formatting.from() + "-" + formatting.to(),
                "%.3f s, %.0f MB/s, %s by the formatting thread%s",
                formatting.nanos() / 1e9,
                formatting.megabytesPerSecond(),
                perRow(formatting.allocated(), formatting.rows()),
                formatting.to() == 1 ? "" : " (parser and output excluded)");
        line(
                out,
                "whole run",
                "%.3f s, %.0f MB/s, parser and output included",
                wholeRunNanos / 1e9,
                megabytesPerSecond(bytes, wholeRunNanos));
    }

    /** One line of a report, {@code what} in a column of its own. */
    static void line(PrintStream out, String what, String format, Object... arguments) {
        out.print(String.format(Locale.ROOT, "%-14s ", what) + String.format(Locale.ROOT, format, arguments) + '\n');
    }

    /** Distinguishes exactly 0 from a little. */
    static String perRow(long allocated, long rows) {
        if (!Meter.countsAllocation()) {
            return "allocation not counted by this JVM";
        }
        String bytes =
                allocated == 0 ? "0" : String.format(Locale.ROOT, "%,.2f", (double) allocated / Math.max(rows, 1));
        return bytes + " bytes allocated per row";
    }

    static double megabytesPerSecond(long bytes, long nanos) {
        return nanos == 0 ? 0 : bytes * 1e3 / nanos;
    }
}
