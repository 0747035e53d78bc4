// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a parameter is refused. The message says which parameter, why, and what would be right; it never contains
 * a value. The buffer is the same as before the statement.
 */
public final class SqlParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a parameter was refused. */
    public enum Code {
        /** The parameter set has more or fewer parameters than the template. */
        WRONG_COUNT,
        /** The parameter has no value. */
        UNSET,
        /** A class outside the closed list. */
        UNSUPPORTED_CLASS,
        /** The dialect has no literal for values of this type. */
        UNSUPPORTED_TYPE,
        /** NaN or an infinity, where the dialect has no literal for it. */
        NOT_FINITE,
        /** A number, a year, a time or a duration outside the server's range. */
        OUT_OF_RANGE,
        /** More digits than the server keeps. */
        INEXACT,
        /** Half a surrogate pair, which has no UTF-8. */
        LONE_SURROGATE,
        /** A character that the mode's client charset cannot express. */
        UNENCODABLE_CHARACTER,
        /** A null character in an identifier, or in text where the server has none (PostgreSQL). */
        NUL_CHARACTER,
        /** An instant, although the mode does not state the session's time zone. */
        ZONE_UNKNOWN,
        /** A value of a kind that cannot stand at its placeholder's place: a decimal after LIMIT. */
        MISPLACED_VALUE,
        /** A list anywhere but alone in the parentheses after IN, or in a list of rows. */
        MISPLACED_LIST,
        /** Rows of a list with different numbers of values. */
        UNEVEN_LIST,
        /** A list without elements, although the mode does not define an empty list; or an empty row in a list. */
        EMPTY_LIST,
        /** A reader or stream that has already been read by an earlier append. */
        STREAM_CONSUMED,
        /** A reader or stream whose length is not the declared one. */
        STREAM_LENGTH,
        /** A reader or stream that could not be read; the cause is its {@code IOException}, if it threw one. */
        STREAM_FAILED,
        /** A value of a foreign class that threw or contradicted itself; the cause is the exception that it threw. */
        UNREADABLE,
        /** Bytes that were set as UTF-8 and are not. */
        MALFORMED_UTF8,
        /** A {@link SqlValue} that wrote no value or more than one. */
        NOT_ONE_VALUE,
        /** The statement is longer than the mode's {@code maxBytes}. */
        TOO_LARGE
    }

    /** The result of {@link #code}. */
    private final Code code;

    /** The result of {@link #index}. */
    private int index;

    /** Creates the refusal of a literal, whose writer does not know the parameter. */
    SqlParameterException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the refusal of a value of a foreign class that threw. */
    static SqlParameterException unreadable(Throwable cause) {
        SqlParameterException unreadable =
                new SqlParameterException(Code.UNREADABLE, "a method of the value threw; see the cause");
        unreadable.initCause(cause);
        return unreadable;
    }

    /** Adds the parameter's index to an exception that was thrown while its literal was written. */
    static void locate(Throwable thrown, int parameter) {
        if (thrown instanceof SqlParameterException refused && refused.index == 0 && refused.code != Code.TOO_LARGE) {
            refused.index = parameter;
        }
    }

    SqlParameterException at(int parameter) {
        index = parameter;
        return this;
    }

    /** Returns the problem, the parameter, and what would be right. */
    @Override
    public @Nullable String getMessage() {
        return index == 0 ? super.getMessage() : "parameter " + index + ": " + super.getMessage();
    }

    /**
     * Returns why the parameter was refused.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }

    /**
     * Returns which parameter was refused.
     *
     * @return the index, from 1; 0 if the error does not concern a single parameter
     */
    public int index() {
        return index;
    }
}
