// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import dev.appendkit.FractionDigits;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the JDK's formatters make of a temporal value. */
public final class Texts {
    private static final Map<FractionDigits, DateTimeFormatter> TIMES = new EnumMap<>(FractionDigits.class);

    static {
        TIMES.put(FractionDigits.NONE, time(0, 0));
        TIMES.put(FractionDigits.MILLIS, time(3, 3));
        TIMES.put(FractionDigits.MICROS, time(6, 6));
        TIMES.put(FractionDigits.NANOS, time(9, 9));
        TIMES.put(FractionDigits.TRIMMED, time(0, 9));
        // ISO_INSTANT's way of 0, 3, 6 or 9 digits is found only in appendInstant() and LocalTime.toString().
        TIMES.put(FractionDigits.AUTO, time(0, 0));
    }

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

    private Texts() {}

    private static DateTimeFormatter time(int minDigits, int maxDigits) {
        var builder = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss");
        if (maxDigits > 0) {
            builder.appendFraction(ChronoField.NANO_OF_SECOND, minDigits, maxDigits, true);
        }
        return builder.toFormatter(Locale.ROOT);
    }

    public static String time(LocalTime value, FractionDigits fraction) {
        if (fraction == FractionDigits.AUTO && value.get(ChronoField.NANO_OF_SECOND) != 0) {
            return value.toString();
        }
        return TIMES.get(fraction).format(value);
    }

    /** The exact value of the double, rounded; the sign of what is not above zero is that of the double. */
    public static String fixed(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return sign
                + new BigDecimal(Math.abs(value))
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** With two digits of the day, which RFC_1123_DATE_TIME does not have. */
    public static String httpDate(LocalDateTime value) {
        return HTTP_DATE.format(value);
    }

    /** Base 128 as the standard defines it: the remainders, and 128 more where another one follows. */
    public static byte[] varint(BigInteger value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BigInteger base = BigInteger.valueOf(128);
        BigInteger rest = value;
        while (rest.compareTo(base) >= 0) {
            bytes.write(rest.mod(base).intValueExact() + 128);
            rest = rest.divide(base);
        }
        bytes.write(rest.intValueExact());
        return bytes.toByteArray();
    }

    /** Twice the value, or for a negative one twice its distance from zero less one. */
    public static BigInteger zigZag(long value) {
        BigInteger doubled = BigInteger.valueOf(value).multiply(BigInteger.TWO);
        return value < 0 ? doubled.negate().subtract(BigInteger.ONE) : doubled;
    }

    public static String dateTime(LocalDateTime value, char separator, FractionDigits fraction) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(value) + separator + time(value.toLocalTime(), fraction);
    }
}
