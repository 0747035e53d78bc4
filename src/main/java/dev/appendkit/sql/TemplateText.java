// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A template as the lexers see it: UTF-8, all structural characters are one byte. It remembers the quoted regions and
 * comments that were found, because messages must not show quoted text.
 */
final class TemplateText {

    /**
     * Zero bytes after the text, so that a lexer can look ahead, and read a word, without checking for the end. No text
     * contains a zero.
     */
    static final int LOOK_AHEAD = 8;

    private static final int CARET_LINE_LENGTH = 60;
    private static final int[] NO_REGIONS = {};
    private static final int FIRST_REGIONS = 16;
    private static final String MASK = "'…'";

    final String sql;
    final byte[] bytes;
    final int length;

    // Pairs of start * 2 + (1 if it is a comment) and end. A template has less than 2^26 bytes.
    private int[] regions = NO_REGIONS;
    private int regionInts;

    /** {@code bytes} is {@code sql} in UTF-8, with zeros from {@code length} on. */
    TemplateText(String sql, byte[] bytes, int length) {
        this.sql = sql;
        this.bytes = bytes;
        this.length = length;
    }

    void quoted(int from, int to) {
        region(from << 1, to);
    }

    void comment(int from, int to) {
        region(from << 1 | 1, to);
    }

    private void region(int start, int to) {
        if (regionInts == regions.length) {
            regions = Arrays.copyOf(regions, Math.max(FIRST_REGIONS, regionInts * 2));
        }
        regions[regionInts++] = start;
        regions[regionInts++] = to;
    }

    /** The number of quoted regions and comments. */
    int regionCount() {
        return regionInts / 2;
    }

    int regionFrom(int region) {
        return regions[2 * region] >> 1;
    }

    int regionTo(int region) {
        return regions[2 * region + 1];
    }

    boolean isComment(int region) {
        return (regions[2 * region] & 1) == 1;
    }

    /** Returns the position of a byte as an index into the String. */
    int charOffset(int at) {
        int chars = 0;
        for (int i = 0; i < at; i++) {
            int b = bytes[i];
            if ((b & 0xC0) != 0x80) {
                // Four bytes are two chars.
                chars += (b & 0xF8) == 0xF0 ? 2 : 1;
            }
        }
        return chars;
    }

    int line(int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
                line++;
            }
        }
        return line;
    }

    int column(int at) {
        return 1 + codePoints(lineStart(at), at);
    }

    /** Returns line and column for a message. */
    String place(int at) {
        return "line " + line(at) + ", column " + column(at);
    }

    /**
     * Describes the placeholders in quotes and comments: how many there are, of all kinds that the mode has, and where
     * the first one is. Empty if there are none.
     */
    String hiddenPlaceholders(SqlMode mode) {
        int count = 0;
        int first = 0;
        for (int region = 0; region < regionInts; region += 2) {
            for (int i = regions[region] >> 1; i < regions[region + 1]; i++) {
                if (looksLikePlaceholder(mode, i) && count++ == 0) {
                    first = i;
                }
            }
        }
        if (count == 0) {
            return "";
        }
        String shown = new String(bytes, first, wordEnd(first + 1) - first, StandardCharsets.US_ASCII);
        return count == 1
                ? "; the " + shown + " at " + place(first) + " is in quotes or in a comment and is no placeholder"
                : "; " + count + " placeholders are in quotes or in comments and are none, the first, " + shown
                        + ", at " + place(first);
    }

    private boolean looksLikePlaceholder(SqlMode mode, int at) {
        return switch (bytes[at]) {
            case '?' -> true;
            case '$' -> mode.dialect().dollarParameters() && bytes[at + 1] >= '1' && bytes[at + 1] <= '9';
            // Neither the second of two colons nor a colon after a word, as in 10:30.
            case ':' ->
                mode.namedParameters()
                        && bytes[at - 1] != ':'
                        && wordEnd(at - 1) == at - 1
                        && wordEnd(at + 1) > at + 1
                        && !Character.isDigit(bytes[at + 1]);
            default -> false;
        };
    }

    private int wordEnd(int from) {
        int i = from;
        while (bytes[i] == '_' || (bytes[i] > 0 && Character.isLetterOrDigit(bytes[i]))) {
            i++;
        }
        return i;
    }

    /**
     * Returns the exception for an error in {@code bytes[from, to)}.
     *
     * @param what says what is wrong and what would be right
     */
    SqlTemplateException error(Code code, int from, int to, String what) {
        StringBuilder message = new StringBuilder(what)
                .append(" (")
                .append(code)
                .append(" at ")
                .append(place(from))
                .append(", offset ")
                .append(charOffset(from))
                .append(")\n");
        caretLine(message, from, to);
        return new SqlTemplateException(code, message.toString(), charOffset(from), line(from), column(from));
    }

    /** Appends the line and the caret. Only lexed text is shown: beyond it, quoted text is not yet known. */
    private void caretLine(StringBuilder message, int from, int to) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(to, length);
        int caret = -1;
        int i = lineStart(from);
        for (int region = 0; region < regionInts; region += 2) {
            int regionFrom = regions[region] >> 1;
            int regionTo = regions[region + 1];
            if ((regions[region] & 1) == 1 || regionTo <= i || regionFrom >= end) {
                continue;
            }
            if (caret < 0 && from < regionFrom) {
                caret = visible(shown, i, from);
                i = from;
            }
            visible(shown, i, regionFrom);
            if (caret < 0 && from < regionTo) {
                caret = shown.length();
            }
            shown.append(MASK);
            i = regionTo;
        }
        if (caret < 0) {
            caret = visible(shown, i, from);
            i = from;
        }
        visible(shown, i, end);
        if (end < length) {
            shown.append('…');
        }
        int cut = Math.max(0, caret - CARET_LINE_LENGTH);
        if (cut > 0) {
            if (Character.isLowSurrogate(shown.charAt(cut))) {
                cut++;
            }
            message.append('…');
        }
        message.append(shown, cut, shown.length()).append('\n');
        int blanks = shown.codePointCount(cut, caret) + (cut > 0 ? 1 : 0);
        message.append(" ".repeat(blanks)).append('^');
    }

    /** Appends the bytes as text without control characters; returns the new length. */
    private int visible(StringBuilder shown, int from, int to) {
        if (from < to) {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            text.chars().forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
        }
        return shown.length();
    }

    private int lineStart(int at) {
        int i = at;
        while (i > 0 && bytes[i - 1] != '\n' && (bytes[i - 1] != '\r' || bytes[i] == '\n')) {
            i--;
        }
        return i;
    }

    private int codePoints(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
