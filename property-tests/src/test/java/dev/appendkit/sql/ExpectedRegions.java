// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.BitSet;

/**
 * Marks the chars of a template that lie in quotes or comments, by the servers' documented rules and one char after the
 * other: slow, and written without a look at the lexers, which are tested by it. What a lexer refuses may be marked
 * wrongly.
 */
final class ExpectedRegions {
    /** What a server takes for escaped by a backslash: in plain strings, and in what stands in double quotes. */
    record Rules(String dialect, boolean backslash, boolean backslashInDoubleQuotes) {}

    private final String sql;
    private final Rules rules;
    private final BitSet hidden = new BitSet();

    private ExpectedRegions(String sql, Rules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /** The indexes of hidden chars, delimiters included. */
    static BitSet hidden(String sql, Rules rules) {
        ExpectedRegions regions = new ExpectedRegions(sql, rules);
        regions.scan();
        return regions.hidden;
    }

    private boolean is(String... names) {
        for (String name : names) {
            if (rules.dialect.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void scan() {
        boolean mySql = is("mysql", "mariadb");
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            int end;
            if (c == '\'') {
                end = string(i);
            } else if (c == '"') {
                end = quoted(i, '"', rules.backslashInDoubleQuotes);
            } else if (c == '`' && (mySql || is("sqlite", "h2"))) {
                end = quoted(i, '`', false);
            } else if (c == '[' && is("sqlite")) {
                end = after("]", i + 1);
            } else if (c == '[' && is("sqlserver")) {
                end = quoted(i, ']', false);
            } else if (c == '#' && mySql) {
                end = lineEnd(i);
            } else if (sql.startsWith("--", i) && (!mySql || blankAt(i + 2))) {
                end = lineEnd(i);
            } else if (sql.startsWith("//", i) && is("h2")) {
                end = lineEnd(i);
            } else if (sql.startsWith("/*", i)) {
                end = comment(i);
            } else if (c == '$') {
                end = dollarQuoted(i);
            } else if (mySql && c == '\\') {
                end = i + 2;
            } else {
                i++;
                continue;
            }
            hidden.set(i, Math.max(i, Math.min(end, sql.length())));
            i = Math.max(end, i + 1);
        }
    }

    private int string(int from) {
        boolean backslash = rules.backslash;
        if (is("postgresql")) {
            boolean unicode = from >= 2 && sql.charAt(from - 1) == '&' && prefix(from - 2, 'U');
            boolean bits = prefix(from - 1, 'B') || prefix(from - 1, 'X');
            backslash = prefix(from - 1, 'E') || (!unicode && !bits && rules.backslash);
        }
        int end = quoted(from, '\'', backslash);
        // PostgreSQL: a string goes on behind whitespace with a line end, as what it began as.
        for (int next = end; is("postgresql") && (next = continuation(end)) >= 0; ) {
            end = quoted(next, '\'', backslash);
        }
        return end;
    }

    /** Whether the letter at an index is a token of its own, as in {@code E'…'}. */
    private boolean prefix(int at, char letter) {
        return at >= 0 && Character.toUpperCase(sql.charAt(at)) == letter && !touchesWord(at);
    }

    /** Whether a word goes on at an index; what is quoted before it is none. */
    private boolean touchesWord(int at) {
        return at > 0 && !hidden.get(at - 1) && inWord(sql.charAt(at - 1));
    }

    /** H2 takes a non-breaking space for a space. */
    private boolean inWord(char c) {
        return c == '_'
                || c == '$'
                || Character.isLetterOrDigit(c)
                || (c >= 0x80 && !(is("h2") && Character.isSpaceChar(c)));
    }

    /** The quote that continues a string which ends before {@code from}, or -1. */
    private int continuation(int from) {
        boolean lineEnd = false;
        int i = from;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                lineEnd = true;
                i++;
            } else if (c == ' ' || c == '\t' || c == '\f' || c == 0x0B) {
                i++;
            } else if (sql.startsWith("--", i)) {
                i = lineEnd(i);
            } else {
                return lineEnd && c == '\'' ? i : -1;
            }
        }
        return -1;
    }

    private int quoted(int from, char quote, boolean backslash) {
        int i = from + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && backslash) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return sql.length();
    }

    private boolean blankAt(int at) {
        return at >= sql.length() || sql.charAt(at) <= ' ' || sql.charAt(at) == 0x7F;
    }

    private int lineEnd(int from) {
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\n' || (c == '\r' && !is("mysql", "mariadb", "sqlite"))) {
                return i;
            }
        }
        return sql.length();
    }

    private int comment(int from) {
        if (is("mysql", "mariadb", "sqlite")) {
            return after("*/", from + 2);
        }
        int depth = 1;
        int i = from + 2;
        while (i < sql.length() && depth > 0) {
            boolean closes = sql.startsWith("*/", i);
            boolean opens = sql.startsWith("/*", i);
            depth += opens ? 1 : closes ? -1 : 0;
            i += opens || closes ? 2 : 1;
        }
        return i;
    }

    private int dollarQuoted(int from) {
        if (!is("postgresql", "h2") || touchesWord(from)) {
            return from;
        }
        int tagEnd = from + 1;
        while (is("postgresql") && tagEnd < sql.length() && inTag(sql.charAt(tagEnd), tagEnd == from + 1)) {
            tagEnd++;
        }
        if (tagEnd == sql.length() || sql.charAt(tagEnd) != '$') {
            return from;
        }
        return after(sql.substring(from, tagEnd + 1), tagEnd + 1);
    }

    private boolean inTag(char c, boolean first) {
        return c != '$' && inWord(c) && !(first && Character.isDigit(c));
    }

    /** The index behind the next occurrence, or the end of the text. */
    private int after(String delimiter, int from) {
        int at = sql.indexOf(delimiter, Math.min(from, sql.length()));
        return at < 0 ? sql.length() : at + delimiter.length();
    }
}
