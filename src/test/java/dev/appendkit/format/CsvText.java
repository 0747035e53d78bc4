// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What RFC 4180 and the servers' manuals say of a text, by replacing in strings. */
final class CsvText {
    private CsvText() {}

    static String nullText(CsvDialect dialect) {
        return dialect.escapes() ? "\\N" : "";
    }

    /** The field of a text, null if it is refused. */
    static String of(CsvDialect dialect, String text, boolean first) {
        if (text.indexOf('\0') >= 0) {
            return null;
        }
        String utf16 = replaced(text);
        if (dialect.escapes()) {
            return utf16.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
        }
        boolean quoted = text.isEmpty() && dialect.quotesEmpty()
                || first && text.equals("\\.")
                || text.chars().anyMatch(c -> "\"\r\n".indexOf(c) >= 0 || c == dialect.separator());
        boolean guarded = dialect.guardsFormulas() && !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
        String inside = (guarded ? "'" : "") + utf16.replace("\"", "\"\"");
        return quoted ? '"' + inside + '"' : inside;
    }

    /** With U+FFFD for each surrogate without its partner. */
    static String replaced(String text) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> replaced.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
        return new String(replaced.toString().getBytes(UTF_8), UTF_8);
    }
}
