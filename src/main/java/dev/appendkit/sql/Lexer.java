// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template once, from left to right, and finds its placeholders. A dialect says what each byte is and reads the
 * tokens that begin with a {@link #SPECIAL} one; this class does the common part.
 *
 * <p>The time is linear in the length: no region is read twice.
 */
abstract class Lexer {

    /** The class of a byte, for {@link #run}. This one: refused. */
    static final byte REFUSED = 0;

    static final byte SPACE = 1;
    static final byte WORD = 2;
    static final byte DIGIT = 3;
    static final byte OPERATOR = 4;
    static final byte OPEN = 5;
    static final byte CLOSE = 6;
    static final byte COMMA = 7;
    static final byte SEMICOLON = 8;
    static final byte PLACEHOLDER = 9;
    /** A byte that is a token that no value may follow. */
    static final byte OTHER = 10;
    /** A byte that {@link #special} reads. */
    static final byte SPECIAL = 11;

    private static final int CLASS = 0x0F;

    /** Added to the class of a byte that can continue a word. */
    static final int IN_WORD = 0x10;

    private static final long IN = Words.pack("IN");
    private static final long SELECT = Words.pack("SELECT");
    private static final long CREATE = Words.pack("CREATE");
    private static final long ARRAY = Words.pack("ARRAY");
    /** The meaning of a token for a placeholder after it. */
    enum Token {
        START,
        WORD,
        /** An identifier that is not a keyword: quoted, or after a dot. */
        NAME,
        NUMBER,
        STRING,
        /** A string or an identifier, depending on the session. */
        QUOTED,
        PLACEHOLDER,
        OPEN,
        CLOSE,
        COMMA,
        OPERATOR,
        SEMICOLON,
        EXECUTABLE_COMMENT,
        OTHER
    }

    final TemplateText template;
    final byte[] text;
    final int end;
    final SqlMode mode;
    final Segments segments;
    final Regions regions;
    final Clauses clauses;

    int pos;
    Token previous = Token.START;
    int previousFrom;
    int previousTo;
    Token before = Token.START;
    int beforeFrom;
    int beforeTo;
    /** The two tokens as {@link Words} see them. */
    private long previousWord;

    private long wordBefore;

    /** Whether the last executable comment follows a placeholder. */
    boolean commentAfterPlaceholder;

    private final byte[] classes;
    private int depth;
    private boolean maybeInList;
    private boolean inStatement;
    private boolean createsAsSelect;
    private long statementWord;
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

    Lexer(TemplateText template, SqlMode mode, byte[] classes) {
        this.template = template;
        this.text = template.bytes;
        this.end = template.length;
        this.mode = mode;
        this.classes = classes;
        this.segments = new Segments(text);
        this.regions = new Regions(template);
        this.clauses = new Clauses(this, ordinalsInWindows());
    }

    /** The byte classes that all dialects agree on; every other byte is refused until the dialect says otherwise. */
    static byte[] commonClasses() {
        byte[] classes = new byte[256];
        for (char c : " \t\n\r\f".toCharArray()) {
            classes[c] = SPACE;
        }
        for (int c = 'A'; c <= 'Z'; c++) {
            classes[c] = WORD | IN_WORD;
            classes[c | 0x20] = WORD | IN_WORD;
        }
        for (int c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT | IN_WORD;
        }
        classes['_'] = WORD | IN_WORD;
        classes['$'] = SPECIAL | IN_WORD;
        for (int c = 0x80; c <= 0xFF; c++) {
            classes[c] = WORD | IN_WORD;
        }
        for (char c : "!%&*+<=>^|~".toCharArray()) {
            classes[c] = OPERATOR;
        }
        classes['('] = OPEN;
        classes[')'] = CLOSE;
        classes[','] = COMMA;
        classes[';'] = SEMICOLON;
        classes['?'] = PLACEHOLDER;
        classes['.'] = OTHER;
        for (char c : "'\"-/".toCharArray()) {
            classes[c] = SPECIAL;
        }
        return classes;
    }

    /** Reads the token or comment at {@link #pos}, which begins with that byte, and moves past it. */
    abstract void special(int first);

    /** Whether the word in {@code text[previousFrom, previousTo)} is always followed by an operand. */
    abstract boolean operandFollows(long word);

    /** Returns the meaning of an integer literal in ORDER BY and GROUP BY. */
    Clauses.Ordinals ordinals() {
        return Clauses.Ordinals.LITERAL;
    }

    /** Whether the lists of a window have ordinals too. */
    boolean ordinalsInWindows() {
        return true;
    }

    /** Whether a literal after a minus must be put in parentheses, because it may begin with another minus. */
    boolean literalsNeedParentheses() {
        return true;
    }

    /** Called at {@code (} before it becomes the previous token; {@link #depth()} already counts it. */
    void opened() {}

    /** Whether a value may follow the executable comment that is the last token, be it executed or not. */
    boolean valueFollowsComment() {
        return false;
    }

    /** Returns the token that the parenthesis which closes the present {@link #depth()} becomes. */
    Token closing() {
        return Token.CLOSE;
    }

    /** Refuses the placeholder {@code text[from, to)} for a reason of this dialect, or returns its place. */
    int checkPlace(int from, int to) {
        return Place.ANY;
    }

    final void run() {
        while (pos < end) {
            int b = text[pos] & 0xFF;
            switch (classes[b] & CLASS) {
                case SPACE -> pos++;
                case WORD -> word(wordEnd(pos + 1));
                case DIGIT -> number(wordEnd(pos + 1));
                case OPERATOR -> token(Token.OPERATOR, pos, pos + 1);
                case OPEN -> open();
                case CLOSE -> close();
                case COMMA -> comma();
                case SEMICOLON -> semicolon();
                case PLACEHOLDER -> placeholder(pos, pos + 1);
                case OTHER -> token(Token.OTHER, pos, pos + 1);
                case SPECIAL -> special(b);
                default -> throw unexpected();
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

    /** How many parentheses are open. */
    final int depth() {
        return depth;
    }

    /** Whether the statement has had a word. */
    final boolean inStatement() {
        return inStatement;
    }

    /** The statement's first word. */
    final long statementWord() {
        return statementWord;
    }

    /** Whether the statement is CREATE TABLE … AS followed by a query. */
    final boolean createsAsSelect() {
        return createsAsSelect;
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

    /** Whether the previous token is this word, of any length. */
    final boolean isPrevious(String word) {
        return Words.is(text, previousFrom, previousTo, word);
    }

    /** Whether the word before {@code at}, not counting whitespace, is this one. */
    final boolean followsWord(int at, String word) {
        int i = at;
        while (i > 0 && spaceAt(i - 1)) {
            i--;
        }
        int from = i - word.length();
        return from >= 0 && Words.is(text, from, i, word) && (from == 0 || !inWord(from - 1));
    }

    /** Whether the token before the previous one is this word, of any length. */
    final boolean isBefore(String word) {
        return before == Token.WORD && Words.is(text, beforeFrom, beforeTo, word);
    }

    /** The end of the word that continues at {@code from}. */
    int wordEnd(int from) {
        int i = from;
        while (inWord(i)) {
            i++;
        }
        return i;
    }

    /** Whether the byte at this index can be part of a word; false past the end. */
    final boolean inWord(int at) {
        return (classes[text[at] & 0xFF] & IN_WORD) != 0;
    }

    /** Whether there is whitespace. */
    boolean spaceAt(int at) {
        return (classes[text[at] & 0xFF] & CLASS) == SPACE;
    }

    /**
     * Reads a number. Letters that touch it are part of it, as in {@code 0x1F} and {@code 1e5}, and so is a point at
     * its end.
     */
    void number(int to) {
        boolean point = text[to] == '.' && spaceAt(to + 1) && previous != Token.OTHER;
        token(Token.NUMBER, pos, point ? to + 1 : to);
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

    void word(int to) {
        if (previous == Token.OTHER) {
            token(Token.NAME, pos, to);
            return;
        }
        token(Token.WORD, pos, to);
        long word = previousWord;
        if (!inStatement) {
            inStatement = true;
            statementWord = word;
        }
        if (row != null) {
            if (depth == 0) {
                row.word(text, previousFrom, to);
            }
        } else if (before == Token.START) {
            row = RowShape.beginsWith(word, mode);
        }
        if (word == SELECT && depth == 0 && statementWord == CREATE && isBefore("AS")) {
            createsAsSelect = !clauses.definesView();
        }
        clauses.word(word);
    }

    final void token(Token token, int from, int to) {
        if (previous == Token.SEMICOLON && token != Token.SEMICOLON) {
            secondStatement(from, to);
        }
        before = previous;
        beforeFrom = previousFrom;
        beforeTo = previousTo;
        wordBefore = previousWord;
        previous = token;
        previousFrom = from;
        previousTo = to;
        previousWord = token == Token.WORD || token == Token.NAME ? Words.pack(text, from, to) : 0;
        pos = to;
        if (row != null && (token == Token.WORD || token == Token.NAME)) {
            row.name(this);
        }
        if (token != Token.WORD && token != Token.OPEN && token != Token.COMMA && token != Token.CLOSE) {
            clauses.token(token, text[from]);
        }
    }

    /** Extends the last token, which turns out to be the start of a longer one: {@code N'…'}. */
    final void extend(Token token, int to) {
        previous = token;
        previousTo = to;
        previousWord = 0;
        pos = to;
    }

    /** Whether a word touches what is at {@link #pos}. */
    final boolean touchesWord() {
        return previousTo == pos && (previous == Token.WORD || previous == Token.NAME);
    }

    /** Whether the last token is that single letter, and touches what is at {@link #pos}. */
    final boolean touchesLetter(char upperCase) {
        return touchesWord() && previousTo - previousFrom == 1 && (text[previousFrom] & ~0x20) == upperCase;
    }

    final long previousWord() {
        return previousWord;
    }

    final long wordBefore() {
        return wordBefore;
    }

    private void open() {
        if (row != null && depth == 0 && previous == Token.WORD) {
            row.open(pos, previousWord(), segments);
        }
        depth++;
        clauses.open();
        opened();
        token(Token.OPEN, pos, pos + 1);
    }

    private void close() {
        if (maybeInList && previous == Token.PLACEHOLDER) {
            segments.lastIsInList();
        }
        Token closing = closing();
        if (depth > 0 && --depth == 0 && row != null) {
            row.close(pos, segments);
        }
        clauses.close();
        token(closing, pos, pos + 1);
    }

    private void comma() {
        if (row != null && previous == Token.CLOSE) {
            row.commaAfter(previousFrom, pos);
        }
        clauses.comma();
        token(Token.COMMA, pos, pos + 1);
    }

    private void semicolon() {
        token(Token.SEMICOLON, pos, pos + 1);
        depth = 0;
        clauses.newStatement();
        inStatement = false;
        createsAsSelect = false;
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

    final void stringMayFollow(Token token, int from, int to) {
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
                        case WORD, NAME, NUMBER, STRING, QUOTED, CLOSE -> true;
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
        if (inExponent(from)) {
            throw error(
                    Code.ADJACENT_WORD,
                    from,
                    to,
                    "the sign before the placeholder belongs to the exponent of a number");
        }
        if (clauses.atTable()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER,
                    from,
                    to,
                    "a table must stand here, and a value is none; write its name into the template");
        }
        if (takesConstants() && clauses.atConstant()) {
            throw error(
                    Code.MISPLACED_PLACEHOLDER, from, to, "the server takes only a constant here, and no parameter");
        }
        int place = clauses.atElement() ? ordinalPlace(from, to) : Place.ANY;
        int special = checkPlace(from, to);
        if (special != Place.ANY) {
            place = special;
        } else if (clauses.atRowCount()) {
            place = Place.ROW_COUNT;
        } else if (beforeSubscript(to)) {
            place = Place.ARRAY;
        }
        maybeInList = previous == Token.OPEN && text[previousFrom] == '(' && before == Token.WORD && wordBefore() == IN;
        int left = from == 0 ? 0 : text[from - 1];
        boolean touches = previousTo == from || left == '/';
        boolean parentheses = (left == '-' || place == Place.ARRAY) && literalsNeedParentheses();
        boolean spaceBefore = touches && from > 0 && left != '(' && left != ',' && left != '-';
        int right = text[to];
        boolean spaceAfter = to < end && !spaceAt(to) && right != ')' && right != ',' && right != ';';
        segments.placeholder(from, to, parameter, place, parentheses, spaceBefore, spaceAfter);
        token(Token.PLACEHOLDER, from, to);
    }

    private int ordinalPlace(int from, int to) {
        Clauses.Ordinals ordinals = ordinals();
        if (ordinals == Clauses.Ordinals.LITERAL || ordinals == Clauses.Ordinals.BOUND && clauses.behindMinus()) {
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
        return text[next] == '[' && opensSubscript();
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
