// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;

/**
 * Finds the ends of the regions in which nothing is a placeholder: quotes, comments and dollar quotes. Each region is
 * reported to the text, whose messages must not show quoted text. A region that does not end is refused.
 */
final class Regions {
    private final TemplateText template;
    private final byte[] text;
    private final int end;

    Regions(TemplateText template) {
        this.template = template;
        this.text = template.bytes;
        this.end = template.length;
    }

    /** The end of the region that {@code text[from]} opens and that the same byte ends, unless doubled. */
    int quotedEnd(int from, int open, boolean backslashEscapes, Code unterminated) {
        int quote = text[open];
        int i = open + 1;
        while (i < end) {
            int b = text[i++];
            if (b == quote) {
                if (text[i] != quote) {
                    template.quoted(from, i);
                    return i;
                }
                i++;
            } else if (b == '\\' && backslashEscapes) {
                i++;
            }
        }
        throw unterminated(from, open, unterminated);
    }

    SqlTemplateException unterminated(int from, int open, Code code) {
        template.quoted(from, end);
        return template.error(
                code,
                from,
                end,
                "the " + (char) text[open] + " that opens here is not closed; double it within quotes");
    }

    /** The end of the dollar-quoted string whose tag is {@code text[from, content)}. */
    int dollarQuotedEnd(int from, int content) {
        int length = content - from;
        for (int i = content; i + length <= end; i++) {
            // A tag holds no other dollar, so a failed comparison costs no more than the distance to the next dollar.
            if (text[i] == '$' && sameBytes(i, from, length)) {
                template.quoted(from, i + length);
                return i + length;
            }
        }
        throw unterminated(from, from, Code.UNTERMINATED_DOLLAR_QUOTE);
    }

    private boolean sameBytes(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (text[a + i] != text[b + i]) {
                return false;
            }
        }
        return true;
    }

    /** The end of the line comment at {@code from}. */
    int lineCommentEnd(int from, boolean endsAtCarriageReturn) {
        int i = from + 1;
        while (i < end && text[i] != '\n' && (text[i] != '\r' || !endsAtCarriageReturn)) {
            i++;
        }
        template.comment(from, i);
        return i;
    }

    /** The end of the comment that begins with two bytes at {@code from}; comments do not nest. */
    int blockCommentEnd(int from) {
        for (int i = from + 2; i < end; i++) {
            if (text[i] == '*' && text[i + 1] == '/') {
                template.comment(from, i + 2);
                return i + 2;
            }
        }
        throw unterminatedComment(from);
    }

    /** The end of the comment that begins with two bytes at {@code from}; comments nest. */
    int nestedCommentEnd(int from) {
        int open = 1;
        int i = from + 2;
        while (i < end) {
            if (text[i] == '*' && text[i + 1] == '/') {
                i += 2;
                if (--open == 0) {
                    template.comment(from, i);
                    return i;
                }
            } else if (text[i] == '/' && text[i + 1] == '*') {
                i += 2;
                open++;
            } else {
                i++;
            }
        }
        throw unterminatedComment(from);
    }

    SqlTemplateException unterminatedComment(int from) {
        return template.error(
                Code.UNTERMINATED_COMMENT, from, from + 2, "the comment that opens here is not closed by */");
    }

    /** The end of the region that {@code [} opens and the first {@code ]} closes, unless it is doubled and may be. */
    int bracketedEnd(int from, boolean doubled, String notClosed) {
        for (int i = from + 1; i < end; i++) {
            if (text[i] == ']') {
                if (!doubled || text[i + 1] != ']') {
                    template.quoted(from, i + 1);
                    return i + 1;
                }
                i++;
            }
        }
        template.quoted(from, end);
        throw template.error(Code.UNTERMINATED_IDENTIFIER, from, end, notClosed);
    }
}
