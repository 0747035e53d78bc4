// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import org.jspecify.annotations.Nullable;

/** Finds the row of an {@code INSERT … VALUES (…)} while the template is lexed. */
final class RowShape {

    private static final Words STATEMENTS = Words.of("INSERT", "REPLACE");
    private static final Words VALUES = Words.of("VALUES", "VALUE");
    private static final long SELECT = Words.pack("SELECT");
    private static final int NONE = -1;

    private boolean insert;
    private boolean firstWordSeen;
    private int start = NONE;
    private int startInSegment;
    private int placeholdersBefore;
    private int end = NONE;
    private int endInSegment;
    private int placeholdersThrough;
    private int secondRow = NONE;
    private int query = NONE;
    private int unclear = NONE;

    /** A word of {@code text[from, to)} outside all parentheses. */
    void word(byte[] text, int from, int to) {
        if (!firstWordSeen) {
            firstWordSeen = true;
            insert = STATEMENTS.contains(Words.pack(text, from, to));
        } else if (insert && query == NONE && Words.pack(text, from, to) == SELECT) {
            query = from;
        }
    }

    /** {@code (} outside all parentheses, after that word. */
    void open(int at, long word, Segments segments) {
        if (start == NONE && VALUES.contains(word)) {
            start = at;
            startInSegment = segments.indexInSegment(at);
            placeholdersBefore = segments.count();
        }
    }

    /** {@code )} that closes the last of the open parentheses. */
    void close(int at, Segments segments) {
        if (start != NONE && end == NONE) {
            end = at;
            endInSegment = segments.indexInSegment(at + 1);
            placeholdersThrough = segments.count();
        }
    }

    /** {@code ,} after the {@code )} at this place. */
    void commaAfter(int closeAt, int at) {
        if (closeAt == end && end != NONE) {
            secondRow = at;
        }
    }

    /** From here on it depends on the server what is in parentheses, or there is a second statement. */
    void unclear(int at) {
        if (unclear == NONE) {
            unclear = at;
        }
    }

    int startInSegment() {
        return startInSegment;
    }

    int endInSegment() {
        return endInSegment;
    }

    /** What keeps the template from being a batch; null if nothing does. */
    @Nullable
    String problem(int placeholders) {
        if (!insert) {
            return "the statement does not begin with INSERT or REPLACE";
        }
        if (unclear != NONE) {
            return "the template holds an executable comment or a second statement";
        }
        if (query != NONE) {
            return "rows come from a query";
        }
        if (end == NONE) {
            return "there is no row after VALUES";
        }
        if (secondRow != NONE) {
            return "there is more than one row";
        }
        if (placeholdersBefore > 0) {
            return "there is a placeholder before the row";
        }
        if (placeholdersThrough < placeholders) {
            return "there is a placeholder after the row";
        }
        return placeholders == 0 ? "there is no placeholder in the row" : null;
    }

    int problemAt() {
        if (!insert) {
            return 0;
        }
        if (unclear != NONE) {
            return unclear;
        }
        if (query != NONE) {
            return query;
        }
        return end == NONE ? 0 : secondRow != NONE ? secondRow : start;
    }
}
