// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Civil;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Lengths and exact writers of temporal values; the length functions check year and nano, the writers rely on it. */
final class Temporals {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private Temporals() {}

    static long secondOfMillis(long epochMilli) {
        return Math.floorDiv(epochMilli, MILLIS_PER_SECOND);
    }

    static int nanoOfMillis(long epochMilli) {
        return Math.floorMod(epochMilli, MILLIS_PER_SECOND) * NANOS_PER_MILLI;
    }

    static long secondOfMicros(long epochMicro) {
        return Math.floorDiv(epochMicro, MICROS_PER_SECOND);
    }

    static int nanoOfMicros(long epochMicro) {
        return Math.floorMod(epochMicro, MICROS_PER_SECOND) * NANOS_PER_MICRO;
    }

    static int dateLength(LocalDate value) {
        Civil.checkYear(value.getYear());
        return Civil.DATE_LENGTH;
    }

    static int timeLength(LocalTime value, FractionDigits fraction) {
        return Civil.TIME_LENGTH + fractionLength(value.getNano(), fraction);
    }

    static int timestampLength(LocalDateTime value, FractionDigits fraction) {
        return dateLength(value.toLocalDate()) + 1 + timeLength(value.toLocalTime(), fraction);
    }

    static int timestampLength(long epochSecond, int nano, FractionDigits fraction) {
        Civil.checkEpochSecond(epochSecond);
        Civil.checkNano(nano);
        return Civil.DATE_TIME_LENGTH + fractionLength(nano, fraction);
    }

    private static int fractionLength(int nano, FractionDigits fraction) {
        int digits = fraction.count(nano);
        return digits == 0 ? 0 : digits + 1;
    }

    static int appendDate(byte[] dst, int pos, LocalDate value) {
        return Civil.appendDate(dst, pos, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
    }

    static int appendTime(byte[] dst, int pos, LocalTime value, FractionDigits fraction) {
        int nano = value.getNano();
        int end = Civil.appendTime(dst, pos, value.getHour(), value.getMinute(), value.getSecond());
        return Civil.appendFraction(dst, end, nano, fraction.count(nano));
    }

    static int appendTimestamp(byte[] dst, int pos, LocalDateTime value, FractionDigits fraction) {
        int end = appendDate(dst, pos, value.toLocalDate());
        dst[end] = ' ';
        return appendTime(dst, end + 1, value.toLocalTime(), fraction);
    }

    static int appendEpoch(byte[] dst, int pos, long epochSecond, int nano, FractionDigits fraction) {
        int end = Civil.appendEpochSecond(dst, pos, epochSecond, ' ');
        return Civil.appendFraction(dst, end, nano, fraction.count(nano));
    }

    static int appendInstant(byte[] dst, int pos, long epochSecond, int nano, FractionDigits fraction) {
        int end = Civil.appendEpochSecond(dst, pos, epochSecond, 'T');
        end = Civil.appendFraction(dst, end, nano, fraction.count(nano));
        dst[end] = 'Z';
        return end + 1;
    }
}
