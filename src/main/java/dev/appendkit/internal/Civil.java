// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.time.DateTimeException;

/**
 * Text of dates and times, always written exactly.
 *
 * <p>Days since 1970-01-01 become year, month and day by Neri and Schneider, "Euclidean affine functions and their
 * application to calendar algorithms" (Software: Practice and Experience, 2023): divisions by constants only, no table
 * and no branch but the one of January and February, which end the computational year.
 */
public final class Civil {
    public static final int DATE_LENGTH = 10;
    public static final int TIME_LENGTH = 8;
    public static final int DATE_TIME_LENGTH = 19;
    /** A point and nine digits. */
    public static final int MAX_FRACTION_LENGTH = 10;

    /** 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
    public static final long MIN_EPOCH_SECOND = -62_167_219_200L;

    public static final long MAX_EPOCH_SECOND = 253_402_300_799L;

    private static final int SECONDS_OF_DAY = 86_400;

    private Civil() {}

    public static void checkYear(int year) {
        if (year < 0 || year > 9999) {
            throw yearOutOfRange(year);
        }
    }

    public static void checkEpochSecond(long epochSecond) {
        if (epochSecond < MIN_EPOCH_SECOND || epochSecond > MAX_EPOCH_SECOND) {
            throw epochSecondOutOfRange(epochSecond);
        }
    }

    public static void checkNano(int nano) {
        if (nano < 0 || nano > 999_999_999) {
            throw nanoOutOfRange(nano);
        }
    }

    private static DateTimeException yearOutOfRange(int year) {
        return new DateTimeException("year " + year + " is outside 0000 to 9999");
    }

    private static DateTimeException epochSecondOutOfRange(long epochSecond) {
        return new DateTimeException("epoch second " + epochSecond + " is outside the years 0000 to 9999, "
                + MIN_EPOCH_SECOND + " to " + MAX_EPOCH_SECOND);
    }

    private static DateTimeException nanoOutOfRange(int nano) {
        return new DateTimeException("nano of second " + nano + " is outside 0 to 999999999");
    }

    /** {@code 2026-11-21}. */
    public static int appendDate(byte[] dst, int pos, int year, int month, int day) {
        Bytes.putLong(dst, pos, yearAndMonth(year, month));
        Bytes.putShort(dst, pos + 8, Digits.two(day));
        return pos + DATE_LENGTH;
    }

    /** {@code 09:02:03}. */
    public static int appendTime(byte[] dst, int pos, int hour, int minute, int second) {
        Bytes.putLong(dst, pos, time(hour, minute, second));
        return pos + TIME_LENGTH;
    }

    /** {@code 2026-11-21 09:02:03} with the given byte between date and time; the second was checked. */
    public static int appendEpochSecond(byte[] dst, int pos, long epochSecond, char separator) {
        int day = dayOfEra(epochSecond);
        int date = civil(day);
        appendDate(dst, pos, year(date), month(date), dayOfMonth(date));
        dst[pos + DATE_LENGTH] = (byte) separator;
        Bytes.putLong(dst, pos + DATE_LENGTH + 1, timeOfDay(secondOfDay(epochSecond, day)));
        return pos + DATE_TIME_LENGTH;
    }

    /** The eight bytes {@code 2026-11-}. */
    static long yearAndMonth(int year, int month) {
        return (Digits.four(year) & 0xFFFF_FFFFL)
                | (long) '-' << 32
                | (long) Digits.two(month) << 40
                | (long) '-' << 56;
    }

    /** The eight bytes {@code 09:02:03} of a second of a day. */
    static long timeOfDay(int secondOfDay) {
        int minuteOfDay = secondOfDay / 60;
        int hour = minuteOfDay / 60;
        return time(hour, minuteOfDay - hour * 60, secondOfDay - minuteOfDay * 60);
    }

    private static long time(int hour, int minute, int second) {
        return Digits.two(hour)
                | (long) ':' << 16
                | (long) Digits.two(minute) << 24
                | (long) ':' << 40
                | (long) Digits.two(second) << 48;
    }

    /** Days from 0000-01-01 on. */
    static int dayOfEra(long epochSecond) {
        return (int) ((epochSecond - MIN_EPOCH_SECOND) / SECONDS_OF_DAY);
    }

    static int secondOfDay(long epochSecond, int dayOfEra) {
        return (int) (epochSecond - MIN_EPOCH_SECOND - (long) dayOfEra * SECONDS_OF_DAY);
    }

    /** Year, month and day, packed, of a day that counts from 0000-01-01. */
    static int civil(int dayOfEra) {
        // Computational years begin on 1 March, 60 days after 0000-01-01; one era of 400 years keeps them positive.
        int n1 = 4 * (dayOfEra + 146_097 - 60) + 3;
        int century = n1 / 146_097;
        int n2 = (n1 - century * 146_097) | 3;
        // 2939745 / 2^32 is just above 4 / 1461: high half the year of the century, low half the day of the year.
        long p2 = 2_939_745L * n2;
        int year = century * 100 + (int) (p2 >>> 32) - 400;
        int dayOfYear = (int) ((p2 & 0xFFFF_FFFFL) / (2_939_745 * 4));
        // 2141 / 2^16 is just below 1 / 30.6, the months' mean length from March on; 197,913 makes March month 3.
        int n3 = 2_141 * dayOfYear + 197_913;
        int month = n3 >>> 16;
        int dayOfMonth = (n3 & 0xFFFF) / 2_141 + 1;
        return dayOfYear < 306 ? year << 9 | month << 5 | dayOfMonth : year + 1 << 9 | month - 12 << 5 | dayOfMonth;
    }

    static int year(int civil) {
        return civil >>> 9;
    }

    static int month(int civil) {
        return civil >>> 5 & 15;
    }

    static int dayOfMonth(int civil) {
        return civil & 31;
    }

    /** A point and {@code digits} digits, 1 to 9, or nothing for 0 digits; what lies below is cut off. */
    public static int appendFraction(byte[] dst, int pos, int nano, int digits) {
        return switch (digits) {
            case 0 -> pos;
            case 3 -> appendMillis(dst, pos, nano);
            case 6 -> appendMicros(dst, pos, nano);
            case 9 -> appendNanos(dst, pos, nano);
            default -> {
                dst[pos] = '.';
                yield Digits.appendFixedWidth(dst, pos + 1, nano / Digits.powerOfTen(9 - digits), digits);
            }
        };
    }

    private static int appendMillis(byte[] dst, int pos, int nano) {
        Bytes.putInt(dst, pos, pointAndThree(nano / 1_000_000));
        return pos + 4;
    }

    private static int appendMicros(byte[] dst, int pos, int nano) {
        int micro = nano / 1_000;
        int milli = micro / 1_000;
        Bytes.putInt(dst, pos, pointAndThree(milli));
        // The last four of the six digits; the first of them is the last one of the milliseconds again.
        Bytes.putInt(dst, pos + 3, Digits.four(micro - milli / 10 * 10_000));
        return pos + 7;
    }

    private static int appendNanos(byte[] dst, int pos, int nano) {
        int top = nano / 100_000_000;
        dst[pos] = '.';
        dst[pos + 1] = (byte) ('0' + top);
        Bytes.putLong(dst, pos + 2, Digits.eight(nano - top * 100_000_000));
        return pos + 10;
    }

    private static int pointAndThree(int milli) {
        return Digits.four(milli) & ~0xFF | '.';
    }
}
