// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * Where a statement of PostgreSQL that has no parameters takes a literal and no expression: {@code PASSWORD '…'},
 * {@code SET x = 5}, {@code AS ENUM ('…')}. In the bare style a placeholder may stand there and nowhere else: next to
 * an operator, or where a name is due, a literal would be a part of something else.
 */
final class PostgreSqlUtilities {

    /** What these statements hold can be bound; others take no parameters. */
    private static final Words BINDABLE = Words.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH", "TABLE", "EXPLAIN", "CALL", "DECLARE");

    /** A literal may follow them in every statement that has them. */
    private static final Words LITERAL_FOLLOWS = Words.of(
            "PASSWORD",
            "DEFAULT",
            "VALUE",
            "START",
            "RESTART",
            "PREPARED",
            "MINVALUE",
            "MAXVALUE",
            "CACHE",
            "PROGRAM",
            "LOCATION",
            "VERSION",
            "LIMIT");

    private static final Words COUNTS = Words.of("FETCH", "FORWARD", "BACKWARD", "ABSOLUTE", "RELATIVE");
    private static final Words CURSORS = Words.of("FETCH", "MOVE");
    private static final Words LABELS = Words.of("COMMENT", "SECURITY");
    private static final Words STARTS = Words.of("START", "RESTART");
    private static final Words SETTINGS = Words.of("SET", "ALTER");
    private static final Words LISTS = Words.of("SET", "NOTIFY");
    private static final Words NEIGHBOURS = Words.of("BEFORE", "AFTER");

    private static final long ALTER = Words.pack("ALTER");
    private static final long AS = Words.pack("AS");
    private static final long BY = Words.pack("BY");
    private static final long COPY = Words.pack("COPY");
    private static final long DO = Words.pack("DO");
    private static final long ENUM = Words.pack("ENUM");
    private static final long EXECUTE = Words.pack("EXECUTE");
    private static final long FUNCTION = Words.pack("FUNCTION");
    private static final long IN = Words.pack("IN");
    private static final long IS = Words.pack("IS");
    private static final long OPTIONS = Words.pack("OPTIONS");
    private static final long PREPARE = Words.pack("PREPARE");
    private static final long SET = Words.pack("SET");
    private static final long TIME = Words.pack("TIME");
    private static final long TO = Words.pack("TO");
    private static final long UNTIL = Words.pack("UNTIL");
    private static final long VALID = Words.pack("VALID");
    private static final long VALUES = Words.pack("VALUES");
    private static final long WITH = Words.pack("WITH");
    private static final long ZONE = Words.pack("ZONE");

    // Bits of a frame.
    /** Options, each a name and a literal. */
    private static final int OPTION_LIST = 1 << 11;
    /** A list of literals. */
    private static final int LITERALS = 1 << 12;

    private final Lexer lexer;

    private boolean utility;
    private boolean definesFunction;
    private boolean sets;
    private boolean listsValues;

    PostgreSqlUtilities(Lexer lexer) {
        this.lexer = lexer;
    }

    /** Whether the statement takes no parameters, but for those of its query. */
    boolean isUtility() {
        return utility && lexer.inStatement();
    }

    /** The lexer's previous token is the first word of a statement. */
    void firstWord() {
        utility = !BINDABLE.contains(lexer.statementWord());
        if (lexer.before == Token.START || lexer.before == Token.SEMICOLON) {
            definesFunction = false;
            sets = false;
            listsValues = false;
        }
    }

    /** The lexer's previous token is this keyword, outside all parentheses; 0 stands for any long word. */
    void outerWord(long word) {
        if (word == SET) {
            sets = true;
        } else if (word == FUNCTION || word == 0 && lexer.isPrevious("PROCEDURE")) {
            definesFunction = true;
        }
    }

    /** Called at an opening parenthesis; returns the bits of its frame. */
    int opened() {
        boolean outermost = lexer.depth() == 0;
        long word = lexer.previous == Token.WORD ? lexer.previousWord() : 0;
        long before = lexer.before == Token.WORD ? lexer.wordBefore() : 0;
        boolean copies = outermost && lexer.statementWord() == COPY;
        boolean behindFile =
                switch (lexer.previous) {
                    case Token.STRING, Token.PLACEHOLDER -> copies;
                    case Token.WORD -> copies && (lexer.isPrevious("STDIN") || lexer.isPrevious("STDOUT"));
                    default -> false;
                };
        boolean first = lexer.before == Token.START || lexer.before == Token.SEMICOLON;
        boolean options = word == OPTIONS || word == WITH || behindFile || word != 0 && first;
        boolean literals =
                word == ENUM || word == IN && before == VALUES || outermost && lexer.statementWord() == EXECUTE;
        return (options ? OPTION_LIST : 0) | (literals ? LITERALS : 0);
    }

    private boolean inOptions() {
        return (lexer.frame & OPTION_LIST) != 0;
    }

    /** Whether a literal may follow the previous token, which is this word. */
    boolean literalFollows(long word) {
        boolean wordBefore = lexer.before == Token.WORD;
        long before = wordBefore ? lexer.wordBefore() : 0;
        long statement = lexer.statementWord();
        if (inOptions() && (lexer.before == Token.OPEN || lexer.before == Token.COMMA)
                || LITERAL_FOLLOWS.contains(word)
                || COUNTS.contains(word) && CURSORS.contains(statement)) {
            return true;
        }
        if (word == IS) {
            return LABELS.contains(statement);
        }
        if (word == TO) {
            return sets || statement == COPY || isLiteral(lexer.before);
        }
        if (word == AS) {
            return definesFunction;
        }
        if (word == DO) {
            return lexer.before == Token.START || lexer.before == Token.SEMICOLON;
        }
        if (word == WITH) {
            return STARTS.contains(before);
        }
        if (word == BY) {
            return lexer.isBefore("INCREMENT");
        }
        if (word == ZONE) {
            return before == TIME && lexer.depth() == 0 && SETTINGS.contains(statement);
        }
        if (word == UNTIL) {
            return before == VALID;
        }
        if (NEIGHBOURS.contains(word)) {
            return statement == ALTER && isLiteral(lexer.before);
        }
        return lexer.isPrevious("INCREMENT")
                || lexer.isPrevious("CONNECTION")
                || lexer.isPrevious("AUTHORIZATION") && statement == SET
                || lexer.isPrevious("STATISTICS") && before == SET
                || lexer.isPrevious("TRANSACTION") && statement == PREPARE;
    }

    private static boolean isLiteral(int token) {
        return token == Token.STRING || token == Token.PLACEHOLDER;
    }

    /** Whether a literal, and nothing that is computed, may follow the lexer's previous token. */
    boolean takesLiteral() {
        boolean taken =
                switch (lexer.previous) {
                    case Token.WORD -> literalFollows(lexer.previousWord());
                    case Token.OPERATOR -> followsEqualsSign();
                    case Token.COMMA ->
                        (lexer.frame & LITERALS) != 0
                                || lexer.depth() == 0 && (listsValues || LISTS.contains(lexer.statementWord()));
                    case Token.OPEN -> (lexer.frame & LITERALS) != 0;
                    default -> false;
                };
        listsValues = taken && lexer.depth() == 0 && sets;
        return taken;
    }

    /** One equals sign behind a name: {@code SET x = 5}, {@code WITH (fillfactor = 5)}. */
    private boolean followsEqualsSign() {
        boolean assigns = inOptions() || lexer.depth() == 0 && sets;
        return assigns
                && lexer.text[lexer.previousFrom] == '='
                && (lexer.before == Token.WORD || lexer.before == Token.NAME);
    }
}
