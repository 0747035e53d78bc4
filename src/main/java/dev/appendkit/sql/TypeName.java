// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Locale;
import java.util.Set;

/**
 * The name of a type as it is written into a statement: a name, a name after its schema, quoted or not, or a name of
 * several words from the SQL standard. Any other text could be an expression.
 */
final class TypeName {
    private static final int MAX_LENGTH = 128;

    private static final Set<String> LONG_NAMES = Set.of(
            "double precision",
            "character varying",
            "character large object",
            "national character",
            "national character varying",
            "binary varying",
            "binary large object",
            "bit varying",
            "interval day to second",
            "interval year to month",
            "interval second",
            "time with time zone",
            "time without time zone",
            "timestamp with time zone",
            "timestamp without time zone");

    private TypeName() {}

    /** Whether the text is the name of a type. */
    static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        if (LONG_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        int at = 0;
        while (true) {
            at = name.charAt(at) == '"' ? quotedEnd(name, at) : plainEnd(name, at);
            if (at < 0 || at == name.length()) {
                return at > 0;
            }
            if (name.charAt(at) != '.' || ++at == name.length()) {
                return false;
            }
        }
    }

    private static int plainEnd(String name, int from) {
        int i = from;
        while (i < name.length() && isWord(name.charAt(i), i > from)) {
            i++;
        }
        return i > from ? i : -1;
    }

    private static boolean isWord(char c, boolean inside) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || inside && c >= '0' && c <= '9';
    }

    /** The position after the closing quote; a quote inside is doubled. */
    private static int quotedEnd(String name, int from) {
        for (int i = from + 1; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return -1;
            }
            if (c == '"') {
                if (i + 1 == name.length() || name.charAt(i + 1) != '"') {
                    return i > from + 1 ? i + 1 : -1;
                }
                i++;
            }
        }
        return -1;
    }
}
