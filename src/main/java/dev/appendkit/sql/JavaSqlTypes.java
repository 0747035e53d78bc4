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
        /** Subclasses may answer anything: each value is copied into the exact class by its numbers first. */
        static @Nullable Object toLocal(Object value) {
            if (value instanceof Timestamp timestamp) {
                Timestamp copy = new Timestamp(timestamp.getTime());
                copy.setNanos(timestamp.getNanos());
                return copy.toLocalDateTime();
            } else if (value instanceof Date date) {
                return new Date(date.getTime()).toLocalDate();
            } else if (value instanceof Time time) {
                return new Time(time.getTime()).toLocalTime();
            }
            return null;
        }
    }
}
