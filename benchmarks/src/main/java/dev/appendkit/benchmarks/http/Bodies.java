// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import dev.appendkit.AppendBuffer;

/** What the server answers: numbers up to a length, the same for the same length, so that every byte can be checked. */
final class Bodies {
    private Bodies() {}

    /** Appends whole numbers until there are at least that many bytes. */
    static void append(AppendBuffer out, int length) {
        for (int i = 0; out.length() < length; i++) {
            out.appendInt(i * 7).appendByte((byte) ',');
        }
    }

    static byte[] of(int length) {
        AppendBuffer out = AppendBuffer.growing(length + 16, length + 16);
        append(out, length);
        return out.toByteArray();
    }
}
