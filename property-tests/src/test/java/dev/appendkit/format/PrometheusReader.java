// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an exposition by the grammars of Prometheus' text format 0.0.4, with the quoted names of Prometheus 3, and of
 * OpenMetrics 1.0, and knows nothing of the writer. It yields one part for each header line, name, label, value and
 * timestamp.
 */
final class PrometheusReader {
    private final String text;
    private int pos;

    private PrometheusReader(String text) {
        this.text = text;
    }

    static List<Object> read(String text) {
        PrometheusReader reader = new PrometheusReader(text);
        List<Object> parts = new ArrayList<>();
        while (reader.pos < text.length()) {
            reader.line(parts);
        }
        return parts;
    }

    private void line(List<Object> parts) {
        if (skip("# EOF\n")) {
            parts.add("EOF");
            if (pos < text.length()) {
                throw wrong("something after the end");
            }
        } else if (skip("# ")) {
            String keyword = upTo(' ');
            String name = peek() == '"' ? quoted() : upTo(' ');
            if (text.charAt(pos - 1) == '"') {
                expect(' ');
            }
            String rest = upTo('\n');
            parts.add(keyword);
            parts.add(name);
            parts.add(keyword.equals("HELP") ? unescaped(rest) : rest);
        } else {
            sample(parts);
        }
    }

    private void sample(List<Object> parts) {
        int start = pos;
        while (peek() != '{' && peek() != ' ') {
            pos++;
        }
        String name = text.substring(start, pos);
        if (!name.matches(pos == start ? "" : "[a-zA-Z_:][a-zA-Z0-9_:]*")) {
            throw wrong("a name");
        }
        boolean braces = skip("{");
        if (name.isEmpty()) {
            if (!braces) {
                throw wrong("a name");
            }
            name = quoted();
            braces = !skip("}");
            if (braces) {
                expect(',');
            }
        }
        parts.add("sample");
        parts.add(name);
        while (braces) {
            parts.add(peek() == '"' ? quoted() : labelName());
            expect('=');
            parts.add(quoted());
            braces = !skip("}");
            if (braces) {
                expect(',');
            }
        }
        expect(' ');
        value(upTo('\n'), parts);
    }

    private static void value(String text, List<Object> parts) {
        String[] numbers = text.split(" ", -1);
        String number = numbers[0].replace("Inf", "Infinity");
        if (number.matches("-?[0-9]+")) {
            parts.add(Long.parseLong(number));
        } else {
            parts.add(Double.parseDouble(number));
        }
        if (numbers.length > 1) {
            parts.add(new BigDecimal(numbers[1]));
        }
        if (numbers.length > 2) {
            throw new IllegalStateException("more than a value and a timestamp: " + text);
        }
    }

    private String labelName() {
        int start = pos;
        while (Character.isLetterOrDigit(peek()) || peek() == '_') {
            pos++;
        }
        String name = text.substring(start, pos);
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw wrong("a label's name");
        }
        return name;
    }

    private String quoted() {
        expect('"');
        int start = pos;
        while (peek() != '"') {
            pos += peek() == '\\' ? 2 : 1;
        }
        return unescaped(text.substring(start, pos++));
    }

    /** Resolves the three escapes that there are; every other backslash is wrong. */
    private static String unescaped(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\n') {
                throw new IllegalStateException("a line that ends within a text");
            }
            if (c == '\\') {
                c = switch (escaped.charAt(++i)) {
                    case 'n' -> '\n';
                    case '"' -> '"';
                    case '\\' -> '\\';
                    default -> throw new IllegalStateException("no escape: \\" + escaped.charAt(i));
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private String upTo(char end) {
        int start = pos;
        pos = text.indexOf(end, start) + 1;
        if (pos == 0) {
            throw wrong("a line without its end");
        }
        return text.substring(start, pos - 1);
    }

    private char peek() {
        return text.charAt(pos);
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, pos);
        if (there) {
            pos += expected.length();
        }
        return there;
    }

    private void expect(char c) {
        if (!skip(String.valueOf(c))) {
            throw wrong("not " + c);
        }
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(what + " at " + pos + " of " + text);
    }
}
