// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values that consist of values: the lists of {@code IN (…)}, and arrays. Only the iterator of a collection counts; its
 * size would be a second answer to the same question.
 */
final class Expansion {
    /** The maximum length of a list or of one dimension of an array: an iterator may never end. */
    static final int MAX_ELEMENTS = 1_000_000;

    private static final byte[] ARRAY = Literals.ascii("ARRAY");

    private Expansion() {}

    /** Appends {@code 1, 2} or, for row values, {@code (1, 'a'), (2, 'b')}. */
    static void appendList(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters parameters, Collection<?> list) {
        SqlParameters element = parameters.scratch.element();
        int count = 0;
        int width = 0;
        Iterator<?> values = iterator(list);
        while (hasNext(out, values)) {
            Object value = next(out, values);
            checkCount(++count);
            if (count > 1) {
                comma(out);
            }
            int columns = 0;
            if (value instanceof Collection<?> row) {
                columns = appendRow(out, mode, literals, element, row);
            } else {
                appendElement(out, mode, literals, element, value);
            }
            if (count > 1 && columns != width) {
                throw new SqlParameterException(
                        Code.UNEVEN_LIST, "the rows in the list have different numbers of values");
            }
            width = columns;
            parameters.scratch.checkSize(out, mode);
        }
        element.clearValue();
        if (count == 0) {
            appendEmptyList(out, mode);
        }
    }

    /** Appends a row value and returns the number of its values. */
    private static int appendRow(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters element, Collection<?> row) {
        out.appendByte((byte) '(');
        int count = 0;
        Iterator<?> values = iterator(row);
        while (hasNext(out, values)) {
            Object value = next(out, values);
            checkCount(++count);
            if (value instanceof Collection<?>) {
                throw new SqlParameterException(
                        Code.MISPLACED_LIST, "a row in the list holds a list; a row holds single values");
            }
            if (count > 1) {
                comma(out);
            }
            appendElement(out, mode, literals, element, value);
            element.scratch.checkSize(out, mode);
        }
        if (count == 0) {
            throw new SqlParameterException(Code.EMPTY_LIST, "a row in the list is empty");
        }
        out.appendByte((byte) ')');
        return count;
    }

    /** Appends {@code ARRAY[1, NULL]}; further dimensions are nested. */
    static void appendArray(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters parameters, SqlArray array) {
        SqlParameters element = parameters.scratch.element();
        appendDimension(out, mode, literals, element, array, array.elements());
        element.clearValue();
    }

    private static void appendDimension(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters element, SqlArray array, List<?> values) {
        Literals.appendAll(out, ARRAY);
        out.appendByte((byte) '[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                comma(out);
            }
            Object value = values.get(i);
            if (value instanceof List<?> nested) {
                appendDimension(out, mode, literals, element, array, nested);
            } else {
                setObject(out, element, value);
                literals.checkElement(array, element, value);
                literals.appendElement(out, mode, array, element);
            }
            element.scratch.checkSize(out, mode);
        }
        out.appendByte((byte) ']');
    }

    private static void appendElement(
            AppendBuffer out, SqlMode mode, Literals literals, SqlParameters element, @Nullable Object value) {
        setObject(out, element, value);
        literals.append(out, mode, element, 0, Place.ANY);
    }

    private static void setObject(AppendBuffer out, SqlParameters element, @Nullable Object value) {
        element.setObject(1, value);
        if (value instanceof SqlValue) {
            Literals.ACCESS.recheckTarget(out);
        }
    }

    private static void appendEmptyList(AppendBuffer out, SqlMode mode) {
        if (mode.emptyList() == EmptyListPolicy.REFUSE) {
            throw new SqlParameterException(
                    Code.EMPTY_LIST, "the list is empty; leave the condition out or set a policy in the mode");
        }
        out.appendAscii(mode.dialect().emptySet());
    }

    private static Iterator<?> iterator(Collection<?> list) {
        try {
            return Objects.requireNonNull(list.iterator());
        } catch (RuntimeException e) {
            throw SqlParameterException.unreadable(e);
        }
    }

    private static boolean hasNext(AppendBuffer out, Iterator<?> values) {
        try {
            boolean more = values.hasNext();
            Literals.ACCESS.recheckTarget(out);
            return more;
        } catch (RuntimeException e) {
            throw SqlParameterException.unreadable(e);
        }
    }

    private static @Nullable Object next(AppendBuffer out, Iterator<?> values) {
        try {
            Object value = values.next();
            Literals.ACCESS.recheckTarget(out);
            return value;
        } catch (RuntimeException e) {
            throw SqlParameterException.unreadable(e);
        }
    }

    private static void checkCount(int count) {
        if (count > MAX_ELEMENTS) {
            throw new SqlParameterException(Code.OUT_OF_RANGE, "a list has at most " + MAX_ELEMENTS + " elements");
        }
    }

    private static void comma(AppendBuffer out) {
        out.appendByte((byte) ',').appendByte((byte) ' ');
    }
}
