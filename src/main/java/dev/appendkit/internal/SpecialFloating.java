// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.nio.charset.StandardCharsets;

/** The texts that do not consist of digits: zeros, infinities and NaN. */
final class SpecialFloating {

    private static final byte[] NAN = ascii("NaN");
    private static final byte[] INFINITY = ascii("Infinity");
    private static final byte[] NEGATIVE_INFINITY = ascii("-Infinity");
    private static final byte[] ZERO = ascii("0.0");
    private static final byte[] NEGATIVE_ZERO = ascii("-0.0");
    private static final byte[] SCIENTIFIC_ZERO = ascii("0.0E0");
    private static final byte[] NEGATIVE_SCIENTIFIC_ZERO = ascii("-0.0E0");

    private SpecialFloating() {}

    static boolean isSpecial(double v) {
        // The negation makes NaN special too.
        return v == 0 || !(Math.abs(v) <= Double.MAX_VALUE);
    }

    static int append(byte[] dst, int pos, double v, long[] forms, int tail) {
        byte[] text = text(v, forms);
        if (tail != FloatingLayout.LENGTH) {
            System.arraycopy(text, 0, dst, pos, text.length);
        }
        return pos + text.length;
    }

    private static byte[] text(double v, long[] forms) {
        if (Double.isNaN(v)) {
            return NAN;
        }
        boolean negative = Double.doubleToRawLongBits(v) < 0;
        if (v != 0) {
            return negative ? NEGATIVE_INFINITY : INFINITY;
        }
        if (forms == FloatingLayout.SCIENTIFIC) {
            return negative ? NEGATIVE_SCIENTIFIC_ZERO : SCIENTIFIC_ZERO;
        }
        return negative ? NEGATIVE_ZERO : ZERO;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
