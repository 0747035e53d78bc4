// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import org.jspecify.annotations.Nullable;

/** Finds the row of an {@code INSERT … VALUES (…)} while the template is lexed. */
final class RowShape {

    static final String NO_INSERT = "the statement does not begin with INSERT or REPLACE";

    private static final Words STATEMENTS = Words.of("INSERT", "REPLACE");
    private static final Words VALUES = Words.of("VALUES", "VALUE");
    private static final long SELECT = Words.pack("SELECT");
    // ON CONFLICT, ON DUPLICATE KEY, RETURNING and MySQL's AS mean the same for many rows; LIMIT and UNION do not.
    private static final Words TAILS = Words.of("ON", "AS");
    private static final String RETURNING = "RETURNING";
    private static final int NONE = -1;

    private int start = NONE;
    private int startShift;
    private int placeholdersBefore;
    private int end = NONE;
    private int endShift;
    private int placeholdersThrough;
    private boolean tailSeen;
    private int strangeTail = NONE;
    private int secondRow = NONE;
    private int query = NONE;
    private int unclear = NONE;

    private RowShape() {}

    /** For a statement that begins with this word; null if it adds no rows. */
    static @Nullable RowShape beginsWith(long word) {
        return STATEMENTS.contains(word) ? new RowShape() : null;
    }

    /** A word of {@code text[from, to)} outside all parentheses. */
    void word(byte[] text, int from, int to) {
        long word = Words.pack(text, from, to);
        if (query == NONE && word == SELECT) {
            query = from;
        }
        if (end != NONE && !tailSeen) {
            tailSeen = true;
            if (!TAILS.contains(word) && !Words.is(text, from, to, RETURNING)) {
                strangeTail = from;
            }
        }
    }

    /** {@code (} outside all parentheses, after that word. */
    void open(int at, long word, Segments segments) {
        if (start == NONE && VALUES.contains(word)) {
            start = at;
            placeholdersBefore = segments.count();
        }
    }

    /** {@code )} that closes the last of the open parentheses. */
    void close(int at, Segments segments) {
        if (start != NONE && end == NONE) {
            end = at;
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

    /** The bytes {@code text[from, to)} stand in another array, that much further. */
    void copied(int from, int to, int shift) {
        if (from <= start && start < to) {
            startShift = shift;
        }
        if (from <= end && end < to) {
            endShift = shift;
        }
    }

    /** Where the row begins in the static bytes. */
    int start() {
        return start + startShift;
    }

    /** Behind the row in the static bytes. */
    int end() {
        return end + 1 + endShift;
    }

    /** What keeps the template from being a batch; null if nothing does. */
    @Nullable
    String problem(int placeholders) {
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
        if (strangeTail != NONE) {
            return "what follows the row may mean something else for many rows";
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
        if (unclear != NONE) {
            return unclear;
        }
        if (query != NONE) {
            return query;
        }
        if (end == NONE) {
            return 0;
        }
        return secondRow != NONE ? secondRow : strangeTail != NONE ? strangeTail : start;
    }
}
