// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.Utf8;
import dev.appendkit.internal.cursor.Pieces;

/**
 * The rule of a kind of text in a format, with the writers of its pieces and the reason why a char is refused.
 *
 * @param rule the rule
 * @param refusal what the text must not contain, for messages
 * @param strings pieces of strings that the rule accepts
 * @param chars pieces of chars that the rule accepts
 */
record TextRule(EscapeRule rule, String refusal, Pieces<String> strings, Pieces<char[]> chars) {

    static TextRule of(EscapeRule rule, String refusal) {
        return new TextRule(rule, refusal, new StringPieces(rule), new CharPieces(rule));
    }

    /** Returns the exact length of a text that the rule accepts. */
    long length(String text, int from, int to) {
        return accepted(rule.length(text, from, to), 0);
    }

    /**
     * Returns the exact length of copied chars that the rule accepts; an index in a message counts from {@code from}.
     */
    long length(char[] text, int from, int to) {
        return accepted(rule.length(text, from, to), from);
    }

    /** Returns the exact length of UTF-8 that the rule accepts. */
    long length(byte[] src, int from, int to) {
        return accepted(rule.length(src, from, to), 0);
    }

    private long accepted(long length, int from) {
        if (length < 0) {
            throw refused((int) ~length - from);
        }
        return length;
    }

    IllegalArgumentException refused(int index) {
        return new IllegalArgumentException("refused at index " + index + ": " + refusal);
    }

    private static final class StringPieces extends Pieces<String> {
        private final EscapeRule rule;

        StringPieces(EscapeRule rule) {
            super(1, EscapeRule.MAX_BYTES_PER_CHAR);
            this.rule = rule;
        }

        @Override
        protected int wholeEnd(String src, int from, int end, int to) {
            return Utf8.wholeEnd(src, from, end, to);
        }

        @Override
        public long length(String src, int from, int to) {
            return rule.pieceLength(src, from, to);
        }

        @Override
        public int append(byte[] dst, int pos, String src, int from, int to) {
            return rule.appendPiece(dst, pos, src, from, to);
        }
    }

    private static final class CharPieces extends Pieces<char[]> {
        private final EscapeRule rule;

        CharPieces(EscapeRule rule) {
            super(1, EscapeRule.MAX_BYTES_PER_CHAR);
            this.rule = rule;
        }

        @Override
        protected int wholeEnd(char[] src, int from, int end, int to) {
            return Utf8.wholeEnd(src, from, end, to);
        }

        @Override
        public long length(char[] src, int from, int to) {
            return rule.pieceLength(src, from, to);
        }

        @Override
        public int append(byte[] dst, int pos, char[] src, int from, int to) {
            return rule.appendPiece(dst, pos, src, from, to);
        }
    }
}
