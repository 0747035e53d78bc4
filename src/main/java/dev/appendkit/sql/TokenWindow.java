// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * What a lexer knows of the text before its position: the last two tokens, and the parentheses that are open. Nothing
 * is stored of earlier tokens, and no object of any.
 */
abstract class TokenWindow {

    private static final int[] NO_FRAMES = {};
    private static final int FIRST_FRAMES = 8;

    final TemplateText template;
    final byte[] text;
    final int end;

    int pos;
    /** The last token, one of {@link Token}, and the one before it. */
    int previous = Token.START;

    int previousFrom;
    int previousTo;
    int before = Token.START;
    int beforeFrom;
    int beforeTo;

    /** What is known of the innermost open parenthesis: bits of {@link Clauses} and, from bit 8 on, of the dialect. */
    int frame;

    private final byte[] classes;
    private int[] outerFrames = NO_FRAMES;
    private int depth;

    TokenWindow(TemplateText template, byte[] classes) {
        this.template = template;
        this.text = template.bytes;
        this.end = template.length;
        this.classes = classes;
    }

    /** The class of the byte at this index. */
    final int classAt(int at) {
        return classes[text[at] & 0xFF] & ByteClasses.CLASS;
    }

    /** Whether the byte at this index can be part of a word; false past the end. */
    final boolean inWord(int at) {
        return (classes[text[at] & 0xFF] & (ByteClasses.IN_WORD | ByteClasses.MAY_BE_IN_WORD)) != 0;
    }

    private boolean continuesWord(int at) {
        return (classes[text[at] & 0xFF] & ByteClasses.IN_WORD) != 0;
    }

    /** Whether there is whitespace. */
    boolean spaceAt(int at) {
        return classAt(at) == ByteClasses.SPACE;
    }

    /** The end of the word that continues at {@code from}. Unrolled, because C2 does not unroll such a loop. */
    int wordEnd(int from) {
        int i = from;
        while (true) {
            if (!continuesWord(i)) {
                return i;
            }
            if (!continuesWord(i + 1)) {
                return i + 1;
            }
            if (!continuesWord(i + 2)) {
                return i + 2;
            }
            if (!continuesWord(i + 3)) {
                return i + 3;
            }
            i += 4;
        }
    }

    /** Makes {@code text[from, to)} the last token, and moves past it. */
    final void shift(int token, int from, int to) {
        before = previous;
        beforeFrom = previousFrom;
        beforeTo = previousTo;
        previous = token;
        previousFrom = from;
        previousTo = to;
        pos = to;
    }

    /** Extends the last token, which turns out to be the start of a longer one: {@code N'…'}. */
    final void extend(int token, int to) {
        previous = token;
        previousTo = to;
        pos = to;
    }

    /** The last token as {@link Words} see it; no keyword unless it is a word or a name. */
    final long previousWord() {
        return Words.pack(text, previousFrom, previousTo);
    }

    /** The token before the last one as {@link Words} see it. */
    final long wordBefore() {
        return Words.pack(text, beforeFrom, beforeTo);
    }

    /** Whether the last token comes after this word. */
    final boolean follows(long word) {
        return before == Token.WORD && wordBefore() == word;
    }

    /** Whether the previous token is this word, of any length. */
    final boolean isPrevious(String word) {
        return Words.is(text, previousFrom, previousTo, word);
    }

    /** Whether the token before the previous one is this word, of any length. */
    final boolean isBefore(String word) {
        return before == Token.WORD && Words.is(text, beforeFrom, beforeTo, word);
    }

    /** Whether the word before {@code at}, not counting whitespace, is this one. */
    final boolean followsWord(int at, String word) {
        int i = at;
        while (i > 0 && spaceAt(i - 1)) {
            i--;
        }
        int from = i - word.length();
        return from >= 0 && Words.is(text, from, i, word) && (from == 0 || !inWord(from - 1));
    }

    /** Whether a word touches what is at {@link #pos}. */
    final boolean touchesWord() {
        return previousTo == pos && (previous == Token.WORD || previous == Token.NAME);
    }

    /** Whether the last token is that single letter, and touches what is at {@link #pos}. */
    final boolean touchesLetter(char upperCase) {
        return touchesWord() && previousTo - previousFrom == 1 && (text[previousFrom] & ~0x20) == upperCase;
    }

    /** Whether the last token is, or ends, an operand. */
    final boolean operandIsBefore() {
        return switch (before) {
            case Token.STRING, Token.QUOTED, Token.NUMBER, Token.NAME, Token.PLACEHOLDER, Token.CLOSE -> true;
            default -> false;
        };
    }

    /** How many parentheses are open. */
    final int depth() {
        return depth;
    }

    /** Opens a parenthesis, of which this is known. */
    final void enter(int inner) {
        if (depth == outerFrames.length) {
            outerFrames = Arrays.copyOf(outerFrames, Math.max(FIRST_FRAMES, depth * 2));
        }
        outerFrames[depth++] = frame;
        frame = inner;
    }

    /** Closes a parenthesis, if one is open; whether it was the outermost one. */
    final boolean leave() {
        if (depth == 0) {
            return false;
        }
        frame = outerFrames[--depth];
        return depth == 0;
    }

    /** Forgets all open parentheses. */
    final void leaveAll() {
        if (depth > 0) {
            frame = outerFrames[0];
            depth = 0;
        }
    }
}
