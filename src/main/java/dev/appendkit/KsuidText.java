// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Base62;

/** Reads the text of a {@link Ksuid}. */
final class KsuidText {
    /** 2^160 - 1. */
    private static final String MAX = "aWgEPTl1tmebfsQzFP4bxwgy80V";

    private KsuidText() {}

    /**
     * Returns the index of the first wrong char: not a digit, missing, too many, or the one at which the number exceeds
     * 160 bits.
     */
    static int indexOfFault(CharSequence text) {
        int length = Math.min(text.length(), Base62.KSUID_LENGTH);
        // Find the first difference from MAX, and whether the text is greater there.
        int differs = -1;
        boolean greater = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Base62.value(c) == Base62.NO_DIGIT) {
                return i;
            }
            if (differs < 0 && c != MAX.charAt(i)) {
                differs = i;
                // The alphabet is in char order.
                greater = c > MAX.charAt(i);
            }
        }
        if (text.length() != Base62.KSUID_LENGTH) {
            return length;
        }
        return greater ? differs : -1;
    }

    static Ksuid parse(CharSequence sequence) {
        String text = sequence.toString();
        int fault = indexOfFault(text);
        if (fault >= 0) {
            throw fault(text, fault);
        }
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        long e = Base62.value(text.charAt(0)) * 62L + Base62.value(text.charAt(1));
        for (int i = 2; i < Base62.KSUID_LENGTH; i += 5) {
            // Words of 32 bits times 62^5, the last one first; each product and its carry are below 2^62.
            long sum = e * Base62.FIVE + five(text, i);
            e = sum & 0xFFFF_FFFFL;
            sum = d * Base62.FIVE + (sum >>> 32);
            d = sum & 0xFFFF_FFFFL;
            sum = c * Base62.FIVE + (sum >>> 32);
            c = sum & 0xFFFF_FFFFL;
            sum = b * Base62.FIVE + (sum >>> 32);
            b = sum & 0xFFFF_FFFFL;
            a = a * Base62.FIVE + (sum >>> 32);
        }
        return new Ksuid((int) a, b << 32 | c, d << 32 | e);
    }

    private static int five(String text, int from) {
        int value = 0;
        for (int i = from; i < from + 5; i++) {
            value = value * 62 + Base62.value(text.charAt(i));
        }
        return value;
    }

    private static IllegalArgumentException fault(String text, int index) {
        if (index < Base62.KSUID_LENGTH && index < text.length()) {
            return new IllegalArgumentException(
                    Base62.value(text.charAt(index)) == Base62.NO_DIGIT
                            ? "the char at index " + index + " is not a digit of base 62"
                            : "the number exceeds 160 bits from index " + index + " on");
        }
        return new IllegalArgumentException("a KSUID has " + Base62.KSUID_LENGTH + " chars, not " + text.length()
                + ": index " + index + (index < text.length() ? " is one too many" : " is missing"));
    }
}
