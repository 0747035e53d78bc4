// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.IntFunction;

/**
 * The text of every value of a benchmark: what all sides must write, and the source of the lower bound, a plain copy of
 * the same bytes.
 */
final class ExpectedTexts {
    /** Jackson writes whole words. */
    private static final int SLACK = 64;

    private final byte[] bytes;
    private final int[] ends;
    private final int longest;

    ExpectedTexts(int count, IntFunction<String> text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ends = new int[count];
        int max = 0;
        for (int i = 0; i < count; i++) {
            all.writeBytes(text.apply(i).getBytes(UTF_8));
            ends[i] = all.size();
            max = Math.max(max, ends[i] - start(i));
        }
        bytes = all.toByteArray();
        longest = max;
    }

    /** The bytes of the longest text. */
    int longest() {
        return longest;
    }

    int copy(byte[] dst, int pos, int index) {
        int from = start(index);
        int length = ends[index] - from;
        System.arraycopy(bytes, from, dst, pos, length);
        return pos + length;
    }

    /** Fails unless {@code writer} writes the expected text of every value. */
    void verify(String side, ValueWriter writer) {
        byte[] dst = new byte[longest + SLACK];
        for (int i = 0; i < ends.length; i++) {
            int length = writer.write(dst, 0, i);
            String actual = new String(dst, 0, length, UTF_8);
            String expected = new String(bytes, start(i), ends[i] - start(i), UTF_8);
            if (!actual.equals(expected)) {
                throw new IllegalStateException(side + " wrote " + actual + " instead of " + expected);
            }
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
