// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * Writes durations like {@code java.time.Duration.toString}: ISO 8601 in hours, minutes and seconds, each with its own
 * sign, without the parts that are zero, and with a fraction that has no trailing zeros. Always exact.
 *
 * <p>Seconds and nanos are those of {@code Duration}: the nanos count forward from the second, below zero too, so that
 * -0.5 s is second -1 and 500,000,000 ns. Half a second before zero is {@code PT-0.5S}.
 */
public final class DurationText {
    /** {@code PT-2562047788015214H-59M-59.999999999S}. */
    public static final int MAX_LENGTH = 38;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int MAX_FRACTION_DIGITS = 9;

    private DurationText() {}

    /** Seconds rounded towards zero. */
    private static long towardsZero(long seconds, int nanos) {
        return seconds < 0 && nanos > 0 ? seconds + 1 : seconds;
    }

    /** The absolute value of nanos that are not zero. */
    private static int absoluteNanos(long seconds, int nanos) {
        return seconds < 0 ? NANOS_PER_SECOND - nanos : nanos;
    }

    public static int length(long seconds, int nanos) {
        long whole = towardsZero(seconds, nanos);
        long hours = whole / 3_600;
        int minutes = (int) (whole % 3_600) / 60;
        int second = (int) (whole % 60);
        int length = 2;
        if (hours != 0) {
            length += Digits.longLength(hours) + 1;
        }
        if (minutes != 0) {
            length += Digits.intLength(minutes) + 1;
        }
        if (second == 0 && nanos == 0 && whole != 0) {
            return length;
        }
        int sign = seconds < 0 && second == 0 ? 1 : 0;
        return length + sign + Digits.intLength(second) + (nanos == 0 ? 1 : 2 + fractionDigits(nanos));
    }

    public static int append(byte[] dst, int pos, long seconds, int nanos) {
        long whole = towardsZero(seconds, nanos);
        long hours = whole / 3_600;
        int minutes = (int) (whole % 3_600) / 60;
        int second = (int) (whole % 60);
        dst[pos] = 'P';
        dst[pos + 1] = 'T';
        int p = pos + 2;
        if (hours != 0) {
            p = Digits.appendLongExact(dst, p, hours);
            dst[p++] = 'H';
        }
        if (minutes != 0) {
            p = Digits.appendIntExact(dst, p, minutes);
            dst[p++] = 'M';
        }
        if (second == 0 && nanos == 0 && whole != 0) {
            return p;
        }
        if (seconds < 0 && second == 0) {
            dst[p++] = '-';
        }
        p = Digits.appendIntExact(dst, p, second);
        if (nanos != 0) {
            p = Civil.appendFraction(dst, p, absoluteNanos(seconds, nanos), fractionDigits(nanos));
        }
        dst[p] = 'S';
        return p + 1;
    }

    /** The number of fraction digits: a billion minus the nanos ends in as many zeros as the nanos do. */
    private static int fractionDigits(int nanos) {
        int digits = MAX_FRACTION_DIGITS;
        for (int rest = nanos; rest % 10 == 0; rest /= 10) {
            digits--;
        }
        return digits;
    }
}
