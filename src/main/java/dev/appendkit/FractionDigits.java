// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

/** How many digits of the second's fraction are written. What lies below the last digit is cut off, never rounded. */
public enum FractionDigits {
    /** No fraction and no point. */
    NONE,
    /** Three digits. */
    MILLIS,
    /** Six digits. */
    MICROS,
    /** Nine digits. */
    NANOS,
    /** 0, 3, 6 or 9 digits, the fewest that lose nothing, as {@code java.time} prints. */
    AUTO,
    /** No trailing zeros, and no point when the fraction is zero. */
    TRIMMED;

    /** The number of digits, 0 to 9, of a nano of second from 0 to 999,999,999. */
    int count(int nano) {
        return switch (this) {
            case NONE -> 0;
            case MILLIS -> 3;
            case MICROS -> 6;
            case NANOS -> 9;
            case AUTO -> auto(nano);
            case TRIMMED -> trimmed(nano);
        };
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
