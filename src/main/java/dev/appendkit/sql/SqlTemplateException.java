// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * Thrown when a template, or the mode that it is used with, is refused. The message says what is wrong, where, and what
 * would be right. It shows the line up to that place with every quoted region as {@code '…'}. It never contains a
 * parameter's value.
 */
public final class SqlTemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a template was refused. */
    public enum Code {
        /** A string literal does not end. */
        UNTERMINATED_STRING,
        /** A quoted identifier does not end. */
        UNTERMINATED_IDENTIFIER,
        /** A block comment does not end. */
        UNTERMINATED_COMMENT,
        /** A dollar-quoted string does not end. */
        UNTERMINATED_DOLLAR_QUOTE,
        /** The character U+0000, at which some servers stop reading. */
        NUL_CHARACTER,
        /** Half a surrogate pair, which has no UTF-8. */
        LONE_SURROGATE,
        /** A character that the mode's client charset cannot express. */
        UNENCODABLE_CHARACTER,
        /** A character that has no meaning outside quotes in this dialect, so that servers disagree about it. */
        UNEXPECTED_CHARACTER,
        /** A literal whose content does not fit its prefix, such as {@code x'4G'}. */
        MALFORMED_LITERAL,
        /** The template is longer than 16,777,216 chars. */
        TEMPLATE_TOO_LONG,
        /** An identifier, keyword or number touches a placeholder: {@code LIMIT?}, {@code ?AND}. */
        ADJACENT_WORD,
        /** A quote touches a placeholder: {@code 'a'?}, {@code ?"b"}. */
        ADJACENT_QUOTE,
        /** Another character that would join with the value touches a placeholder: {@code @?}, {@code ?.5}. */
        ADJACENT_CHARACTER,
        /**
         * A string literal or another placeholder comes before or after a placeholder, without an operator between
         * them.
         */
        ADJACENT_LITERAL,
        /** The token before the placeholder cannot be followed by a value: {@code SELECT a ?}. */
        MISPLACED_PLACEHOLDER,
        /** {@code ORDER BY ?}: as text, an integer would be the number of a column. */
        ORDINAL_POSITION,
        /** {@code ?} and numbered placeholders in one template. */
        MIXED_PLACEHOLDERS,
        /** The number of a numbered placeholder is 0 or too large. */
        PLACEHOLDER_NUMBER,
        /** {@code :name}, which this dialect does not accept. */
        NAMED_PLACEHOLDER,
        /** A region that server versions read differently, such as {@code /*! ? *}{@code /}. */
        VERSION_DEPENDENT,
        /** A region whose end depends on a fact that the mode does not state. */
        MODE_UNKNOWN,
        /** The mode is not the one that the template was compiled for. */
        MODE_CHANGED,
        /** A second statement, which the mode does not allow. */
        MULTIPLE_STATEMENTS,
        /** A comment within a comment, which the standard leaves to the server. */
        NESTED_COMMENT,
        /** The template is not an INSERT with a single {@code VALUES (…)} row that holds all placeholders. */
        NOT_A_BATCH,
        /** A client charset other than UTF-8 and US-ASCII. */
        UNSUPPORTED_CHARSET
    }

    /** The result of {@link #code}. */
    private final Code code;

    /** The result of {@link #offset}. */
    private final int offset;

    /** The result of {@link #line}. */
    private final int line;

    /** The result of {@link #column}. */
    private final int column;

    SqlTemplateException(Code code, String message, int offset, int line, int column) {
        super(message);
        this.code = code;
        this.offset = offset;
        this.line = line;
        this.column = column;
    }

    /** Creates an error that does not concern a place in a template. */
    SqlTemplateException(Code code, String message) {
        this(code, message, -1, 0, 0);
    }

    /**
     * Returns why the template was refused.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }

    /**
     * Returns the position of the error.
     *
     * @return the index of a char of the template, from 0; -1 if the error does not concern a place in a template
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns the line of {@link #offset()}. Lines end with LF, CR or CR LF.
     *
     * @return the line, from 1; 0 without an offset
     */
    public int line() {
        return line;
    }

    /**
     * Returns the column of {@link #offset()}.
     *
     * @return the column in code points, from 1; 0 without an offset
     */
    public int column() {
        return column;
    }
}
