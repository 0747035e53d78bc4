// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.format.JsonStyle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the keys of a spread object are written: what stands before and after each, and how their chars are written. */
abstract class KeyStyle extends NameTable.Use {
    /** All that stands before a key, the prefix last, padded. */
    final byte[] before;

    final int beforeLength;
    /** The bytes of the prefix, which is a part of the name. */
    final int prefixLength;

    final byte[] behind;
    final int behindLength;

    private KeyStyle(String before, byte[] prefix, String behind) {
        super(before.hashCode() + NameSet.hash(prefix, 0, prefix.length));
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        prefixLength = prefix.length;
        beforeLength = start.length + prefix.length;
        this.before = Arrays.copyOf(start, beforeLength + LineBytes.PADDING);
        System.arraycopy(prefix, 0, this.before, start.length, prefix.length);
        behindLength = behind.length();
        this.behind = LineBytes.padded(behind.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether nothing is to be separated from what is written at a position. */
    boolean isFirst(byte[] line, int pos) {
        return line[pos - 1] == '{';
    }

    /** Whether values are JSON. */
    boolean isJson() {
        return true;
    }

    /** Writes a key that is not in the table. */
    abstract void put(LineValues line, String key);

    /** How the names of members of JSON are written, without a prefix. */
    static KeyStyle members(JsonStyle.Escapes escapes) {
        return switch (escapes) {
            case MINIMAL -> Member.MINIMAL;
            case HTML -> Member.HTML;
            case ASCII -> Member.ASCII;
        };
    }

    /** Members of a JSON object. */
    static final class Member extends KeyStyle {
        private static final Member MINIMAL = new Member("", Escaper.JSON);
        private static final Member HTML = new Member("", Escaper.JSON_HTML);
        private static final Member ASCII = new Member("", Escaper.JSON_ASCII);

        private final Escaper escaper;

        Member(String prefix, Escaper escaper) {
            super(",\"", escaper.escaped(prefix), "\":");
            this.escaper = escaper;
        }

        @Override
        void put(LineValues line, String key) {
            line.putText(key, line.maxChars, escaper);
        }
    }

    /**
     * Additional fields of GELF 1.1: an underscore, then the name's word chars, dots and hyphens. All other chars
     * become underscores, and {@code _id}, which GELF reserves, becomes {@code _id_}.
     */
    static final class GelfField extends KeyStyle {
        GelfField() {
            super(",\"", new byte[] {'_'}, "\":");
        }

        @Override
        void put(LineValues line, String key) {
            int length = Math.min(key.length(), line.maxChars);
            line.ensureExactly(length + 1L);
            for (int i = 0; i < length; i++) {
                char c = key.charAt(i);
                line.bytes[line.pos++] = (byte) (isGelf(c) ? c : '_');
            }
            if (key.equals("id")) {
                line.put('_');
            }
        }

        private static boolean isGelf(char c) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '.'
                    || c == '-';
        }
    }

    /** Keys of logfmt; a char that a key may not have becomes an underscore. */
    static final class Pair extends KeyStyle {
        Pair() {
            super(" ", new byte[0], "=");
        }

        @Override
        boolean isFirst(byte[] line, int pos) {
            return pos == 0;
        }

        @Override
        boolean isJson() {
            return false;
        }

        @Override
        void put(LineValues line, String key) {
            int length = Math.min(key.length(), line.maxChars);
            line.ensureExactly(length + 1L);
            if (length == 0) {
                line.put('_');
            }
            for (int i = 0; i < length; i++) {
                line.bytes[line.pos++] = pairByte(key.charAt(i));
            }
        }

        static byte pairByte(char c) {
            return c > ' ' && c < 0x7F && c != '"' && c != '=' ? (byte) c : (byte) '_';
        }
    }
}
