// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.UnicodeEscapes;
import dev.appendkit.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a template for logfmt: pairs of a key and a place or a constant, and places for pairs, with spaces between. */
final class LogfmtTemplate {
    private final TemplateSource source;
    private final String text;
    private int pos;

    private LogfmtTemplate(TemplateSource source) {
        this.source = source;
        this.text = source.text();
    }

    static Node.Members parse(TemplateSource source) {
        return new LogfmtTemplate(source).pairs();
    }

    private Node.Members pairs() {
        List<Node.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        skipSpace();
        while (pos < text.length()) {
            members.add(text.charAt(pos) == '{' ? spread() : pair(names));
            if (pos < text.length() && !isSpace(text.charAt(pos))) {
                throw error("a space is missing; the value of a pair is one place or one constant");
            }
            skipSpace();
        }
        if (members.isEmpty()) {
            throw error("a template for logfmt has at least one pair");
        }
        return new Node.Members(List.copyOf(members));
    }

    private Node.Member spread() {
        int start = pos;
        Node place = place();
        if (!(place instanceof Node.Value value) || value.place().fields() == null) {
            throw source.error(start, "what stands without a key is {mdc} or {keyValues}");
        }
        return new Node.Member("", true, place);
    }

    private Node.Member pair(Set<String> names) {
        int start = pos;
        while (pos < text.length() && text.charAt(pos) != '=') {
            char c = text.charAt(pos);
            if (isSpace(c) || c == '"' || c == '{') {
                throw error("a key is followed by = and its value");
            }
            pos++;
        }
        if (pos == start || pos == text.length()) {
            throw source.error(start, "a pair is a key, = and its value");
        }
        String name = text.substring(start, pos);
        if (!names.add(Arrays.toString(key(name)))) {
            throw source.error(start, "the line has this key twice");
        }
        pos++;
        return new Node.Member(name, false, pairValue());
    }

    private Node pairValue() {
        if (pos == text.length()) {
            return new Node.Text("");
        }
        char first = text.charAt(pos);
        if (first == '{' && !text.startsWith("{{", pos)) {
            return place();
        }
        return first == '"' ? quoted() : bare();
    }

    private Node place() {
        int end = text.indexOf('}', pos);
        return constantOrPlace(pos, end < 0 ? text.length() : end + 1);
    }

    private Node bare() {
        int end = pos;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        return constantOrPlace(pos, end);
    }

    private Node constantOrPlace(int from, int to) {
        int[] offsets = new int[to - from + 1];
        Arrays.setAll(offsets, i -> from + i);
        Node node = PlaceParser.parse(source, text.substring(from, to), offsets);
        pos = to;
        return single(node, from);
    }

    private Node quoted() {
        int start = pos++;
        StringBuilder string = new StringBuilder();
        int[] offsets = new int[text.length() - start];
        while (true) {
            if (pos >= text.length()) {
                throw source.error(start, "a value without its closing quote");
            }
            offsets[string.length()] = pos;
            char c = text.charAt(pos++);
            if (c == '"') {
                return single(PlaceParser.parse(source, string.toString(), offsets), start);
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        int index = pos < text.length() ? "\"\\nrt".indexOf(text.charAt(pos)) : -1;
        if (index < 0) {
            throw source.error(pos - 1, "an unknown escape; a value in quotes has \\\" \\\\ \\n \\r \\t");
        }
        pos++;
        return "\"\\\n\r\t".charAt(index);
    }

    private Node single(Node node, int start) {
        if (node instanceof Node.Mixed) {
            throw source.error(start, "the value of a pair is one place or one constant");
        }
        return node;
    }

    private void skipSpace() {
        while (pos < text.length() && isSpace(text.charAt(pos))) {
            pos++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private IllegalArgumentException error(String what) {
        return source.error(pos, what);
    }

    /** The bytes of a key. */
    static byte[] key(String key) {
        byte[] bytes = new byte[Math.max(1, key.length())];
        bytes[0] = '_';
        for (int i = 0; i < key.length(); i++) {
            bytes[i] = KeyStyle.Pair.pairByte(key.charAt(i));
        }
        return bytes;
    }

    /** The bytes of a constant value, with quotes if they are needed. */
    static byte[] value(String value) {
        byte[] utf8 = new byte[Math.toIntExact(Utf8.length(value, 0, value.length()))];
        if (utf8.length > 0) {
            Utf8.append(utf8, 0, value, 0, value.length());
        }
        UnicodeEscapes rule = Escaper.LOGFMT.rule();
        boolean isBare = utf8.length > 0
                && !value.equals(LineTexts.NULL)
                && Escaper.LOGFMT.special().indexIn(utf8, 0, utf8.length) == utf8.length
                && rule.indexOfEscaped(utf8, 0, utf8.length) == utf8.length;
        if (isBare) {
            return utf8;
        }
        ByteArrayOutputStream quoted = new ByteArrayOutputStream();
        quoted.write('"');
        quoted.writeBytes(Escaper.LOGFMT.escaped(value));
        quoted.write('"');
        return quoted.toByteArray();
    }
}
