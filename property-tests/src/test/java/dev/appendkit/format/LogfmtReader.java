// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of logfmt by its grammar, and knows nothing of the writer: pairs with one space between; a key of chars
 * above the space but for {@code =} and the double quote; behind the {@code =} a bare value of the same chars, or a
 * string as JSON has it. A bare {@code null} is one.
 */
final class LogfmtReader {
    private final String text;
    private int pos;

    private LogfmtReader(String text) {
        this.text = text;
    }

    record Pair(String key, String value) {}

    /** Each line as its pairs. */
    static List<List<Pair>> read(String text) {
        LogfmtReader reader = new LogfmtReader(text);
        List<List<Pair>> lines = new ArrayList<>();
        while (reader.pos < text.length()) {
            lines.add(reader.line());
        }
        return lines;
    }

    private List<Pair> line() {
        List<Pair> pairs = new ArrayList<>();
        do {
            String key = bare();
            expect('=', key.isEmpty());
            pairs.add(new Pair(key, peek() == '"' ? quoted() : bareValue()));
        } while (next() == ' ');
        pos--;
        expect('\n', false);
        return pairs;
    }

    private String bareValue() {
        String value = bare();
        return value.equals("null") ? null : value;
    }

    private String bare() {
        int from = pos;
        while (pos < text.length() && peek() > ' ' && peek() != '=' && peek() != '"') {
            pos++;
        }
        return text.substring(from, pos);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        pos++;
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = next();
        switch (c) {
            case '"', '\\' -> {
                return c;
            }
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'u' -> {
                pos += 4;
                return (char) Integer.parseInt(text, pos - 4, pos, 16);
            }
            default -> throw wrong();
        }
    }

    private void expect(char c, boolean wrong) {
        if (next() != c || wrong) {
            throw wrong();
        }
    }

    private char next() {
        char c = peek();
        pos++;
        return c;
    }

    private char peek() {
        if (pos >= text.length()) {
            throw wrong();
        }
        return text.charAt(pos);
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not logfmt at index " + pos);
    }
}
