// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Numbers of 160 bits as 27 digits of base 62, {@code 0-9A-Za-z}, padded with {@code 0}. */
public final class Base62 {
    /** The digits of 160 bits: 62^27 is 2^160.8. */
    public static final int KSUID_LENGTH = 27;

    /** The value in {@link #VALUES} of a char that is not a digit. */
    public static final int NO_DIGIT = -1;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PAIR = 62 * 62;

    /** 62^5, the largest power below 2^30: a remainder and 32 more bits are a positive long. */
    public static final int FIVE = 916_132_832;

    /** Two digits, the first one in the low byte. */
    private static final short[] PAIRS = new short[PAIR];

    private static final byte[] VALUES = new byte[128];

    static {
        for (int i = 0; i < PAIR; i++) {
            PAIRS[i] = (short) (DIGITS.charAt(i / 62) | DIGITS.charAt(i % 62) << 8);
        }
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = (byte) DIGITS.indexOf(i);
        }
    }

    private Base62() {}

    /** The value of a digit, or {@link #NO_DIGIT}. */
    public static int value(char digit) {
        return digit < VALUES.length ? VALUES[digit] : NO_DIGIT;
    }

    /** Writes 27 digits of a number whose high 32 bits are in {@code top}; exact. */
    public static int append(byte[] dst, int pos, int top, long high, long low) {
        // These are five long divisions by 62^5, in words of 32 bits. The number is below 2^130.3 after the first of
        // them, 2^100.5 after the second, then 2^70.7, 2^41 and 2^11.2, so each needs fewer words.
        long a = top & 0xFFFF_FFFFL;
        long b = high >>> 32;
        long c = high & 0xFFFF_FFFFL;
        long d = low >>> 32;
        long e = low & 0xFFFF_FFFFL;
        for (int at = pos + 22; at > pos + 12; at -= 5) {
            long rest = a;
            a = rest / FIVE;
            rest = (rest - a * FIVE) << 32 | b;
            b = rest / FIVE;
            rest = (rest - b * FIVE) << 32 | c;
            c = rest / FIVE;
            rest = (rest - c * FIVE) << 32 | d;
            d = rest / FIVE;
            rest = (rest - d * FIVE) << 32 | e;
            e = rest / FIVE;
            appendFive(dst, at, (int) (rest - e * FIVE));
        }
        long rest = b;
        b = rest / FIVE;
        rest = (rest - b * FIVE) << 32 | c;
        c = rest / FIVE;
        rest = (rest - c * FIVE) << 32 | d;
        d = rest / FIVE;
        rest = (rest - d * FIVE) << 32 | e;
        e = rest / FIVE;
        appendFive(dst, pos + 12, (int) (rest - e * FIVE));
        appendTwelve(dst, pos, c, d, e);
        return pos + KSUID_LENGTH;
    }

    /** Writes the first twelve digits: a number below 2^70.7 in three words. */
    private static void appendTwelve(byte[] dst, int pos, long third, long second, long first) {
        long c = third / FIVE;
        long rest = (third - c * FIVE) << 32 | second;
        long d = rest / FIVE;
        rest = (rest - d * FIVE) << 32 | first;
        long e = rest / FIVE;
        appendFive(dst, pos + 7, (int) (rest - e * FIVE));
        // The number is now below 2^41, so the third word is 0.
        rest = d << 32 | e;
        e = rest / FIVE;
        appendFive(dst, pos + 2, (int) (rest - e * FIVE));
        Bytes.putShort(dst, pos, PAIRS[(int) e]);
    }

    private static void appendFive(byte[] dst, int pos, int value) {
        int upper = value / PAIR;
        dst[pos] = (byte) DIGITS.charAt(upper / PAIR);
        Bytes.putShort(dst, pos + 1, PAIRS[upper % PAIR]);
        Bytes.putShort(dst, pos + 3, PAIRS[value % PAIR]);
    }
}
