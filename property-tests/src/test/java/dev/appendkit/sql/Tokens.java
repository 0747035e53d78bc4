// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.ExpectedRegions.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second reading of the lexical rules of every dialect but PostgreSQL, which has its own: as regular expressions,
 * without regard for speed and without a look at the lexers. It compares the text with values to the template: the
 * tokens are the same, with one literal for each placeholder.
 */
final class Tokens {

    static final String PLACEHOLDER = "<placeholder>";

    private static final String WORD = "[A-Za-z0-9_$\\x80-\\uffff]";
    private static final String NUMBER =
            "(?:0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?!" + WORD + ")";
    private static final String OPERATOR = "<=>|->>|<=|>=|<>|!=|<<|>>|\\|\\||&&|:=|::|->|==";
    private static final String PLAIN = "'(?:[^']|'')*+'";
    private static final String ESCAPED = "'(?:[^'\\\\]|''|\\\\.)*+'";

    private static final Map<Rules, Tokens> READERS = new ConcurrentHashMap<>();

    private final Rules rules;
    private final Pattern space;
    private final Pattern string;
    private final Pattern other;

    private Tokens(Rules rules) {
        this.rules = rules;
        boolean mySql = is("mysql", "mariadb");
        String lineComment =
                mySql ? "#[^\\n]*|--(?=[\\x00-\\x20\\x7f]|\\z)[^\\n]*" : is("sqlite") ? "--[^\\n]*" : "--[^\\n\\r]*";
        String comment = mySql ? "|/\\*(?!M?!).*?\\*/" : is("sqlite") ? "|/\\*.*?(?:\\*/|\\z)" : "";
        space = pattern("[\\x01-\\x20]+|" + lineComment + comment + (is("h2") ? "|\\p{Z}+|//[^\\n\\r]*" : ""));
        String prefix = mySql ? "[nNxXbB]?" : is("sqlite") ? "[xX]?" : is("sqlserver") ? "[nN]?" : "(?:[nNxX]|[uU]&)?";
        string = pattern(prefix + (rules.backslash() ? ESCAPED : PLAIN));
        other = pattern((mySql ? "/\\*M?!.*?\\*/|" : "")
                + (rules.backslashInDoubleQuotes() ? "\"(?:[^\"\\\\]|\"\"|\\\\.)*+\"" : "\"(?:[^\"]|\"\")*+\"")
                + "|`(?:[^`]|``)*+`|"
                + (is("sqlite") ? "\\[[^\\]]*\\]|" : is("sqlserver") ? "\\[(?:[^\\]]|\\]\\])*+\\]|" : "")
                + (is("h2") ? "\\$\\$.*?\\$\\$|" : "")
                + NUMBER + "|"
                + (is("h2")
                        ? "[A-Za-z0-9_$\\x80-\\uffff&&[^\\p{Z}]]"
                        : is("sqlserver") ? "[A-Za-z0-9_$@#\\x80-\\uffff]" : WORD)
                + "+|" + OPERATOR
                + "|.");
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private boolean is(String... names) {
        return List.of(names).contains(rules.dialect());
    }

    /** The tokens of a statement, with strings that the server joins as one. */
    static List<String> of(String sql, Rules rules) {
        return READERS.computeIfAbsent(rules, Tokens::new).scan(sql, new int[0]);
    }

    /**
     * Checks that a text has its template's tokens, with the literal once for each placeholder.
     *
     * @param offsets where the template's placeholders stand, in rising order
     * @throws AssertionError with both, if it has others
     */
    static void check(String template, int[] offsets, String text, String literal, Rules rules) {
        List<String> expected = READERS.computeIfAbsent(rules, Tokens::new).scan(template, offsets);
        List<String> actual = of(text, rules);
        List<String> value = of(literal, rules);
        if (literal.startsWith("'") && value.size() != 1) {
            throw new AssertionError(literal + " is not one token but " + value);
        }
        List<String> inParentheses = new ArrayList<>(value);
        inParentheses.add(0, "(");
        inParentheses.add(")");
        int at = 0;
        for (String token : expected) {
            if (!token.equals(PLACEHOLDER)) {
                at = startsWith(actual, at, List.of(token)) ? at + 1 : -1;
            } else if (startsWith(actual, at, value)) {
                at += value.size();
            } else {
                at = startsWith(actual, at, inParentheses) ? at + inParentheses.size() : -1;
            }
            if (at < 0) {
                break;
            }
        }
        if (at != actual.size()) {
            throw new AssertionError("the template has the tokens " + expected + ", but the text " + actual);
        }
    }

    private static boolean startsWith(List<String> tokens, int from, List<String> part) {
        return from + part.size() <= tokens.size()
                && tokens.subList(from, from + part.size()).equals(part);
    }

    private List<String> scan(String sql, int[] offsets) {
        List<String> tokens = new ArrayList<>();
        boolean afterString = false;
        int next = 0;
        // A byte order mark is nothing to SQLite where the text begins.
        int at = is("sqlite") && sql.startsWith("\ufeff") ? 1 : 0;
        while (at < sql.length()) {
            int blank = space(sql, at);
            if (blank > at) {
                at = blank;
                continue;
            }
            boolean placeholder = next < offsets.length && offsets[next] == at;
            Matcher quoted = string.matcher(sql).region(at, sql.length());
            if (placeholder) {
                next++;
                tokens.add(PLACEHOLDER);
                at = placeholderEnd(sql, at);
                afterString = false;
            } else if (quoted.lookingAt()) {
                if (afterString && quoted.group().startsWith("'") && !is("sqlite", "sqlserver")) {
                    tokens.set(tokens.size() - 1, tokens.get(tokens.size() - 1) + quoted.group());
                } else {
                    tokens.add(quoted.group());
                }
                at = quoted.end();
                afterString = true;
            } else {
                Matcher token = other.matcher(sql).region(at, sql.length());
                if (!token.lookingAt()) {
                    throw new AssertionError("no token at " + at);
                }
                tokens.add(token.group());
                at = token.end();
                afterString = false;
            }
        }
        if (next != offsets.length) {
            throw new AssertionError("a placeholder is within a token: of " + offsets.length + " there are " + tokens);
        }
        return tokens;
    }

    /** {@code ?}, {@code ?1}, {@code $1} or {@code :name}. */
    private int placeholderEnd(String sql, int from) {
        int at = from + 1;
        while (at < sql.length() && isOfName(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    /** To SQLite, every char that is not ASCII is one of a name, a byte order mark too. */
    private boolean isOfName(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || (c > 0x7F && is("sqlite"));
    }

    /** The end of the whitespace or comment that begins here; the index itself if there is none. */
    private int space(String sql, int at) {
        Matcher blank = space.matcher(sql).region(at, sql.length());
        if (blank.lookingAt()) {
            return blank.end();
        }
        if (!is("h2", "ansi", "sqlserver") || !sql.startsWith("/*", at)) {
            return at;
        }
        int depth = 0;
        int i = at;
        do {
            boolean opens = sql.startsWith("/*", i);
            boolean closes = sql.startsWith("*/", i);
            depth += opens ? 1 : closes ? -1 : 0;
            i += opens || closes ? 2 : 1;
        } while (depth > 0 && i < sql.length());
        return i;
    }
}
