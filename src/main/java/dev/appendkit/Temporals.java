// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Bytes;
import dev.appendkit.internal.Civil;
import dev.appendkit.internal.Digits;
import dev.appendkit.internal.HttpDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * Lengths and exact writers of temporal values. The methods that return lengths and digits check their arguments; the
 * writers rely on it.
 */
final class Temporals {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS = Civil.MAX_EPOCH_SECOND - Civil.MIN_EPOCH_SECOND + 1;

    /** The length of {@code +05:45}. */
    static final int MAX_OFFSET_LENGTH = 6;

    private Temporals() {}

    // Within the years 0000 to 9999 the number from 0000-01-01 on is positive, and the division is a multiplication
    // that keeps the high 64 bits, as in Civil. Outside them, the result only has to be a second that is refused.

    static long secondOfMillis(long epochMilli) {
        long milli = epochMilli - Civil.MIN_EPOCH_SECOND * MILLIS_PER_SECOND;
        if (milli < 0 || milli >= SECONDS * MILLIS_PER_SECOND) {
            return Math.floorDiv(epochMilli, MILLIS_PER_SECOND);
        }
        // 2^72 / 10^3; 304 * 10^3 * 2^39 < 2^72
        return (Math.multiplyHigh(milli, 4_722_366_482_869_645_214L) >>> 8) + Civil.MIN_EPOCH_SECOND;
    }

    static int nanoOfMillis(long epochMilli, long epochSecond) {
        return (int) (epochMilli - epochSecond * MILLIS_PER_SECOND) * NANOS_PER_MILLI;
    }

    static long secondOfMicros(long epochMicro) {
        long micro = epochMicro - Civil.MIN_EPOCH_SECOND * MICROS_PER_SECOND;
        if (micro < 0 || micro >= SECONDS * MICROS_PER_SECOND) {
            return Math.floorDiv(epochMicro, MICROS_PER_SECOND);
        }
        // 2^82 / 10^6; 175,296 * 10^6 * 2^39 < 2^82
        return (Math.multiplyHigh(micro, 4_835_703_278_458_516_699L) >>> 18) + Civil.MIN_EPOCH_SECOND;
    }

    static int nanoOfMicros(long epochMicro, long epochSecond) {
        return (int) (epochMicro - epochSecond * MICROS_PER_SECOND) * NANOS_PER_MICRO;
    }

    static int dateLength(LocalDate value) {
        Civil.checkYear(value.getYear());
        return Civil.DATE_LENGTH;
    }

    static int timeLength(LocalTime value, FractionDigits fraction) {
        return Civil.TIME_LENGTH + fractionLength(fraction.count(value.getNano()));
    }

    static int timestampLength(LocalDateTime value, FractionDigits fraction) {
        return timestampLength(digits(value, fraction));
    }

    static int timestampLength(long epochSecond, int nano, FractionDigits fraction) {
        return timestampLength(digits(epochSecond, nano, fraction));
    }

    static int timestampLength(int digits) {
        return Civil.DATE_TIME_LENGTH + fractionLength(digits);
    }

    private static int fractionLength(int digits) {
        return digits == 0 ? 0 : digits + 1;
    }

    /** Returns how many digits the fraction has, after checking the year. */
    static int digits(LocalDateTime value, FractionDigits fraction) {
        Civil.checkYear(value.getYear());
        return fraction.count(value.getNano());
    }

    /** Returns how many digits the fraction has, after checking second and nano. */
    static int digits(long epochSecond, int nano, FractionDigits fraction) {
        Civil.checkEpochSecond(epochSecond);
        Civil.checkNano(nano);
        return fraction.count(nano);
    }

    static int appendDate(byte[] dst, int pos, LocalDate value) {
        return Civil.appendDate(dst, pos, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
    }

    static int appendTime(byte[] dst, int pos, LocalTime value, FractionDigits fraction) {
        int nano = value.getNano();
        return Civil.appendTime(dst, pos, time(value), nano, fraction.count(nano));
    }

    static int appendTimestamp(byte[] dst, int pos, LocalDateTime value, int digits) {
        LocalDate date = value.toLocalDate();
        LocalTime time = value.toLocalTime();
        return Civil.appendDateTime(
                dst,
                pos,
                Digits.four(date.getYear()),
                Civil.monthAndDay(date.getMonthValue(), date.getDayOfMonth()) | (long) ' ' << Civil.SEPARATOR_SHIFT,
                time(time),
                time.getNano(),
                digits);
    }

    private static long time(LocalTime value) {
        return Civil.time(value.getHour(), value.getMinute(), value.getSecond());
    }

    static int httpDateLength(long epochSecond) {
        Civil.checkEpochSecond(epochSecond);
        return HttpDate.LENGTH;
    }

    static int offsetDateTimeLength(OffsetDateTime value, FractionDigits fraction) {
        int offset = value.getOffset().getTotalSeconds();
        if (offset % 60 != 0) {
            throw offsetWithSeconds();
        }
        return timestampLength(value.toLocalDateTime(), fraction) + (offset == 0 ? 1 : MAX_OFFSET_LENGTH);
    }

    private static DateTimeException offsetWithSeconds() {
        return new DateTimeException("RFC 3339 has no offsets with seconds");
    }

    static int appendOffsetDateTime(byte[] dst, int pos, OffsetDateTime value, FractionDigits fraction) {
        LocalDateTime local = value.toLocalDateTime();
        int end = appendDate(dst, pos, local.toLocalDate());
        dst[end] = 'T';
        end = appendTime(dst, end + 1, local.toLocalTime(), fraction);
        int minutes = value.getOffset().getTotalSeconds() / 60;
        if (minutes == 0) {
            dst[end] = 'Z';
            return end + 1;
        }
        dst[end] = (byte) (minutes < 0 ? '-' : '+');
        int distance = Math.abs(minutes);
        Bytes.putShort(dst, end + 1, Digits.two(distance / 60));
        dst[end + 3] = ':';
        Bytes.putShort(dst, end + 4, Digits.two(distance % 60));
        return end + MAX_OFFSET_LENGTH;
    }
}
