// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * The text of every value of a benchmark: what all sides must write, and the source of the lower bound, a plain copy of
 * the same bytes.
 */
final class ExpectedTexts {

    /** Writes the value with this index at {@code pos} and returns the index after its last byte. */
    @FunctionalInterface
    interface ValueWriter {
        int write(byte[] dst, int pos, int index);
    }

    private final byte[] bytes;
    private final int[] ends;

    ExpectedTexts(int count, IntFunction<String> text) {
        StringBuilder all = new StringBuilder();
        ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[i] = all.append(text.apply(i)).length();
        }
        bytes = all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    int copy(byte[] dst, int pos, int index) {
        int from = start(index);
        int length = ends[index] - from;
        System.arraycopy(bytes, from, dst, pos, length);
        return pos + length;
    }

    /** Fails unless {@code writer} writes the expected text of every value. */
    void verify(String side, ValueWriter writer) {
        byte[] dst = new byte[128];
        for (int i = 0; i < ends.length; i++) {
            int length = writer.write(dst, 0, i);
            String actual = new String(dst, 0, length, StandardCharsets.ISO_8859_1);
            String expected = new String(bytes, start(i), ends[i] - start(i), StandardCharsets.US_ASCII);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(side + " wrote " + actual + " instead of " + expected);
            }
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
