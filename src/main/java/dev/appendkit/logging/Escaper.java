// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.format.JsonStyle;
import dev.appendkit.internal.AsciiCopy;
import dev.appendkit.internal.SpecialBytes;
import dev.appendkit.internal.UnicodeEscapes;

/** How text is made safe in a syntax. */
// Not a record: on JDK 17, what a record's equals is linked with keeps its class loader alive.
final class Escaper {
    private static final char DELETE = 0x7F;
    private static final SpecialBytes IN_JSON = SpecialBytes.of(' ', '"', '\\');
    private static final SpecialBytes IN_TEXT = SpecialBytes.of(' ', DELETE);

    static final Escaper JSON = new Escaper(UnicodeEscapes.JSON, IN_JSON, true, false);
    static final Escaper JSON_ASCII =
            new Escaper(UnicodeEscapes.JSON_ASCII, SpecialBytes.of(' ', '"', '\\', DELETE), false, false);
    /** All ASCII chars count as special, because the special ones are too many to be found in a word. */
    static final Escaper JSON_HTML = new Escaper(UnicodeEscapes.JSON_HTML, SpecialBytes.of(0x80, ' '), false, false);

    static final Escaper TEXT = new Escaper(UnicodeEscapes.LOG, IN_TEXT, false, false);
    static final Escaper LOGFMT =
            new Escaper(UnicodeEscapes.LOGFMT, SpecialBytes.of('!', '"', '=', '\\', DELETE), false, true);

    private final UnicodeEscapes rule;
    private final SpecialBytes special;
    private final boolean leavesOthers;
    private final boolean quotesIfNeeded;

    private Escaper(UnicodeEscapes rule, SpecialBytes special, boolean leavesOthers, boolean quotesIfNeeded) {
        this.rule = rule;
        this.special = special;
        this.leavesOthers = leavesOthers;
        this.quotesIfNeeded = quotesIfNeeded;
    }

    /** What is escaped, and how. */
    UnicodeEscapes rule() {
        return rule;
    }

    /** The ASCII chars that are examined one by one. */
    SpecialBytes special() {
        return special;
    }

    /** Whether all chars above ASCII are written as they are. */
    boolean leavesOthers() {
        return leavesOthers;
    }

    /** Whether a text is bare if all of its chars may be, and in quotes otherwise. */
    boolean quotesIfNeeded() {
        return quotesIfNeeded;
    }

    /**
     * Writes a text that is ASCII and stays as it is.
     *
     * @return the index after the text; negative if the text is not plain
     */
    int appendPlain(byte[] dst, int pos, String text, int length) {
        // These two are constants for the JIT compiler.
        if (this == JSON) {
            return AsciiCopy.append(dst, pos, text, 0, length, IN_JSON);
        }
        if (this == TEXT) {
            return AsciiCopy.append(dst, pos, text, 0, length, IN_TEXT);
        }
        if (quotesIfNeeded && (length == 0 || text.equals(LineTexts.NULL))) {
            return -1;
        }
        return AsciiCopy.append(dst, pos, text, 0, length, special);
    }

    /** Whether at least eight bytes of ASCII stay as they are. */
    boolean isPlain(byte[] bytes, int from, int to) {
        if (this == JSON) {
            return AsciiCopy.isPlain(bytes, from, to, IN_JSON);
        }
        return AsciiCopy.isPlain(bytes, from, to, this == TEXT ? IN_TEXT : special);
    }

    /** A constant, escaped. */
    byte[] escaped(String text) {
        byte[] bytes = new byte[Math.toIntExact(rule.length(text, 0, text.length()))];
        rule.append(bytes, 0, bytes.length, text, 0, text.length());
        return bytes;
    }

    static Escaper json(JsonStyle.Escapes escapes) {
        return switch (escapes) {
            case MINIMAL -> JSON;
            case HTML -> JSON_HTML;
            case ASCII -> JSON_ASCII;
        };
    }
}
