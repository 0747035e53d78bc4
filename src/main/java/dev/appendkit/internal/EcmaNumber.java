// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Writes numbers like ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20), which RFC 8785, section 3.2.2.3, prescribes
 * for canonical JSON: the shortest digits that round to the value, the closest of them, plain from 1e-6 to below 1e21.
 *
 * <p>The digits are those of {@link ShortestDouble}, whose text is laid out anew. That class takes two digits where one
 * would be enough, if two are closer. This makes a difference only next to zero, where two digits are more precise than
 * the value itself: for the eight doubles and nine floats of the tables, which an exact search through all values
 * found.
 */
public final class EcmaNumber {
    /** {@code -0.0000012345678901234567}. */
    public static final int MAX_LENGTH = 25;

    /** The room that the appends need: the text, followed by the text from which it is made. */
    public static final int ROOM = 64;

    private static final int SCRATCH = 32;
    private static final int MAX_PLAIN = 21;
    private static final int MIN_PLAIN = -6;

    // The bits of values of one digit, and that digit times 1000 minus the decimal exponent.
    private static final int[] TINY_DOUBLES = {1, 2, 10, 12, 14, 16, 18, 20};
    private static final int[] TINY_DOUBLE_DIGITS = {5324, 1323, 5323, 6323, 7323, 8323, 9323, 1322};
    private static final int[] TINY_FLOATS = {1, 2, 3, 4, 6, 7, 21, 29, 71};
    private static final int[] TINY_FLOAT_DIGITS = {1045, 3045, 4045, 6045, 8045, 1044, 3044, 4044, 1043};

    private EcmaNumber() {}

    /** Writes a finite double, and anything within {@link #ROOM} bytes. */
    public static int append(byte[] dst, int pos, double value) {
        long bits = Double.doubleToRawLongBits(value);
        long magnitude = bits & Long.MAX_VALUE;
        if (magnitude <= TINY_DOUBLES[TINY_DOUBLES.length - 1]) {
            int tiny = indexOf(TINY_DOUBLES, (int) magnitude);
            if (tiny >= 0) {
                return appendTiny(dst, pos, bits < 0, TINY_DOUBLE_DIGITS[tiny]);
            }
        }
        int from = pos + SCRATCH;
        return layOut(dst, pos, from, ShortestDouble.appendExact(dst, from, value));
    }

    /** Writes a finite float by its own shortest digits, and anything within {@link #ROOM} bytes. */
    public static int append(byte[] dst, int pos, float value) {
        int bits = Float.floatToRawIntBits(value);
        int magnitude = bits & Integer.MAX_VALUE;
        if (magnitude <= TINY_FLOATS[TINY_FLOATS.length - 1]) {
            int tiny = indexOf(TINY_FLOATS, magnitude);
            if (tiny >= 0) {
                return appendTiny(dst, pos, bits < 0, TINY_FLOAT_DIGITS[tiny]);
            }
        }
        int from = pos + SCRATCH;
        return layOut(dst, pos, from, ShortestFloat.appendExact(dst, from, value));
    }

    private static int indexOf(int[] sorted, int value) {
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] == value) {
                return i;
            }
        }
        return -1;
    }

    private static int appendTiny(byte[] dst, int pos, boolean negative, int tiny) {
        if (negative) {
            dst[pos++] = '-';
        }
        dst[pos++] = (byte) ('0' + tiny / 1000);
        dst[pos++] = 'e';
        return Digits.appendIntExact(dst, pos, -(tiny % 1000));
    }

    /** Lays out the text of {@code Double.toString} anew. The digits are gathered in place. */
    private static int layOut(byte[] dst, int pos, int from, int to) {
        int read = from;
        boolean negative = dst[read] == '-';
        if (negative) {
            read++;
        }
        int digits = read;
        int end = digits;
        // The value is 0.d1d2d3… times ten to the power of this.
        int exponent = 0;
        boolean behindPoint = false;
        for (; read < to; read++) {
            byte c = dst[read];
            if (c == 'E') {
                exponent += parseExponent(dst, read + 1, to);
                break;
            }
            if (c == '.') {
                behindPoint = true;
            } else if (end == digits && c == '0') {
                // A zero before the first digit counts if it follows the point.
                exponent -= behindPoint ? 1 : 0;
            } else {
                dst[end++] = c;
                exponent += behindPoint ? 0 : 1;
            }
        }
        while (end > digits && dst[end - 1] == '0') {
            end--;
        }
        if (end == digits) {
            dst[pos] = '0';
            return pos + 1;
        }
        if (negative) {
            dst[pos++] = '-';
        }
        return layOut(dst, pos, digits, end - digits, exponent);
    }

    private static int parseExponent(byte[] src, int from, int to) {
        boolean negative = src[from] == '-';
        int value = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            value = 10 * value + src[i] - '0';
        }
        return negative ? -value : value;
    }

    /**
     * Lays out digits; {@code n} is that of the standard: the value is the digits times ten to the power of n minus
     * their number.
     */
    private static int layOut(byte[] dst, int pos, int digits, int k, int n) {
        if (n > MAX_PLAIN || n <= MIN_PLAIN) {
            return appendExponential(dst, pos, digits, k, n - 1);
        }
        if (n <= 0) {
            pos = appendZeros(dst, pos, 1);
            dst[pos++] = '.';
            return move(dst, appendZeros(dst, pos, -n), digits, k);
        }
        if (k <= n) {
            return appendZeros(dst, move(dst, pos, digits, k), n - k);
        }
        pos = move(dst, pos, digits, n);
        dst[pos++] = '.';
        return move(dst, pos, digits + n, k - n);
    }

    private static int appendExponential(byte[] dst, int pos, int digits, int k, int exponent) {
        dst[pos++] = dst[digits];
        if (k > 1) {
            dst[pos++] = '.';
            pos = move(dst, pos, digits + 1, k - 1);
        }
        dst[pos++] = 'e';
        if (exponent > 0) {
            dst[pos++] = '+';
        }
        return Digits.appendIntExact(dst, pos, exponent);
    }

    private static int appendZeros(byte[] dst, int pos, int count) {
        for (int i = 0; i < count; i++) {
            dst[pos + i] = '0';
        }
        return pos + count;
    }

    private static int move(byte[] dst, int pos, int from, int length) {
        System.arraycopy(dst, from, dst, pos, length);
        return pos + length;
    }
}
