// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

/** How many fraction digits of a second are written. Further digits are truncated, never rounded. */
public enum FractionDigits {
    /** No fraction and no point. */
    NONE,
    /** Three digits. */
    MILLIS,
    /** Six digits. */
    MICROS,
    /** Nine digits. */
    NANOS,
    /** 0, 3, 6 or 9 digits, the fewest that lose nothing, as in {@code java.time}. */
    AUTO,
    /** No trailing zeros, and no point when the fraction is zero. */
    TRIMMED;

    /** Returns the number of digits, 0 to 9, for a nano of second from 0 to 999,999,999. */
    int count(int nano) {
        // These are comparisons instead of a switch, which looks the constant up in an array. With a constant fraction,
        // the usual case, the compiler removes all of them, and all writers except the one for that number of digits.
        if (this == MICROS) {
            return 6;
        }
        if (this == MILLIS) {
            return 3;
        }
        if (this == NONE) {
            return 0;
        }
        if (this == NANOS) {
            return 9;
        }
        return this == AUTO ? auto(nano) : trimmed(nano);
    }

    private static int auto(int nano) {
        if (nano == 0) {
            return 0;
        }
        if (nano % 1_000 != 0) {
            return 9;
        }
        return nano % 1_000_000 == 0 ? 3 : 6;
    }

    private static int trimmed(int nano) {
        int count = nano == 0 ? 0 : 9;
        for (int rest = nano; count > 0 && rest % 10 == 0; rest /= 10) {
            count--;
        }
        return count;
    }
}
