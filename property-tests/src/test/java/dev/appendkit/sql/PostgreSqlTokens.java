// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second reading of PostgreSQL's lexical rules, as regular expressions and without regard for speed, to compare the
 * lexer with. A template's {@code ?} is a token {@code ?} by itself and {@code ??} a {@code ?} of an operator.
 */
final class PostgreSqlTokens {

    static final String PLACEHOLDER = "<placeholder>";

    private static final String GAP = "(?:[ \\t\\f\\x0b]|--[^\\n\\r]*)*[\\n\\r](?:\\s|--[^\\n\\r]*[\\n\\r])*";
    private static final String PLAIN = "'(?:[^']|'')*+'";
    private static final String ESCAPE = "'(?:[^'\\\\]|''|\\\\.)*+'";
    private static final String START = "[A-Za-z_\\x80-\\uffff]";

    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f\\x0b]+|--[^\\n\\r]*");
    private static final Pattern OPERATOR = Pattern.compile("[~!@#^&|`?+\\-*/%<>=]+");
    private static final Pattern TRAILING_SIGN_STAYS = Pattern.compile(".*[~!@#^&|`?%].*");

    private final Pattern token;
    private final boolean template;
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private PostgreSqlTokens(String text, boolean standardStrings, boolean template) {
        this.text = text;
        this.template = template;
        String string = standardStrings ? PLAIN : ESCAPE;
        token = Pattern.compile(
                "[eE]" + ESCAPE + "(?:" + GAP + ESCAPE + ")*"
                        + "|[uU]&" + PLAIN + "(?:" + GAP + PLAIN + ")*"
                        + "|[bBxX]'[^']*'(?:" + GAP + "'[^']*')*"
                        + "|[nN]?" + string + "(?:" + GAP + string + ")*"
                        + "|(?:[uU]&)?\"(?:[^\"]|\"\")+\""
                        + "|\\$((?:" + START + "[A-Za-z0-9_\\x80-\\uffff]*)?)\\$.*?\\$\\1\\$"
                        + "|\\$[0-9]+"
                        + "|" + START + "[A-Za-z0-9_$\\x80-\\uffff]*"
                        + "|(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
                        + "|::|:=|\\.\\.|[,()\\[\\].;:]",
                Pattern.DOTALL);
    }

    /** The tokens of a statement. */
    static List<String> of(String sql, boolean standardStrings) {
        return new PostgreSqlTokens(sql, standardStrings, false).scan();
    }

    /** The tokens of a template. */
    static List<String> ofTemplate(String sql, boolean standardStrings) {
        return new PostgreSqlTokens(sql, standardStrings, true).scan();
    }

    private List<String> scan() {
        while (at < text.length()) {
            Matcher space = SPACE.matcher(text).region(at, text.length());
            if (space.lookingAt()) {
                at = space.end();
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (!operator()) {
                Matcher next = token.matcher(text).region(at, text.length());
                if (!next.lookingAt()) {
                    throw new AssertionError("no token at " + at + " of " + text);
                }
                tokens.add(next.group());
                at = next.end();
            }
        }
        return tokens;
    }

    private void comment() {
        int open = 0;
        do {
            if (text.startsWith("/*", at)) {
                open++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                open--;
                at += 2;
            } else {
                at++;
            }
        } while (open > 0);
    }

    private boolean operator() {
        Matcher run = OPERATOR.matcher(text).region(at, text.length());
        if (!run.lookingAt()) {
            return false;
        }
        String operator = run.group();
        for (String comment : List.of("/*", "--")) {
            int found = operator.indexOf(comment);
            operator = found < 0 ? operator : operator.substring(0, found);
        }
        int read = 0;
        StringBuilder kept = new StringBuilder();
        while (read < operator.length()) {
            char c = operator.charAt(read);
            if (c == '?' && template) {
                if (!operator.startsWith("??", read)) {
                    break;
                }
                read++;
            }
            kept.append(c);
            read++;
        }
        if (kept.length() == 0) {
            tokens.add(PLACEHOLDER);
            at++;
            return true;
        }
        // A sign at the end is a token of its own, or 2=-1 would need a space.
        while (kept.length() > 1
                && (kept.charAt(kept.length() - 1) == '+' || kept.charAt(kept.length() - 1) == '-')
                && !TRAILING_SIGN_STAYS.matcher(kept).matches()) {
            kept.setLength(kept.length() - 1);
            read--;
        }
        tokens.add(kept.toString());
        at += read;
        return true;
    }
}
