// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The temporal types of {@code java.sql}, whose module need not be there: without it the nested class is never loaded.
 */
final class JavaSqlTypes {
    /** Instead of the value of a date before the year 1. */
    static final Object BEFORE_YEAR_1 = new Object();

    private static final boolean PRESENT = isPresent();

    private JavaSqlTypes() {}

    private static boolean isPresent() {
        try {
            Class.forName("java.sql.Timestamp", false, JavaSqlTypes.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The {@code java.time} value of the same fields, null for any other class. */
    static @Nullable Object toLocal(Object value) {
        return PRESENT ? Conversion.toLocal(value) : null;
    }

    private static final class Conversion {
        /**
         * 0001-01-03 in the Julian calendar, which these classes use for old dates, in UTC: in every zone the year 1
         * has begun. Before it {@code getYear()} counts backwards: 44 BC is 44.
         */
        private static final long FIRST_YEAR_MILLIS = -62_135_596_800_000L;

        /** Subclasses may answer anything: each value is copied into the exact class by its numbers first. */
        static @Nullable Object toLocal(Object value) {
            if (value instanceof Timestamp timestamp) {
                long millis = timestamp.getTime();
                if (millis < FIRST_YEAR_MILLIS) {
                    return BEFORE_YEAR_1;
                }
                Timestamp copy = new Timestamp(millis);
                copy.setNanos(timestamp.getNanos());
                return copy.toLocalDateTime();
            } else if (value instanceof Date date) {
                long millis = date.getTime();
                return millis < FIRST_YEAR_MILLIS ? BEFORE_YEAR_1 : new Date(millis).toLocalDate();
            } else if (value instanceof Time time) {
                long millis = time.getTime();
                // toLocalTime() drops the milliseconds, which drivers send.
                return new Time(millis).toLocalTime().withNano((int) Math.floorMod(millis, 1000L) * 1_000_000);
            }
            return null;
        }
    }
}
