// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlParameterException.Code;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The types of {@code java.sql}, a module that may be absent: without it the nested class is never loaded. */
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

    /** Sets the value if it is of one of these classes; otherwise returns false. */
    @SuppressWarnings("JavaUtilDate") // This is the value that drivers receive.
    static boolean set(SqlParameters parameters, int index, Object value) throws Exception {
        if (PRESENT && Conversion.set(parameters, index, value)) {
            return true;
        }
        if (value instanceof java.util.Date date) {
            long millis = date.getTime();
            setInstant(parameters, index, millis, (int) Math.floorMod(millis, 1000L) * 1_000_000);
            return true;
        }
        return false;
    }

    private static void setInstant(SqlParameters parameters, int index, long millis, int nanos) {
        parameters.setJavaTimestamp(index, Math.floorDiv(millis, 1000L), nanos);
    }

    private static final class Conversion {
        /**
         * 0001-01-03 in the Julian calendar, which these classes use for old dates, in UTC: in every zone the year 1
         * has begun. Before that date {@code getYear()} counts backwards: 44 BC is 44.
         */
        private static final long FIRST_YEAR_MILLIS = -62_135_596_800_000L;

        /**
         * Sets the value. A subclass may return anything from its methods, so the value's numbers are first copied into
         * the exact class.
         */
        static boolean set(SqlParameters parameters, int index, Object value) throws Exception {
            if (value instanceof Timestamp timestamp) {
                setInstant(parameters, index, timestamp.getTime(), timestamp.getNanos());
            } else if (value instanceof Date date) {
                long millis = date.getTime();
                if (millis < FIRST_YEAR_MILLIS) {
                    throw parameters.refused(
                            Code.OUT_OF_RANGE, index, "a java.sql date before the year 1; use a java.time class");
                }
                parameters.setJavaTemporal(index, new Date(millis).toLocalDate(), offset(millis));
            } else if (value instanceof Time time) {
                long millis = time.getTime();
                // toLocalTime() drops the milliseconds, which drivers send.
                int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000;
                parameters.setJavaTemporal(index, new Time(millis).toLocalTime().withNano(nanos), offset(millis));
            } else {
                return setLarge(parameters, index, value);
            }
            return true;
        }

        private static boolean setLarge(SqlParameters parameters, int index, Object value) throws Exception {
            if (value instanceof Clob clob) {
                parameters.setReader(index, present(parameters, index, clob.getCharacterStream()));
            } else if (value instanceof Blob blob) {
                parameters.setStream(index, present(parameters, index, blob.getBinaryStream()));
            } else if (value instanceof Array array) {
                String type = array.getBaseTypeName();
                Object elements = array.getArray();
                if (!(elements instanceof Object[] objects)) {
                    SqlArray primitives = elements == null ? null : JavaArrays.of(elements);
                    if (primitives == null) {
                        throw parameters.refused(Code.UNREADABLE, index, "the java.sql.Array has no elements");
                    }
                    parameters.setJavaArray(index, primitives);
                    return true;
                }
                parameters.setJavaArray(index, SqlArray.of(type, JavaArrays.dimensions(objects, 1)));
            } else {
                return false;
            }
            return true;
        }

        /** A stream that is not there is no SQL NULL: the value is. */
        private static <S> S present(SqlParameters parameters, int index, @Nullable S stream) {
            if (stream == null) {
                throw parameters.refused(Code.UNREADABLE, index, "the large object has no stream");
            }
            return stream;
        }

        private static int offset(long millis) {
            return TimeZone.getDefault().getOffset(millis) / 1000;
        }
    }
}
