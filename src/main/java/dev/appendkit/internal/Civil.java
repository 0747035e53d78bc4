// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.time.DateTimeException;

/**
 * Text of dates and times, always written exactly.
 *
 * <p>Days since 0000-01-01 become a year and a day of the year by the method of Neri and Schneider, "Euclidean affine
 * functions and their application to calendar algorithms" (Software: Practice and Experience, 2023). The text of month
 * and day then comes from a single look-up, by the day of the year or by month and day. Each table has 4 KB and halves
 * the time that assembling the text would take.
 *
 * <p>A division by a constant is a multiplication that rounds up: x / d is (x * m) >>> s with m = ceil(2^s / d) as long
 * as x * (m * d - 2^s) is less than 2^s. The compiler would do the same but, since it does not know that x is positive,
 * would add the correction for negative numbers.
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

    private static final int MIN_EPOCH_DAY = -719_528;
    private static final int MAX_EPOCH_DAY = 2_932_896;

    /** The shift of the byte between date and time in the argument of {@link #appendDateTime}. */
    public static final int SEPARATOR_SHIFT = 48;

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int DAY_BITS = 9;
    private static final long HYPHENS = '-' | '-' << 24;
    private static final long COLONS = (long) ':' << 16 | (long) ':' << 40;

    /** Indexed by month << 5 | day. */
    private static final long[] MONTH_AND_DAY = new long[1 << DAY_BITS];

    /** Indexed by the days since 1 March. */
    private static final long[] DAY_OF_YEAR = new long[1 << DAY_BITS];

    static {
        for (int i = 0; i < 366; i++) {
            // Neri and Schneider: 2141 / 2^16 is just below 1 / 30.6, the mean length of the months from March on;
            // 197,913 makes March month 3.
            int n3 = 2_141 * i + 197_913;
            int month = n3 >>> 16;
            int day = (n3 & 0xFFFF) / 2_141 + 1;
            int calendarMonth = month > 12 ? month - 12 : month;
            long text = HYPHENS + (Digits.two(calendarMonth) << 8 | (long) Digits.two(day) << 32);
            MONTH_AND_DAY[calendarMonth << 5 | day] = text;
            DAY_OF_YEAR[i] = text;
        }
    }

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

    public static void checkEpochDay(long epochDay) {
        if (epochDay < MIN_EPOCH_DAY || epochDay > MAX_EPOCH_DAY) {
            throw epochDayOutOfRange(epochDay);
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

    private static DateTimeException epochDayOutOfRange(long epochDay) {
        return new DateTimeException("epoch day " + epochDay + " is outside the years 0000 to 9999, " + MIN_EPOCH_DAY
                + " to " + MAX_EPOCH_DAY);
    }

    private static DateTimeException nanoOutOfRange(int nano) {
        return new DateTimeException("nano of second " + nano + " is outside 0 to 999999999");
    }

    /** Writes {@code 2026-11-21}. */
    public static int appendDate(byte[] dst, int pos, int year, int month, int day) {
        long monthAndDay = monthAndDay(month, day);
        Bytes.putLong(dst, pos, Digits.four(year) & 0xFFFF_FFFFL | monthAndDay << 32);
        Bytes.putShort(dst, pos + 8, (int) (monthAndDay >>> 32));
        return pos + DATE_LENGTH;
    }

    /** Writes {@code 2026-11-21} for a checked day that counts from 1970-01-01. */
    public static int appendEpochDay(byte[] dst, int pos, long epochDay) {
        int date = yearAndDay((int) epochDay - MIN_EPOCH_DAY);
        long monthAndDay = monthAndDay(date);
        Bytes.putLong(dst, pos, year(date) & 0xFFFF_FFFFL | monthAndDay << 32);
        Bytes.putShort(dst, pos + 8, (int) (monthAndDay >>> 32));
        return pos + DATE_LENGTH;
    }

    /** Writes {@code 09:02:03}. */
    public static int appendTime(byte[] dst, int pos, int hour, int minute, int second) {
        Bytes.putLong(dst, pos, time(hour, minute, second));
        return pos + TIME_LENGTH;
    }

    /** Writes {@code 09:02:03.123456} from the eight bytes of {@link #time} and a fraction of 0 to 9 digits. */
    public static int appendTime(byte[] dst, int pos, long time, int nano, int digits) {
        Bytes.putLong(dst, pos, time);
        int end = pos + TIME_LENGTH;
        if (digits == 6) {
            // The last digit of the second is repeated, so that point and six digits are one word.
            Bytes.putLong(dst, end - 1, time >>> 56 | micros(nano) << 8);
            return end + 7;
        }
        return appendFraction(dst, end, nano, digits);
    }

    /**
     * Writes {@code 2026-11-21 09:02:03.123456} from the year's four digits, the eight bytes of {@link #monthAndDay}
     * with the separator in the highest one, those of {@link #time}, and a fraction of 0 to 9 digits.
     */
    public static int appendDateTime(byte[] dst, int pos, int year, long monthAndDay, long time, int nano, int digits) {
        Bytes.putInt(dst, pos, year);
        Bytes.putLong(dst, pos + 4, monthAndDay);
        // The eighth byte of month and day is the first one of the time.
        return appendTime(dst, pos + DATE_LENGTH + 1, time, nano, digits);
    }

    /** Writes {@code 2026-11-21 09:02:03} with the given byte between date and time; the second was checked. */
    public static int appendEpochSecond(byte[] dst, int pos, long epochSecond, char separator) {
        return appendEpochSecond(dst, pos, epochSecond, separator, 0, 0);
    }

    /**
     * Writes {@code 2026-11-21 09:02:03.123456} with the given byte between date and time; second and nano were
     * checked.
     */
    public static int appendEpochSecond(byte[] dst, int pos, long epochSecond, char separator, int nano, int digits) {
        int day = dayOfEra(epochSecond);
        int date = yearAndDay(day);
        long monthAndDay = monthAndDay(date) | (long) separator << SEPARATOR_SHIFT;
        return appendDateTime(
                dst, pos, year(date), monthAndDay, timeOfDay(secondOfDay(epochSecond, day)), nano, digits);
    }

    /** The bytes {@code -11-21} and a free one. */
    public static long monthAndDay(int month, int day) {
        return MONTH_AND_DAY[month << 5 & 0x1E0 | day & 0x1F];
    }

    /** The eight bytes {@code 09:02:03}. */
    public static long time(int hour, int minute, int second) {
        return COLONS + (Digits.two(hour) | (long) Digits.two(minute) << 24 | (long) Digits.two(second) << 48);
    }

    /** The eight bytes {@code 09:02:03} of a second of a day. */
    static long timeOfDay(int secondOfDay) {
        int minuteOfDay = sixtieth(secondOfDay);
        int hour = sixtieth(minuteOfDay);
        return time(hour, minuteOfDay - hour * 60, secondOfDay - minuteOfDay * 60);
    }

    /** A sixtieth of 0 to 86,399, within the bound of the multiplication: 86,399 * 28 < 2^37. */
    private static int sixtieth(int value) {
        return (int) (value * 2_290_649_225L >>> 37);
    }

    /** The days since 0000-01-01; 86,400 is 2^7 * 675, and for 2^32 shifted seconds 2^32 * 373 < 2^41. */
    static int dayOfEra(long epochSecond) {
        return (int) ((epochSecond - MIN_EPOCH_SECOND >>> 7) * 3_257_812_231L >>> 41);
    }

    static int secondOfDay(long epochSecond, int dayOfEra) {
        return (int) (epochSecond - MIN_EPOCH_SECOND - (long) dayOfEra * SECONDS_OF_DAY);
    }

    /**
     * The calendar year and, below {@link #DAY_BITS}, the day from 0 to 365 of the computational year, which begins on
     * 1 March, of a day that counts from 0000-01-01.
     */
    static int yearAndDay(int dayOfEra) {
        // 1 March is 60 days after 0000-01-01; one era of 400 years keeps the numbers positive.
        int n1 = 4 * (dayOfEra + 146_097 - 60) + 3;
        // n1 / 146,097, n1 being less than 2^24: 2^24 * 146,097 < 2^48.
        int century = (int) (n1 * 1_926_630_778L >>> 48);
        int n2 = n1 - century * 146_097 | 3;
        // 2939745 / 2^32 is just above 4 / 1461.
        int yearOfCentury = (int) (2_939_745L * n2 >>> 32);
        int dayOfYear = n2 - yearOfCentury * 1_461 >>> 2;
        // Day 306 is 1 January: 306 + 206 = 512.
        int year = century * 100 + yearOfCentury - 400 + (dayOfYear + 206 >>> DAY_BITS);
        return year << DAY_BITS | dayOfYear;
    }

    /** The four digits of the year of {@link #yearAndDay}. */
    static int year(int yearAndDay) {
        return Digits.four(yearAndDay >>> DAY_BITS);
    }

    /** The bytes {@code -11-21} and a free one of {@link #yearAndDay}. */
    static long monthAndDay(int yearAndDay) {
        return DAY_OF_YEAR[yearAndDay & (1 << DAY_BITS) - 1];
    }

    /** Writes a point and {@code digits} digits, 1 to 9, or nothing for 0 digits; further digits are truncated. */
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
        Bytes.putInt(dst, pos, '.' | Digits.three(milli(nano)) << 8);
        return pos + 4;
    }

    private static int appendMicros(byte[] dst, int pos, int nano) {
        long micros = micros(nano);
        Bytes.putInt(dst, pos, (int) micros);
        // These are the last four of the six digits; the first of them repeats the last digit of the milliseconds.
        Bytes.putInt(dst, pos + 3, (int) (micros >>> 24));
        return pos + 7;
    }

    private static int appendNanos(byte[] dst, int pos, int nano) {
        long micros = micros(nano);
        Bytes.putInt(dst, pos, (int) micros);
        Bytes.putLong(dst, pos + 2, micros >>> 16 | (long) Digits.three(nano - micro(nano) * 1_000) << 40);
        return pos + 10;
    }

    /** The seven bytes of a point and six digits. */
    private static long micros(int nano) {
        int milli = milli(nano);
        return '.' + ((long) Digits.three(milli) << 8 | (long) Digits.three(micro(nano) - milli * 1_000) << 32);
    }

    /** 10^9 * 56 < 2^38. */
    private static int micro(int nano) {
        return (int) (nano * 274_877_907L >>> 38);
    }

    /** 10^9 * 157,376 < 2^50. */
    private static int milli(int nano) {
        return (int) (nano * 1_125_899_907L >>> 50);
    }
}
