// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.Append;
import dev.appendkit.FractionDigits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.util.Locale;

/**
 * The types that a column can have, the most specific first. A value has a type if the text that appendkit writes for
 * it is the input, byte for byte: {@code 007}, {@code +5}, {@code 1e5} and {@code -0} are text, because as numbers they
 * would come back as something else.
 *
 * <p>So each type only needs to guess a value; the comparison decides. For example, the guess for a number that
 * overflows is wrong, so its text differs.
 */
enum ColumnType {
    INTEGER("a whole number of 64 bits without '+' or leading zeros, such as -42") {
        @Override
        boolean read(char[] text, int offset, int length, Value value) {
            if (length > Append.MAX_LONG_LENGTH || !isPlainNumber(text, offset, length, false)) {
                return false;
            }
            value.number = signed(text, offset, length);
            value.scale = 0;
            int end = Append.appendLong(value.scratch, 0, value.number);
            return value.reads(text, offset, length, end);
        }
    },

    DECIMAL("a plain decimal number without '+', exponent or leading zeros, at most " + ColumnType.MAX_PRECISION
            + " digits, " + ColumnType.MAX_SCALE + " of them after the point, such as -0.50") {
        @Override
        boolean read(char[] text, int offset, int length, Value value) {
            if (length > MAX_PRECISION + 2 || !isPlainNumber(text, offset, length, true)) {
                return false;
            }
            int point = indexOf('.', text, offset, length);
            value.scale = point < 0 ? 0 : length - point - 1;
            int end;
            if (length <= LONG_DIGITS) {
                value.number = signed(text, offset, length);
                value.object = null;
                end = Append.appendDecimal(value.scratch, 0, value.number, value.scale);
            } else {
                BigDecimal number = new BigDecimal(text, offset, length);
                if (number.precision() > MAX_PRECISION) {
                    return false;
                }
                value.object = number;
                end = Append.appendDecimal(value.scratch, 0, number);
            }
            return value.scale <= MAX_SCALE && value.reads(text, offset, length, end);
        }
    },

    DATE("a date such as 2026-11-21") {
        @Override
        boolean read(char[] text, int offset, int length, Value value) {
            if (length != DATE_LENGTH) {
                return false;
            }
            LocalDate date = date(text, offset);
            if (date == null) {
                return false;
            }
            value.object = date;
            return value.reads(text, offset, length, Append.appendDate(value.scratch, 0, date));
        }
    },

    TIMESTAMP("a timestamp such as 2026-11-21 09:02:03 or 2026-11-21 09:02:03.123456") {
        @Override
        boolean read(char[] text, int offset, int length, Value value) {
            if (length < TIMESTAMP_LENGTH || length > TIMESTAMP_LENGTH + 10) {
                return false;
            }
            LocalDate date = date(text, offset);
            if (date == null) {
                return false;
            }
            int time = offset + DATE_LENGTH + 1;
            long hour = digits(text, time, 2);
            long minute = digits(text, time + 3, 2);
            long second = digits(text, time + 6, 2);
            if (hour > 23 || minute > 59 || second > 59) {
                return false;
            }
            int fractionLength = Math.max(length - TIMESTAMP_LENGTH - 1, 0);
            long nano = digits(text, offset + length - fractionLength, fractionLength);
            for (int i = fractionLength; i < 9; i++) {
                nano *= 10;
            }
            LocalDateTime timestamp = date.atTime((int) hour, (int) minute, (int) second, (int) nano);
            value.object = timestamp;
            FractionDigits fraction =
                    switch (fractionLength) {
                        case 0 -> FractionDigits.NONE;
                        case 3 -> FractionDigits.MILLIS;
                        case 6 -> FractionDigits.MICROS;
                        case 9 -> FractionDigits.NANOS;
                        default -> FractionDigits.TRIMMED;
                    };
            return value.reads(text, offset, length, Append.appendTimestamp(value.scratch, 0, timestamp, fraction));
        }
    },

    TEXT("text") {
        @Override
        boolean read(char[] text, int offset, int length, Value value) {
            value.object = new String(text, offset, length);
            return true;
        }
    };

    /** As many as MySQL's DECIMAL takes, the narrowest of the dialects. */
    static final int MAX_PRECISION = 65;

    static final int MAX_SCALE = 30;

    /** Any 18 digits fit a long. */
    private static final int LONG_DIGITS = 18;

    private static final int DATE_LENGTH = "2026-11-21".length();
    private static final int TIMESTAMP_LENGTH = "2026-11-21 09:02:03".length();

    private final String description;

    ColumnType(String description) {
        this.description = description;
    }

    /** Reads the text into {@code value}; false if it is not of this type. */
    abstract boolean read(char[] text, int offset, int length, Value value);

    /** What a value of this type looks like. */
    String description() {
        return description;
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value that was read: a number, an object, or, for a wide decimal number, an object with a scale. */
    static final class Value {
        long number;
        int scale;
        Object object;

        /** Holds the text of any value except text; the longest is a decimal number. */
        private final byte[] scratch = new byte[MAX_PRECISION + MAX_SCALE + 3];

        /** Whether the first {@code end} bytes of the scratch are the text. */
        private boolean reads(char[] text, int offset, int length, int end) {
            if (end != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (scratch[i] != text[offset + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isPlainNumber(char[] text, int offset, int length, boolean withPoint) {
        int points = 0;
        int digits = 0;
        for (int i = 0; i < length; i++) {
            char c = text[offset + i];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && withPoint) {
                points++;
            } else if (c != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    private static long signed(char[] text, int offset, int length) {
        long number = digits(text, offset, length);
        return text[offset] == '-' ? -number : number;
    }

    /** The number that the digits form; it wraps around, and skips what is not a digit. */
    private static long digits(char[] text, int offset, int length) {
        long number = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                number = 10 * number + digit;
            }
        }
        return number;
    }

    private static int indexOf(char wanted, char[] text, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (text[offset + i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static LocalDate date(char[] text, int offset) {
        int year = (int) digits(text, offset, 4);
        int month = (int) digits(text, offset + 5, 2);
        int day = (int) digits(text, offset + 8, 2);
        if (month < 1 || month > 12 || day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
            return null;
        }
        return LocalDate.of(year, month, day);
    }
}
