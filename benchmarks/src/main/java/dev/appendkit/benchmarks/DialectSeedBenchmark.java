// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
import org.postgresql.core.Utils;

/**
 * The six-parameter statement of {@link SeedBenchmark} for PostgreSQL and SQLite, without the string's NUL, which
 * PostgreSQL has not.
 *
 * <p>The drivers have no seam to drive their interpolation without a server (SQLite's has none at all: it binds). So
 * the peers are written here, and know the statement's text and types: {@code stringBuilder} does for each parameter
 * what the simple mode of the PostgreSQL driver does, a {@code String} of the value, the driver's own
 * {@code Utils.escapeLiteral}, one {@code StringBuilder}, {@code getBytes}; {@code stringFormat} is
 * {@code String.format} over quoted values. All write the same bytes.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar DialectSeedBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Duser.timezone=UTC")
public class DialectSeedBenchmark {
    private static final int SETS = 4096;
    private static final String POSTGRESQL_FORMAT =
            "SELECT ('%d'::int8), ('%s'::float8), %s, ('%s+00'::timestamptz), ('\\x%s'::bytea), '%s'";
    private static final String SQLITE_FORMAT = "SELECT %d, %s, %s, '%s', x'%s', '%s'";
    private static final DateTimeFormatter MICROS = timestamp("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter NANOS = timestamp("uuuu-MM-dd HH:mm:ss.SSSSSSSSS");

    @Param({"postgresql", "sqlite"})
    public String dialect;

    private final SeedParameters[] sets = SeedParameters.random(SETS);
    private final SqlParameters[] bound = new SqlParameters[SETS];
    private final byte[] dst = new byte[8192];
    private final AppendBuffer cursor = AppendBuffer.wrap(dst, 0, dst.length);
    private boolean postgreSql;
    private DateTimeFormatter timestamp;
    private SqlTemplate template;
    private int next;

    @Setup
    public void setUp() throws SQLException {
        postgreSql = dialect.equals("postgresql");
        timestamp = postgreSql ? MICROS : NANOS;
        SqlMode mode = postgreSql ? SqlMode.postgresql().standardConformingStrings(true) : SqlMode.sqlite();
        template = SqlTemplate.compile(SeedParameters.SQL, mode);
        for (int i = 0; i < SETS; i++) {
            SeedParameters set = sets[i];
            sets[i] = new SeedParameters(
                    set.id(),
                    set.ratio(),
                    set.flag(),
                    set.at(),
                    set.blob(),
                    set.text().replace('\0', '\\'));
            bound[i] = new SqlParameters(6)
                    .setLong(1, set.id())
                    .setDouble(2, set.ratio())
                    .setBoolean(3, set.flag())
                    .setInstant(4, set.at())
                    .setBytes(5, set.blob())
                    .setString(6, sets[i].text());
        }
        ProfilePollution.run();
        for (int i = 0; i < SETS; i++) {
            next = i;
            String expected = text(appendkit());
            next = i;
            expect("stringBuilder", text(stringBuilder()), expected);
            next = i;
            expect("stringFormat", text(stringFormat()), expected);
        }
    }

    @Benchmark
    public int appendkit() {
        template.appendTo(cursor.reset(dst, 0, dst.length), bound[advance()]);
        return cursor.length();
    }

    @Benchmark
    public int stringBuilder() throws SQLException {
        SeedParameters p = sets[advance()];
        StringBuilder sql = new StringBuilder(256);
        sql.append(postgreSql ? "SELECT ('" : "SELECT ").append(Long.toString(p.id()));
        sql.append(postgreSql ? "'::int8), ('" : ", ").append(Double.toString(p.ratio()));
        sql.append(postgreSql ? "'::float8), " : ", ").append(flag(p.flag()));
        sql.append(postgreSql ? ", ('" : ", '").append(timestamp.format(p.at()));
        sql.append(postgreSql ? "+00'::timestamptz), ('\\x" : "', x'")
                .append(HexFormat.of().formatHex(p.blob()));
        sql.append(postgreSql ? "'::bytea), '" : "', '");
        Utils.escapeLiteral(sql, p.text(), true);
        return copy(sql.append('\'').toString());
    }

    @Benchmark
    public int stringFormat() {
        SeedParameters p = sets[advance()];
        return copy(String.format(
                Locale.ROOT,
                postgreSql ? POSTGRESQL_FORMAT : SQLITE_FORMAT,
                p.id(),
                p.ratio(),
                flag(p.flag()),
                timestamp.format(p.at()),
                HexFormat.of().formatHex(p.blob()),
                p.text().replace("'", "''")));
    }

    private static DateTimeFormatter timestamp(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private String flag(boolean flag) {
        return postgreSql ? (flag ? "TRUE" : "FALSE") : (flag ? "1" : "0");
    }

    private int copy(String sql) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, dst, 0, bytes.length);
        return bytes.length;
    }

    private int advance() {
        int index = next;
        next = (index + 1) & (SETS - 1);
        return index;
    }

    private String text(int length) {
        return new String(dst, 0, length, StandardCharsets.UTF_8);
    }

    private static void expect(String side, String actual, String expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException(side + " wrote " + actual + " instead of " + expected);
        }
    }
}
