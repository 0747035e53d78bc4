// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/** Keys in an order that neither a stride nor a cache can follow. */
final class Keys {
    private static final HexFormat HEX = HexFormat.of();

    private Keys() {}

    /** SplitMix64's finalizer: a bijection, so different numbers give different keys. */
    static long mixed(long number) {
        long z = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    static long[] longs(int count) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = mixed(i);
        }
        return keys;
    }

    /** Twenty bytes each. */
    static String[] strings(int count) {
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            String digits = Integer.toString(1_000 + i % 1_000);
            keys[i] = HEX.toHexDigits(mixed(i)) + "-" + digits.substring(1);
        }
        return keys;
    }

    static byte[][] bytes(String[] texts) {
        byte[][] keys = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            keys[i] = texts[i].getBytes(US_ASCII);
        }
        return keys;
    }
}
