// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast templates are compiled: {@code bytes} is the text read in a second. The corpus is a mix of statements as
 * programs send them, of the length {@code size}: selects with joins and conditions, inserts of many columns, updates,
 * with quoted identifiers, comments, string literals and white space of more than one byte. The seed statement compiled
 * each time, with its append and beside MariaDB Connector/J's own parser, is a row of {@link SeedBenchmark}:
 * {@code appendkitParse} and {@code mariaDbParseBind}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TemplateCompileBenchmark {
    /** More than a branch predictor keeps. */
    private static final int CORPUS_BYTES = 1 << 20;

    private static final List<String> PARTS = List.of(
            "  AND o.status IN ('open', 'paid', 'it''s') AND o.customer_id = ?\n",
            "  OR (c.country = ? AND c.created_at >= ? /* since */ AND c.name LIKE ?)\n",
            "  AND EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id AND i.price * i.quantity > ?)\n",
            "  -- the customer's own limit\n  AND o.total <= COALESCE(c.credit_limit, 1000.50) - ?\n",
            "  AND CASE WHEN o.currency = ? THEN o.amount ELSE o.amount * r.rate END BETWEEN ? AND ?\n");

    @Param({"mysql", "postgresql", "sqlite", "h2", "ansi"})
    public String dialect;

    @Param({"100", "1000", "65536"})
    public int size;

    private final List<String> templates = new ArrayList<>();
    private SqlMode mode;
    private int next;

    @Setup
    public void setUp() {
        mode = switch (dialect) {
            case "mysql" -> SqlMode.mysql().ansiQuotes(false);
            case "postgresql" -> SqlMode.postgresql().standardConformingStrings(true);
            case "sqlite" -> SqlMode.sqlite();
            case "h2" -> SqlMode.h2();
            default -> SqlMode.ansi();
        };
        for (int i = 0, bytes = 0; bytes < CORPUS_BYTES; i++) {
            String template = template(i);
            long marks = template.lines()
                    .filter(line -> !line.contains("--"))
                    .flatMapToInt(String::chars)
                    .filter(c -> c == '?')
                    .count();
            int parameters = SqlTemplate.compile(template, mode).parameterCount();
            if (parameters != marks) {
                throw new IllegalStateException(parameters + " parameters instead of " + marks);
            }
            templates.add(template);
            bytes += template.length();
        }
    }

    private String template(int seed) {
        StringBuilder sql = new StringBuilder("SELECT o.id, o.total FROM orders o JOIN customers c ON c.id = o.cust\n")
                .append(" WHERE o.shop_id = ?\n");
        for (int part = seed; sql.length() < size; part++) {
            sql.append(PARTS.get(part % PARTS.size()));
        }
        return sql.toString();
    }

    /** The bytes of text that were compiled, as a rate. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Text {
        public long bytes;
    }

    @Benchmark
    public SqlTemplate compile(Text text) {
        String template = templates.get(next);
        next = next + 1 == templates.size() ? 0 : next + 1;
        text.bytes += template.length();
        return SqlTemplate.compile(template, mode);
    }
}
