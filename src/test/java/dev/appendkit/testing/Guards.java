// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.fail;

/** Bytes that no append may change. Each depends on its index, so that a moved one is found too. */
public final class Guards {
    private Guards() {}

    /** Never an ASCII char, which almost all texts consist of. */
    public static byte at(int index) {
        return (byte) (0x80 | index * 37);
    }

    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(i);
        }
        return bytes;
    }

    /** Checks all bytes outside {@code from} to {@code to}. */
    public static void check(byte[] bytes, int from, int to) {
        for (int i = 0; i < bytes.length; i++) {
            if ((i < from || i >= to) && bytes[i] != at(i)) {
                fail("byte " + i + " outside " + from + " to " + to + " of " + bytes.length + " is now " + bytes[i]);
            }
        }
    }
}
