// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A typed grammar of statements: each type has operators and functions that give it, columns that hold it and values
 * that are bound as it. In a rule's text {@code {number}} is an expression of that type and {@code {any}} one of any
 * type; now and then an expression of another type stands where one of this type should, because that is where a
 * literal and a bound value part.
 */
final class ExpressionGrammar {

    /**
     * A template and its values.
     *
     * @param values what the placeholders stand for, in their order
     */
    record Generated(String template, List<Object> values) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(template);
            for (Object value : values) {
                text.append("\n    <- ").append(shown(value));
            }
            return text.toString();
        }

        private static String shown(Object value) {
            if (value == null) {
                return "null";
            }
            String text =
                    value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value.toString();
            return value.getClass().getSimpleName() + " " + text;
        }
    }

    private static final Pattern SYMBOL = Pattern.compile("\\{(\\w+)}");
    private static final Pattern FROM_T = Pattern.compile("FROM t\\b");
    private static final String ANY = "any";
    private static final String STATEMENT = "statement";
    private static final int DEPTH = 2;

    // In percent.
    private static final int LEAF = 40;
    private static final int PLACEHOLDER = 75;
    private static final int NULL = 4;

    private final Map<String, List<String>> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, List<Object>> values = new LinkedHashMap<>();
    private final List<String> types = new ArrayList<>();
    private final int otherType;
    private boolean columnsInScope;

    /** {@code otherType} percent of the expressions are of another type than the rule asks for. */
    ExpressionGrammar(int otherType) {
        this.otherType = otherType;
    }

    /** Expressions of a type. */
    ExpressionGrammar rule(String type, String... texts) {
        rules.computeIfAbsent(type, t -> new ArrayList<>()).addAll(Arrays.asList(texts));
        return this;
    }

    /** Statements: those that do not begin with SELECT write to the table {@code w}. */
    ExpressionGrammar statement(String... texts) {
        return rule(STATEMENT, texts);
    }

    /** A type, the columns that hold it, separated by spaces, and values of it. */
    ExpressionGrammar type(String type, String names, Object... some) {
        types.add(type);
        columns.put(type, names.isEmpty() ? List.of() : List.of(names.split(" ")));
        values.put(type, Arrays.asList(some));
        return this;
    }

    /** Columns of {@code w} and the types that are mostly stored in them; anything is now and then. */
    ExpressionGrammar store(String... columnsAndTypes) {
        for (int i = 0; i < columnsAndTypes.length; i += 2) {
            String insert = "INSERT INTO w (" + columnsAndTypes[i] + ") ";
            String value = "{" + columnsAndTypes[i + 1] + "}";
            statement(insert + "VALUES (" + value + ")", insert + "SELECT " + value + " FROM t");
            statement(insert + "VALUES ({any})");
        }
        return this;
    }

    Generated generate(Random random) {
        List<Object> bound = new ArrayList<>();
        String statement = pick(random, rules.get(STATEMENT));
        columnsInScope = statement.startsWith("UPDATE")
                || statement.startsWith("DELETE")
                || FROM_T.matcher(statement).find();
        String template = expand(statement, random, DEPTH, bound);
        return new Generated(template, bound);
    }

    private String expand(String text, Random random, int depth, List<Object> bound) {
        StringBuilder expanded = new StringBuilder();
        Matcher symbol = SYMBOL.matcher(text);
        while (symbol.find()) {
            symbol.appendReplacement(
                    expanded, Matcher.quoteReplacement(expression(symbol.group(1), random, depth, bound)));
        }
        return symbol.appendTail(expanded).toString();
    }

    private String expression(String symbol, Random random, int depth, List<Object> bound) {
        String type = symbol;
        if (symbol.equals(ANY) || values.containsKey(symbol) && percent(random, otherType)) {
            type = pick(random, types);
        }
        List<Object> some = values.get(type);
        if (some == null) {
            return expand(pick(random, rules.get(type)), random, depth - 1, bound);
        }
        List<String> texts = rules.getOrDefault(type, List.of());
        if (!texts.isEmpty() && depth > 0 && !percent(random, LEAF)) {
            return expand(pick(random, texts), random, depth - 1, bound);
        }
        List<String> names = columns.get(type);
        if (columnsInScope && !names.isEmpty() && !percent(random, PLACEHOLDER)) {
            return pick(random, names);
        }
        bound.add(percent(random, NULL) ? null : pick(random, some));
        return "?";
    }

    private static boolean percent(Random random, int percent) {
        return random.nextInt(100) < percent;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
