// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template once, from left to right, and finds its placeholders. A dialect says what each byte is and reads the
 * tokens that begin with a {@link ByteClasses#SPECIAL} one; this class does the common part.
 *
 * <p>The time is linear in the length: no region is read twice.
 */
abstract class Lexer extends Clauses {

    private static final long IN = Words.pack("IN");
    private static final long ARRAY = Words.pack("ARRAY");
    private static final long IS = Words.pack("IS");
    private static final long NOT = Words.pack("NOT");
    private static final long ON = Words.pack("ON");
    private static final long ABSENT = Words.pack("ABSENT");
    private static final long NULL = Words.pack("NULL");

    final Segments segments;
    final Regions regions;

    /** Whether the last executable comment follows a placeholder. */
    boolean commentAfterPlaceholder;

    private boolean maybeInList;
    private @Nullable RowShape row;
    private int parameterCount;
    private Naming naming = Naming.NONE;
    private @Nullable Map<String, Integer> names;

    /** How the placeholders of a template are identified. */
    private enum Naming {
        NONE,
        POSITION,
        NUMBER,
        NAME
    }

    Lexer(TemplateText template, SqlMode mode, byte[] classes, boolean ordinalsInWindows) {
        super(template, mode, classes, ordinalsInWindows);
        this.segments = new Segments(text);
        this.regions = new Regions(template);
    }

    /** Reads the token or comment at {@link #pos}, which begins with that byte, and moves past it. */
    abstract void special(int first);

    /** Whether the word in {@code text[previousFrom, previousTo)} is always followed by an operand. */
    abstract boolean operandFollows(long word);

    /** Whether IS and IS NOT compare with any value, and not only with NULL, TRUE and other words. */
    boolean comparesByIs() {
        return false;
    }

    /** Whether a value may follow the previous token, which is a word. */
    final boolean valueFollowsWord() {
        long word = previousWord();
        if (word == NOT && follows(IS) && !comparesByIs() || word == ON && (follows(ABSENT) || follows(NULL))) {
            // IS NOT NULL, and ABSENT ON NULL in a JSON constructor, hold words that only look like values.
            return false;
        }
        return operandFollows(word);
    }

    /** Returns the meaning of an integer literal in ORDER BY and GROUP BY. */
    Ordinals ordinals() {
        return Ordinals.LITERAL;
    }

    /** Whether a literal after a minus must be put in parentheses, because it may begin with another minus. */
    boolean literalsNeedParentheses() {
        return true;
    }

    /** Called at {@code (} before it becomes the previous token; returns what the dialect has to know inside. */
    int opened() {
        return 0;
    }

    /** Whether a value may follow the executable comment that is the last token, be it executed or not. */
    boolean valueFollowsComment() {
        return false;
    }

    /** Returns the token that the parenthesis which closes the present {@link #frame} becomes. */
    int closing() {
        return Token.CLOSE;
    }

    /** Refuses the placeholder {@code text[from, to)} for a reason of this dialect, or returns its place. */
    int checkPlace(int from, int to) {
        return Place.ANY;
    }

    /** The position is a local variable as far as possible: a field would be stored and loaded for each token. */
    final void run() {
        int at = 0;
        while (true) {
            int kind = classAt(at);
            while (kind == ByteClasses.SPACE) {
                kind = classAt(++at);
            }
            if (kind == ByteClasses.WORD) {
                int to = wordEnd(at + 1);
                word(at, to);
                while (text[to] == '.' && classAt(to + 1) == ByteClasses.WORD) {
                    int dot = to;
                    to = wordEnd(to + 2);
                    member(dot, to);
                }
                at = to;
                continue;
            }
            switch (kind) {
                case ByteClasses.COMMA -> comma(at++);
                case ByteClasses.OPERATOR -> {
                    token(Token.OPERATOR, at, at + 1);
                    at++;
                }
                case ByteClasses.OTHER -> other(at++);
                case ByteClasses.OPEN -> open(at++);
                case ByteClasses.CLOSE -> close(at++);
                case ByteClasses.PLACEHOLDER -> {
                    placeholder(at, at + 1);
                    at++;
                }
                case ByteClasses.DIGIT -> at = number(at, wordEnd(at + 1));
                case ByteClasses.SEMICOLON -> semicolon(at++);
                case ByteClasses.SPECIAL -> {
                    pos = at;
                    special(text[at] & 0xFF);
                    at = pos;
                }
                default -> {
                    if (at >= end) {
                        return;
                    }
                    pos = at;
                    throw unexpected();
                }
            }
        }
    }

    final int parameterCount() {
        return parameterCount;
    }

    /** The names of the parameters, each with its number from 0; null if they have none. */
    final @Nullable Map<String, Integer> names() {
        return names;
    }

    /** The shape of the row; null if the statement is not an INSERT. */
    final @Nullable RowShape row() {
        return row;
    }

    /** Notes that from here on the meaning of parentheses depends on the server, or that a second statement begins. */
    final void rowIsUnclear(int at) {
        if (row != null) {
            row.unclear(at);
        }
    }

    /** Advice where a question mark may be meant as an operator; empty if no operator has one. */
    String operatorHint(int at) {
        return "";
    }

    /**
     * Reads a number. Letters that touch it are part of it, as in {@code 0x1F} and {@code 1e5}, and so is a point at
     * its end.
     *
     * @return the position after it
     */
    int number(int from, int to) {
        boolean point = text[to] == '.' && spaceAt(to + 1) && previous != Token.OTHER;
        int numberEnd = point ? to + 1 : to;
        token(Token.NUMBER, from, numberEnd);
        return numberEnd;
    }

    /** Whether the sign before {@code at} would complete an exponent that has no digits yet, as in {@code 1e-}. */
    private boolean inExponent(int at) {
        return previous == Token.OPERATOR
                && previousTo == at
                && before == Token.NUMBER
                && beforeTo == previousFrom
                && (text[previousFrom] == '-' || text[previousFrom] == '+')
                && (text[beforeTo - 1] | 0x20) == 'e'
                && (text[beforeFrom + 1] | 0x20) != 'x';
    }

    void word(int from, int to) {
        if (previous == Token.OTHER) {
            token(Token.NAME, from, to);
            return;
        }
        next(Token.WORD, from, to);
        long word = Words.pack(text, from, to);
        if (row != null) {
            row.name(this);
            if (depth() == 0) {
                row.word(text, from, to);
            }
        } else if (before == Token.START) {
            row = RowShape.beginsWith(word, mode);
        }
        clauseWord(word);
    }

    /** Reads a dot and the name after it, which follow a word or a name: most dots do. */
    private void member(int dot, int to) {
        shift(Token.OTHER, dot, dot + 1);
        shift(Token.NAME, dot + 1, to);
        if (row != null) {
            row.name(this);
        }
        clauseToken(Token.NAME, '.');
    }

    final void token(int token, int from, int to) {
        next(token, from, to);
        if (row != null && token == Token.NAME) {
            row.name(this);
        }
        clauseToken(token, text[from]);
    }

    private void next(int token, int from, int to) {
        if (previous == Token.SEMICOLON && token != Token.SEMICOLON) {
            secondStatement(from, to);
        }
        shift(token, from, to);
    }

    /** Reads a byte that no value follows. A point would make the name of a table of a string before it. */
    private void other(int at) {
        if (text[at] == '.' && previous == Token.PLACEHOLDER) {
            throw error(
                    Code.ADJACENT_CHARACTER,
                    at,
                    at + 1,
                    "a point follows a placeholder, which would join with the value");
        }
        token(Token.OTHER, at, at + 1);
    }

    private void open(int at) {
        if (row != null && depth() == 0 && previous == Token.WORD) {
            row.open(at, previousWord(), segments);
        }
        enter(clauseOpen() | opened());
        next(Token.OPEN, at, at + 1);
    }

    private void close(int at) {
        if (maybeInList && previous == Token.PLACEHOLDER) {
            segments.lastIsInList();
        }
        int closing = closing();
        if (leave() && row != null) {
            row.close(at, segments);
        }
        clauseClose();
        token(closing, at, at + 1);
    }

    private void comma(int at) {
        if (row != null && previous == Token.CLOSE) {
            row.commaAfter(previousFrom, pos);
        }
        clauseComma();
        next(Token.COMMA, at, at + 1);
    }

    private void semicolon(int at) {
        token(Token.SEMICOLON, at, at + 1);
        newStatement();
    }

    private void secondStatement(int from, int to) {
        if (!mode.multiStatements()) {
            throw error(
                    Code.MULTIPLE_STATEMENTS,
                    from,
                    to,
                    "there is a second statement; compile each by itself or allow them by multiStatements(true)");
        }
        rowIsUnclear(from);
    }

    /** Reads the line comment at {@link #pos}, which ends at the LF, or at the CR if that is a line end too. */
    final void lineComment(boolean endsAtCarriageReturn) {
        pos = regions.lineCommentEnd(pos, endsAtCarriageReturn);
    }

    final void string(int to) {
        stringMayFollow(previous, pos, to);
        token(Token.STRING, pos, to);
    }

    /** Reads a string; the last token may be its prefix. */
    final void prefixedString(int to) {
        stringMayFollow(before, previousFrom, to);
        extend(Token.STRING, to);
    }

    final void stringMayFollow(int token, int from, int to) {
        if (token == Token.PLACEHOLDER || token == Token.EXECUTABLE_COMMENT && commentAfterPlaceholder) {
            throw error(
                    Code.ADJACENT_LITERAL,
                    from,
                    to,
                    "a string follows a placeholder; as text, both would be one string or the string an alias");
        }
    }

    final void placeholder(int from, int to) {
        name(Naming.POSITION, from, to);
        place(from, to, parameterCount++);
    }

    /** Reads a placeholder with a number, from 1, in {@code text[digits, to)}. */
    final void numberedPlaceholder(int from, int digits, int to, int max) {
        long number = 0;
        for (int i = digits; i < to && number <= max; i++) {
            number = number * 10 + text[i] - '0';
        }
        if (number == 0 || number > max) {
            throw error(Code.PLACEHOLDER_NUMBER, from, to, "placeholders have the numbers 1 to " + max);
        }
        name(Naming.NUMBER, from, to);
        parameterCount = Math.max(parameterCount, (int) number);
        place(from, to, (int) number - 1);
    }

    /**
     * Reads a named placeholder at a colon, if the mode has named placeholders and a name touches the colon: an ASCII
     * letter or {@code _}, then letters, digits and {@code _}.
     *
     * <p>A colon that touches a token on its left belongs to something else: a slice {@code a[1:n]}, a label, a member
     * of a JSON object. The dialect has already read {@code ::} and {@code :=}.
     *
     * @return false if no name touches the colon, or the mode has no named placeholders
     */
    final boolean namedPlaceholder() {
        if (!mode.namedParameters() || !nameAt(pos + 1) || isDigit(text[pos + 1])) {
            return false;
        }
        boolean beyondAscii = mode.dialect().namesBeyondAscii();
        if (text[pos + 1] < 0 && !beyondAscii) {
            throw error(
                    Code.NAMED_PLACEHOLDER,
                    pos,
                    wordEnd(pos + 1),
                    "the name of a placeholder begins with a letter of ASCII or _; put a space after any other colon");
        }
        int to = pos + 1;
        while (nameAt(to) && (beyondAscii || text[to] >= 0)) {
            to++;
        }
        if (previousTo == pos) {
            boolean bracket = previous == Token.OPEN
                    && text[previousFrom] == '['
                    && !(before == Token.WORD && wordBefore() == ARRAY);
            boolean operand =
                    switch (previous) {
                        case Token.WORD, Token.NAME, Token.NUMBER, Token.STRING, Token.QUOTED, Token.CLOSE -> true;
                        default -> false;
                    };
            if (bracket || operand) {
                throw error(
                        Code.NAMED_PLACEHOLDER,
                        pos,
                        to,
                        "this colon touches what is before it and a name after it; put a space before a placeholder"
                                + " and, in brackets, parentheses around it, or a space after any other colon");
            }
        }
        name(Naming.NAME, pos, to);
        place(pos, to, parameter(new String(text, pos + 1, to - pos - 1, StandardCharsets.UTF_8)));
        return true;
    }

    private int parameter(String name) {
        if (names == null) {
            names = new HashMap<>();
        }
        Integer known = names.putIfAbsent(name, parameterCount);
        return known == null ? parameterCount++ : known;
    }

    /** Whether a byte of a placeholder's name is at this index. */
    private boolean nameAt(int at) {
        int b = text[at];
        int lower = b | 0x20;
        return (lower >= 'a' && lower <= 'z') || b == '_' || isDigit(b) || b < 0;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private void name(Naming kind, int from, int to) {
        if (naming != kind) {
            if (naming != Naming.NONE) {
                throw error(
                        Code.MIXED_PLACEHOLDERS,
                        from,
                        to,
                        "placeholders by position, by number and by name cannot be mixed");
            }
            naming = kind;
        }
    }

    private void place(int from, int to, int parameter) {
        Adjacency.check(this, from, to);
        boolean expression = atExpression();
        if (inExponent(from) || !expression && (atTable() || takesConstants() && atConstant())) {
            throw noValueHere(from, to);
        }
        int place = expression ? expressionAt(from, to) : placeAt(from, to);
        maybeInList = previous == Token.OPEN && text[previousFrom] == '(' && follows(IN);
        addPlaceholder(from, to, parameter, place);
        token(Token.PLACEHOLDER, from, to);
    }

    /** Returns the place where any expression may stand, as most do: {@link #placeAt} without what cannot be. */
    private int expressionAt(int from, int to) {
        int special = checkPlace(from, to);
        return special == Place.ANY && opensSubscript() && beforeSubscript(to) ? Place.ARRAY : special;
    }

    private int placeAt(int from, int to) {
        int place = atElement() ? ordinalPlace(from, to) : Place.ANY;
        int special = checkPlace(from, to);
        if (special != Place.ANY) {
            return special;
        }
        if (atRowCount()) {
            return Place.ROW_COUNT;
        }
        return opensSubscript() && beforeSubscript(to) ? Place.ARRAY : place;
    }

    private void addPlaceholder(int from, int to, int parameter, int place) {
        int left = from == 0 ? 0 : text[from - 1];
        boolean touches = previousTo == from || left == '/';
        boolean parentheses = (left == '-' || place == Place.ARRAY) && literalsNeedParentheses();
        boolean spaceBefore = touches && from > 0 && left != '(' && left != ',' && left != '-';
        int right = text[to];
        boolean spaceAfter = to < end && !spaceAt(to) && right != ')' && right != ',' && right != ';';
        segments.placeholder(from, to, parameter, place, parentheses, spaceBefore, spaceAfter);
    }

    private SqlTemplateException noValueHere(int from, int to) {
        if (inExponent(from)) {
            return error(
                    Code.ADJACENT_WORD,
                    from,
                    to,
                    "the sign before the placeholder belongs to the exponent of a number");
        }
        return error(
                Code.MISPLACED_PLACEHOLDER,
                from,
                to,
                atTable()
                        ? "a table must stand here, and a value is none; write its name into the template"
                        : "the server takes only a constant here, and no parameter");
    }

    private int ordinalPlace(int from, int to) {
        Ordinals ordinals = ordinals();
        if (ordinals == Ordinals.LITERAL || ordinals == Ordinals.BOUND && behindMinus()) {
            throw ordinalPosition(from, to);
        }
        return Place.ORDINAL;
    }

    /** Whether a subscript follows: brackets that quote a name are not a subscript. */
    private boolean beforeSubscript(int to) {
        int next = to;
        while (spaceAt(next)) {
            next++;
        }
        return text[next] == '[';
    }

    /** Whether lengths of types and similar arguments are constants. */
    boolean takesConstants() {
        return false;
    }

    /** Whether {@code [} begins a subscript. */
    boolean opensSubscript() {
        return false;
    }

    final SqlTemplateException ordinalPosition(int from, int to) {
        return error(
                Code.ORDINAL_POSITION,
                from,
                to,
                "as text, an integer would be the number of a column here; write the column into the template");
    }

    final SqlTemplateException unexpected() {
        int codePoint = template.sql.codePointAt(template.charOffset(pos));
        String shown = codePoint > ' ' && codePoint < 0x7F
                ? Character.toString(codePoint)
                : String.format("U+%04X", codePoint);
        return error(
                Code.UNEXPECTED_CHARACTER,
                pos,
                pos,
                shown + " has no meaning here in " + mode.dialect().name());
    }

    final SqlTemplateException error(Code code, int from, int to, String what) {
        return template.error(code, from, to, what);
    }
}
