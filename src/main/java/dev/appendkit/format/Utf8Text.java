// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.Append;
import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.SpecialBytes;

/** Plain UTF-8 for formats that write its length before it, and for texts that are encoded once. */
final class Utf8Text {
    /** A rule without special chars; it does not matter that it looks at DEL. */
    static final TextRule RULE = TextRule.of(EscapeRule.of(SpecialBytes.of(0, '\u007F'), ""), "");

    private Utf8Text() {}

    static byte[] encode(String text) {
        byte[] bytes = new byte[Append.utf8Length(text)];
        Append.appendUtf8(bytes, 0, text);
        return bytes;
    }

    /** Like {@link #encode}, by a rule. */
    static byte[] encode(String text, TextRule rule) {
        byte[] bytes = new byte[Math.toIntExact(rule.length(text, 0, text.length()))];
        rule.rule().append(bytes, 0, text, 0, text.length());
        return bytes;
    }
}
