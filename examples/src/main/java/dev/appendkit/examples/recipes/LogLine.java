// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.io.IOException;
import java.io.OutputStream;

/** A log line: one buffer for all lines of a thread, no temporary string. */
public final class LogLine {
    private final AppendBuffer out = AppendBuffer.growing(256, 64 << 10);
    private final OutputStream stream;

    LogLine(OutputStream stream) {
        this.stream = stream;
    }

    void write(long epochMilli, String level, String message, int status, double seconds) throws IOException {
        out.clear();
        out.appendInstantMillis(epochMilli, FractionDigits.MILLIS);
        out.appendByte((byte) ' ').appendAscii(level);
        out.appendByte((byte) ' ').appendUtf8(message);
        out.appendAscii(" status=").appendInt(status);
        out.appendAscii(" seconds=").appendFixed(seconds, 3);
        out.appendByte((byte) '\n').writeTo(stream);
    }

    public static void main(String[] args) throws IOException {
        LogLine log = new LogLine(System.out);
        log.write(1_795_251_723_123L, "INFO", "GET /prices", 200, 0.0125);
        log.write(1_795_251_723_456L, "WARN", "GET /café", 404, 2);
    }
}
// 2026-11-21T09:02:03.123Z INFO GET /prices status=200 seconds=0.013
// 2026-11-21T09:02:03.456Z WARN GET /café status=404 seconds=2.000
