// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** Random texts in which what formats treat specially is frequent. */
final class Strings {
    private static final String SPECIAL =
            "\"\\,;|=: \t\r\n'`#{}.@+-\u001F\u007F\u0085\u00A0\u2028\uFEFF\uFFFD\b\f\u001Anrtx0N";
    private static final String[] WORDS = {
        "\\.", "\\N", "NULL", "null", "\"\"", "é", "日本", "\uD83D\uDE00", "\uD800", "\uDC00", "true"
    };

    private Strings() {}

    /** Without NUL; now and then longer than any window of the writers. */
    static String next(Random random) {
        int parts = random.nextInt(12) == 0 ? random.nextInt(200) : random.nextInt(9);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
                case 1 -> text.append(WORDS[random.nextInt(WORDS.length)]);
                case 2 -> text.append("abcdefghijklmnopqrstuvwxyz", 0, random.nextInt(26));
                default -> text.append((char) (1 + random.nextInt(0xFFFF)));
            }
        }
        return text.toString();
    }

    /** Letters, and at most one char that some format treats specially: what keeps a writer on its fastest path. */
    static String mild(Random random) {
        String text = "abcdefghijklmnopqrstuvwxyz".substring(random.nextInt(27));
        int at = random.nextInt(text.length() + 1);
        String one = random.nextInt(3) == 0 ? "" : SPECIAL.charAt(random.nextInt(SPECIAL.length())) + "";
        return text.substring(0, at) + one + text.substring(at);
    }

    /** The text as it is in UTF-8: half a surrogate pair is U+FFFD. */
    static String encodable(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> replaced.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
        return new String(replaced.toString().getBytes(UTF_8), UTF_8);
    }
}
