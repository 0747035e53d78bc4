// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.internal.Civil;
import dev.appendkit.sql.SqlParameterException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/**
 * Microsoft SQL Server. Experimental: written from its documentation ("Constants", "Comments", "Reserved keywords") and
 * not compared with a server.
 */
final class SqlServerDialect extends Dialect {

    static final SqlServerDialect INSTANCE = new SqlServerDialect();

    private SqlServerDialect() {}

    @Override
    String name() {
        return "sqlserver";
    }

    @Override
    Lexer lexer(TemplateText text, SqlMode mode) {
        return new TransactLexer(text, mode);
    }

    @Override
    Literals literals() {
        return TransactLiterals.INSTANCE;
    }

    @Override
    String emptySet() {
        return "SELECT NULL WHERE 1 = 0";
    }

    private static final class TransactLexer extends Lexer {

        private static final byte[] CLASSES = classes();

        private static final Words OPERAND_FOLLOWS = OperandWords.and("ALL", "ON", "LIKE", "ESCAPE");

        private static final Words BEFORE_ALIAS = Words.of("SELECT", "DISTINCT", "ALL");

        TransactLexer(TemplateText template, SqlMode mode) {
            super(template, mode, CLASSES, true);
        }

        private static byte[] classes() {
            byte[] classes = ByteClasses.common();
            for (char c : "@#$".toCharArray()) {
                classes[c] = ByteClasses.WORD | ByteClasses.IN_WORD;
            }
            classes['['] = ByteClasses.SPECIAL;
            classes[':'] = ByteClasses.SPECIAL;
            return classes;
        }

        @Override
        boolean operandFollows(long word) {
            return OPERAND_FOLLOWS.contains(word);
        }

        @Override
        void special(int first) {
            switch (first) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '[' -> bracketed();
                case '-' -> minus();
                case '/' -> {
                    if (text[pos + 1] == '*') {
                        pos = regions.nestedCommentEnd(pos);
                    } else {
                        token(Token.OPERATOR, pos, pos + 1);
                    }
                }
                default -> colon();
            }
        }

        private void singleQuoted() {
            if (touchesLetter('N')) {
                prefixedString(
                        regions.quotedEnd(previousFrom, pos, false, SqlTemplateException.Code.UNTERMINATED_STRING));
            } else {
                string(regions.quotedEnd(pos, pos, false, SqlTemplateException.Code.UNTERMINATED_STRING));
            }
        }

        /** Reads a name or a string, depending on QUOTED_IDENTIFIER; both end at the same place. */
        private void doubleQuoted() {
            int to = regions.quotedEnd(pos, pos, false, SqlTemplateException.Code.UNTERMINATED_IDENTIFIER);
            stringMayFollow(previous, pos, to);
            token(Token.QUOTED, pos, to);
        }

        /** Reads a name, in which a closing bracket is doubled. */
        private void bracketed() {
            int to = regions.bracketedEnd(
                    pos, true, "the [ that opens here is not closed; ] is doubled within brackets");
            token(Token.NAME, pos, to);
        }

        private void minus() {
            if (text[pos + 1] != '-') {
                token(Token.OPERATOR, pos, pos + 1);
                return;
            }
            int from = pos;
            lineComment(true);
            if (pos < end && text[pos] == '\r' && text[pos + 1] != '\n') {
                throw error(
                        SqlTemplateException.Code.VERSION_DEPENDENT,
                        from,
                        pos,
                        "it is not documented whether CR ends a comment; end it with LF");
            }
        }

        private void colon() {
            if (text[pos + 1] == ':') {
                token(Token.OTHER, pos, pos + 2);
            } else if (!namedPlaceholder()) {
                throw unexpected();
            }
        }

        /** Refuses {@code SELECT ? = a}: {@code SELECT 'x' = a} defines an alias. */
        @Override
        int checkPlace(int from, int to) {
            boolean listed =
                    previous == Token.COMMA || (previous == Token.WORD && BEFORE_ALIAS.contains(previousWord()));
            int next = to;
            while (spaceAt(next)) {
                next++;
            }
            boolean comment =
                    (text[next] == '/' && text[next + 1] == '*') || (text[next] == '-' && text[next + 1] == '-');
            if (listed && (text[next] == '=' || comment)) {
                throw error(
                        SqlTemplateException.Code.MISPLACED_PLACEHOLDER,
                        from,
                        to,
                        "before = in a list, a string would be the alias of a column; put parentheses around the"
                                + " placeholder");
            }
            return Place.ANY;
        }
    }

    /** Temporal values have at most six fraction digits, as by default in the drivers. */
    private static final class TransactLiterals extends Literals {

        static final TransactLiterals INSTANCE = new TransactLiterals();

        private static final int MAX_DECIMAL_DIGITS = 38;
        private static final byte[] HEX = ascii("0x");
        private static final byte[] NOTHING = {};
        /** 0001-01-01T00:00:00Z. */
        private static final long MIN_SECOND = Civil.MIN_EPOCH_SECOND + 366L * 86_400;

        @Override
        char identifierQuote() {
            return '"';
        }

        @Override
        void appendBoolean(AppendBuffer out, SqlMode mode, boolean value) {
            out.appendAscii(value ? "CAST(1 AS bit)" : "CAST(0 AS bit)");
        }

        /** Appends a cast: digits beyond the range of an int would be a decimal. */
        @Override
        void appendLong(AppendBuffer out, SqlMode mode, long value) {
            out.appendAscii("CAST(").appendLong(value).appendAscii(" AS bigint)");
        }

        @Override
        void appendFloat(AppendBuffer out, SqlMode mode, float value) {
            if (!Float.isFinite(value)) {
                throw notFinite();
            }
            out.appendAscii("CAST('").appendFloat(value).appendAscii("' AS real)");
        }

        @Override
        void appendDouble(AppendBuffer out, SqlMode mode, double value) {
            if (!Double.isFinite(value)) {
                throw notFinite();
            }
            out.appendAscii("CAST('").appendDouble(value).appendAscii("' AS float)");
        }

        @Override
        void checkDecimal(long length, long scale) {
            if ((scale > 0 ? Math.max(length - 1, scale) : length) > MAX_DECIMAL_DIGITS) {
                throw new SqlParameterException(
                        Code.OUT_OF_RANGE, "a decimal has at most " + MAX_DECIMAL_DIGITS + " digits");
            }
        }

        /**
         * Always appends {@code N'…'}: any other string is converted to a code page, in which other quotes may become
         * {@code '}. A backslash before a line end is a continuation, and both disappear, so the literal is split
         * there.
         */
        @Override
        void appendString(AppendBuffer out, SqlMode mode, CharSequence value) {
            AppendBuffer quoted = AppendBuffer.growing(64, Integer.MAX_VALUE);
            QuotedText.append(quoted, mode, value);
            String text = quoted.toString(StandardCharsets.UTF_8);
            if (text.indexOf(0) >= 0) {
                throw new SqlParameterException(Code.NUL_CHARACTER, "the text holds the character U+0000");
            }
            String unbroken = text.replace("\\\n", "\\'+N'\n").replace("\\\r", "\\'+N'\r");
            if (unbroken.length() == text.length()) {
                out.appendByte((byte) 'N').appendUtf8(text);
            } else {
                out.appendAscii("(N").appendUtf8(unbroken).appendByte((byte) ')');
            }
        }

        /** In pieces, a backslash and the line end after it could not be recognized. */
        @Override
        byte[] textOpening(SqlMode mode) {
            throw unsupported("streams of text");
        }

        @Override
        byte[] bytesOpening(SqlMode mode) {
            return HEX;
        }

        @Override
        byte[] bytesClosing(SqlMode mode) {
            return NOTHING;
        }

        @Override
        void appendBytes(AppendBuffer out, SqlMode mode, byte[] value, int from, int to) {
            appendAll(out, HEX);
            out.appendHexBytes(value, from, to);
        }

        @Override
        void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
            out.appendAscii("CAST('")
                    .appendUuid(mostSignificant, leastSignificant)
                    .appendAscii("' AS uniqueidentifier)");
        }

        @Override
        void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
            appendString(out, mode, value);
        }

        @Override
        void appendDate(AppendBuffer out, SqlMode mode, LocalDate value) {
            checkYear(value.getYear());
            out.appendAscii("CAST('").appendDate(value).appendAscii("' AS date)");
        }

        @Override
        void appendTime(AppendBuffer out, SqlMode mode, LocalTime value) {
            out.appendAscii("CAST('")
                    .appendTime(value, fraction(mode, value.getNano()))
                    .appendAscii("' AS time)");
        }

        @Override
        void appendDateTime(AppendBuffer out, SqlMode mode, LocalDateTime value) {
            checkYear(value.getYear());
            out.appendAscii("CAST('")
                    .appendTimestamp(value, fraction(mode, value.getNano()))
                    .appendAscii("' AS datetime2)");
        }

        @Override
        void appendInstant(AppendBuffer out, SqlMode mode, ZoneWindow window, long epochSecond, int nano) {
            if (epochSecond < MIN_SECOND || epochSecond > Civil.MAX_EPOCH_SECOND) {
                throw yearOutOfRange("0001", "9999");
            }
            out.appendAscii("CAST('")
                    .appendTimestamp(epochSecond, nano, fraction(mode, nano))
                    .appendAscii(" +00:00' AS datetimeoffset)");
        }

        @Override
        void appendOffsetDateTime(AppendBuffer out, SqlMode mode, ZoneWindow window, OffsetDateTime value) {
            appendInstant(out, mode, window, value.toEpochSecond(), value.getNano());
        }

        @Override
        void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
            throw unsupported("durations");
        }

        private static void checkYear(int year) {
            if (year < 1 || year > 9999) {
                throw yearOutOfRange("0001", "9999");
            }
        }

        private static FractionDigits fraction(SqlMode mode, int nano) {
            if (nano % 1000 != 0 && mode.fraction() != FractionPolicy.TRUNCATE) {
                throw new SqlParameterException(
                        Code.INEXACT, "the value has more than six digits of a second's fraction");
            }
            return nano < 1000 ? FractionDigits.NONE : FractionDigits.MICROS;
        }
    }
}
