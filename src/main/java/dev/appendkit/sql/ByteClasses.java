// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** What each byte means where a token may begin: one table per dialect, indexed by the byte. */
final class ByteClasses {
    /** Refused, like the zeros after the text. */
    static final byte REFUSED = 0;

    static final byte SPACE = 1;
    static final byte WORD = 2;
    static final byte DIGIT = 3;
    static final byte OPERATOR = 4;
    static final byte OPEN = 5;
    static final byte CLOSE = 6;
    static final byte COMMA = 7;
    static final byte SEMICOLON = 8;
    static final byte PLACEHOLDER = 9;
    /** A byte that is a token that no value may follow. */
    static final byte OTHER = 10;
    /** A byte that {@link Lexer#special} reads. */
    static final byte SPECIAL = 11;

    static final int CLASS = 0x0F;

    /** Added to the class of a byte that continues a word. */
    static final int IN_WORD = 0x10;
    /** Added to the class of a byte that continues a word if the character that it begins can. */
    static final int MAY_BE_IN_WORD = 0x20;

    private ByteClasses() {}

    /** The byte classes that all dialects agree on; every other byte is refused until the dialect says otherwise. */
    static byte[] common() {
        byte[] classes = new byte[256];
        for (char c : " \t\n\r\f".toCharArray()) {
            classes[c] = SPACE;
        }
        for (int c = 'A'; c <= 'Z'; c++) {
            classes[c] = WORD | IN_WORD;
            classes[c | 0x20] = WORD | IN_WORD;
        }
        for (int c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT | IN_WORD;
        }
        classes['_'] = WORD | IN_WORD;
        classes['$'] = SPECIAL | IN_WORD;
        for (int c = 0x80; c <= 0xFF; c++) {
            classes[c] = WORD | IN_WORD;
        }
        for (char c : "!%&*+<=>^|~".toCharArray()) {
            classes[c] = OPERATOR;
        }
        classes['('] = OPEN;
        classes[')'] = CLOSE;
        classes[','] = COMMA;
        classes[';'] = SEMICOLON;
        classes['?'] = PLACEHOLDER;
        classes['.'] = OTHER;
        for (char c : "'\"-/".toCharArray()) {
            classes[c] = SPECIAL;
        }
        return classes;
    }
}
