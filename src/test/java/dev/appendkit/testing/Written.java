// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Compares what was written with what was expected; fast enough for millions of values. */
public final class Written {
    /** Where the static methods are to write. */
    public static final int START = 5;

    private final byte[] array;
    private final byte[] untouched;
    private final AppendBuffer cursor;
    private byte[] expected = {};

    public Written() {
        this(1 << 17);
    }

    public Written(int capacity) {
        array = Guards.bytes(capacity);
        untouched = array.clone();
        cursor = AppendBuffer.growing(capacity, capacity);
    }

    public byte[] array() {
        return array;
    }

    public AppendBuffer cursor() {
        return cursor.clear();
    }

    public Written expect(String text) {
        return expect(text.getBytes(UTF_8));
    }

    public Written expect(byte[] bytes) {
        expected = bytes;
        return this;
    }

    public int length() {
        return expected.length;
    }

    /** A static method wrote from {@link #START} on and returned {@code end}; the eight bytes around are as before. */
    public void by(int end) {
        if (end != START + expected.length
                || !Arrays.equals(array, START, end, expected, 0, expected.length)
                || !Arrays.equals(array, START - 4, START, untouched, START - 4, START)
                || !Arrays.equals(array, end, end + 8, untouched, end, end + 8)) {
            assertThat(new String(array, 0, Math.max(end, START) + 8, ISO_8859_1))
                    .isEqualTo(new String(untouched, 0, START, ISO_8859_1)
                            + new String(expected, ISO_8859_1)
                            + new String(untouched, START + expected.length, 8, ISO_8859_1));
        }
        System.arraycopy(untouched, START, array, START, expected.length);
    }

    public void byCursor(UnaryOperator<AppendBuffer> append) {
        AppendBuffer out = append.apply(cursor.clear());
        int length = out.length();
        if (!Arrays.equals(out.array(), 0, length, expected, 0, expected.length)) {
            assertThat(out.toString(ISO_8859_1)).isEqualTo(new String(expected, ISO_8859_1));
        }
    }
}
