// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import dev.appendkit.FractionDigits;
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

    public static String dateTime(LocalDateTime value, char separator, FractionDigits fraction) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(value) + separator + time(value.toLocalTime(), fraction);
    }
}
