// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.appendkit.Sink;
import java.io.ByteArrayOutputStream;

/** Keeps what it was given, and counts how often it was told that the rest will not come. */
final class CollectingSink implements Sink {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int aborts;

    @Override
    public void drain(byte[] src, int from, int to) {
        taken.write(src, from, to - from);
    }

    @Override
    public void abort(Throwable cause) {
        aborts++;
    }

    int aborts() {
        return aborts;
    }

    /** The bytes, a char each. */
    String content() {
        return taken.toString(ISO_8859_1);
    }
}
