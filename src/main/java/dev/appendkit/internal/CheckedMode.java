// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The mode that detects misuse of borrowed buffers. It is slow and meant for tests. */
public final class CheckedMode {
    /** Whether pools and cursors are checked by default: {@code -Dappendkit.checked=true}. */
    public static final boolean ON = Boolean.getBoolean("appendkit.checked");

    /** Not a byte of UTF-8, so that a read of returned memory is noticed. */
    private static final byte JUNK = (byte) 0xFF;

    private CheckedMode() {}

    public static void fillWithJunk(byte[] memory) {
        Arrays.fill(memory, JUNK);
    }

    /** Fills a range. */
    public static void fillWithJunk(byte[] memory, int from, int to) {
        Arrays.fill(memory, from, to, JUNK);
    }

    /** Fills all of a buffer, whatever its position and limit are. */
    public static void fillWithJunk(ByteBuffer memory) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, JUNK);
        }
    }
}
