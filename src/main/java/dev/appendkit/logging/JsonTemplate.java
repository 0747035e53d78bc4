// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template for JSON: one object, strict (RFC 8259). */
final class JsonTemplate {
    private static final int MAX_DEPTH = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final TemplateSource source;
    private final String text;
    private int pos;
    /** The offset of each char of the last string, and of its end. */
    private int[] offsets = {};

    private JsonTemplate(TemplateSource source) {
        this.source = source;
        this.text = source.text();
    }

    static Node.Members parse(TemplateSource source) {
        return new JsonTemplate(source).root();
    }

    private Node.Members root() {
        skipSpace();
        if (peek() != '{') {
            throw error("a template for JSON is one object");
        }
        Node.Members object = object(1);
        skipSpace();
        if (pos < text.length()) {
            throw error("text behind the object");
        }
        return object;
    }

    private Node value(int depth) {
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> text();
            default -> literal();
        };
    }

    private Node text() {
        String string = string();
        return PlaceParser.parse(source, string, offsets);
    }

    private Node.Members object(int depth) {
        List<Node.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        checkDepth(depth);
        pos++;
        skipSpace();
        if (peek() == '}') {
            pos++;
            return new Node.Members(members);
        }
        while (true) {
            members.add(member(names, depth));
            skipSpace();
            char c = peek();
            if (c == '}') {
                pos++;
                return new Node.Members(List.copyOf(members));
            }
            if (c != ',') {
                throw error("a comma or a closing brace is missing");
            }
            pos++;
            skipSpace();
        }
    }

    private Node.Member member(Set<String> names, int depth) {
        int start = pos;
        if (peek() != '"') {
            throw error("a name in quotes is missing");
        }
        String name = string();
        skipSpace();
        if (peek() != ':') {
            throw error("a colon is missing");
        }
        pos++;
        skipSpace();
        int valueStart = pos;
        Node value = value(depth + 1);
        if (name.endsWith("*")) {
            if (!(value instanceof Node.Value place) || place.place().fields() == null) {
                throw source.error(valueStart, "what is spread is {mdc} or {keyValues}");
            }
            return new Node.Member(name.substring(0, name.length() - 1), true, value);
        }
        if (!names.add(name)) {
            throw source.error(start, "the object has this name twice");
        }
        return new Node.Member(name, false, value);
    }

    private Node array(int depth) {
        List<Node> values = new ArrayList<>();
        checkDepth(depth);
        pos++;
        skipSpace();
        if (peek() == ']') {
            pos++;
            return new Node.Elements(values);
        }
        while (true) {
            values.add(value(depth + 1));
            skipSpace();
            char c = peek();
            if (c == ']') {
                pos++;
                return new Node.Elements(List.copyOf(values));
            }
            if (c != ',') {
                throw error("a comma or a closing bracket is missing");
            }
            pos++;
            skipSpace();
        }
    }

    private void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw error("objects and arrays may be nested " + MAX_DEPTH + " deep");
        }
    }

    private Node literal() {
        for (String word : new String[] {"true", "false", "null"}) {
            if (text.startsWith(word, pos)) {
                pos += word.length();
                return new Node.Literal(word);
            }
        }
        Matcher number = NUMBER.matcher(text).region(pos, text.length());
        if (!number.lookingAt()) {
            throw error("a value is missing; a place stands in quotes");
        }
        pos = number.end();
        return new Node.Literal(number.group());
    }

    /** Reads a string in quotes, and notes the offsets of its chars. */
    private String string() {
        StringBuilder string = new StringBuilder();
        int[] at = new int[text.length() - pos];
        int start = pos++;
        while (true) {
            if (pos >= text.length()) {
                throw source.error(start, "a string without its closing quote");
            }
            at[string.length()] = pos;
            char c = text.charAt(pos);
            if (c == '"') {
                offsets = Arrays.copyOf(at, string.length() + 1);
                pos++;
                return string.toString();
            }
            if (c < ' ') {
                throw error("a control char in a string; it is written as an escape");
            }
            string.append(c == '\\' ? escaped() : c);
            pos++;
        }
    }

    /** The char of an escape, whose last char is the next one to be passed. */
    private char escaped() {
        int start = pos++;
        char c = peek();
        int index = "\"\\/bfnrt".indexOf(c);
        if (index >= 0 && c != '\0') {
            return "\"\\/\b\f\n\r\t".charAt(index);
        }
        if (c == 'u' && pos + 4 < text.length()) {
            String digits = text.substring(pos + 1, pos + 5);
            if (digits.matches("[0-9a-fA-F]{4}")) {
                pos += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        throw source.error(
                start, "an unknown escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits");
    }

    private void skipSpace() {
        while (pos < text.length() && " \t\n\r".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
    }

    /** The next char; NUL at the end. */
    private char peek() {
        return pos < text.length() ? text.charAt(pos) : '\0';
    }

    private IllegalArgumentException error(String what) {
        return source.error(pos, what);
    }
}
