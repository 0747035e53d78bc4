// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.mysql.cj.BindValue;
import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.mariadb.jdbc.client.util.Parameters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A statement with six parameters as the bytes of a query packet: {@code SELECT ?, ?, ?, ?, ?, ?} with a long, a
 * double, a boolean, an instant, a blob and a string, against two drivers' own encoders and a StringBuilder.
 *
 * <pre>{@code
 * ./mvnw -q -pl benchmarks -am package -DskipTests
 * java -jar benchmarks/target/benchmarks.jar SeedBenchmark -prof gc
 * }</pre>
 *
 * <p>appendkit writes its literals in their default form, with types ({@code TIMESTAMP'…'}, {@code _binary x'…'}), and
 * in the rows named {@code …Bare} as the drivers and the StringBuilder do, without.
 *
 * <p>All sides cycle through the same 4,096 parameter sets ({@link SeedParameters}), bound before; rows with
 * {@code Bind} in their name also bind, rows with {@code Parse} also parse the statement. {@code blob} is the style of
 * the blob where a side has a choice: appendkit and the StringBuilder. MariaDB Connector/J always escapes
 * ({@code _binary '…'}), MySQL Connector/J always writes hex. What the drivers' rows leave out is said in
 * {@link MariaDbSeed} and {@link MySqlSeed}. {@code copy} is the lower bound: the statement's bytes, copied.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Duser.timezone=UTC")
public class SeedBenchmark {
    private static final int SETS = 4096;
    private static final String SEED_START = "SELECT 42424242, 3.141592653589793E0, 0, '2015-02-08 16:05:42.807015', ";
    private static final String SEED_END = ", 'string containing special chars '' \" \u0007 \\0'";

    @Param({"binary", "hex"})
    public String blob;

    private final SeedParameters[] sets = SeedParameters.random(SETS);
    private final SqlParameters[] bound = new SqlParameters[SETS];
    private final Parameters[] mariaDbBound = new Parameters[SETS];
    private final BindValue[][] mySqlBound = new BindValue[SETS][];
    private final byte[][] texts = new byte[SETS][];

    private final byte[] dst = new byte[8192];
    private final AppendBuffer cursor = AppendBuffer.wrap(dst, 0, dst.length);
    private final ByteBuf heap = Unpooled.buffer(8192);
    private final ByteBuf direct = Unpooled.directBuffer(8192);

    private final SqlParameters reused = new SqlParameters(6);
    private final MariaDbSeed mariaDb = new MariaDbSeed();
    private final MySqlSeed mySql = new MySqlSeed();
    private SqlMode mode;
    private SqlMode bareMode;
    private SqlTemplate template;
    private SqlTemplate bareTemplate;
    private NaiveSeed naive;
    private int next;

    @Setup
    public void setUp() throws IOException, SQLException {
        boolean hex = blob.equals("hex");
        mode = SqlMode.mysql().zone(ZoneOffset.UTC).binaryIntroducer(!hex);
        bareMode = mode.bareLiterals(true);
        template = SqlTemplate.compile(SeedParameters.SQL, mode);
        bareTemplate = SqlTemplate.compile(SeedParameters.SQL, bareMode);
        naive = new NaiveSeed(hex);
        for (int i = 0; i < SETS; i++) {
            bound[i] = bind(new SqlParameters(6), sets[i]);
            mariaDbBound[i] = mariaDb.bind(sets[i]);
            mySqlBound[i] = mySql.bind(sets[i]);
            texts[i] = text(naive.write(dst, sets[i])).getBytes(StandardCharsets.UTF_8);
        }
        ProfilePollution.run();
        verifySeed(hex);
        verifyAllSets(hex);
        next = 0;
    }

    @TearDown
    public void tearDown() {
        heap.release();
        direct.release();
    }

    @Benchmark
    public int appendkit() {
        return append(template, bound[advance()]);
    }

    @Benchmark
    public int appendkitBare() {
        return append(bareTemplate, bound[advance()]);
    }

    @Benchmark
    public int appendkitBind() {
        return append(template, bind(reused, sets[advance()]));
    }

    @Benchmark
    public int appendkitBindBare() {
        return append(bareTemplate, bind(reused, sets[advance()]));
    }

    @Benchmark
    public int appendkitParse() {
        return append(SqlTemplate.compile(SeedParameters.SQL, mode), bound[advance()]);
    }

    @Benchmark
    public int appendkitParseBare() {
        return append(SqlTemplate.compile(SeedParameters.SQL, bareMode), bound[advance()]);
    }

    @Benchmark
    public int appendkitParseBind() {
        return append(SqlTemplate.compile(SeedParameters.SQL, mode), bind(reused, sets[advance()]));
    }

    @Benchmark
    public int appendkitParseBindBare() {
        return append(SqlTemplate.compile(SeedParameters.SQL, bareMode), bind(reused, sets[advance()]));
    }

    @Benchmark
    public int appendkitHeapByteBuf() {
        return ByteBufAppend.appendSql(heap.clear(), template, bound[advance()]);
    }

    @Benchmark
    public int appendkitHeapByteBufBare() {
        return ByteBufAppend.appendSql(heap.clear(), bareTemplate, bound[advance()]);
    }

    @Benchmark
    public int appendkitDirectByteBuf() {
        return ByteBufAppend.appendSql(direct.clear(), template, bound[advance()]);
    }

    @Benchmark
    public int appendkitDirectByteBufBare() {
        return ByteBufAppend.appendSql(direct.clear(), bareTemplate, bound[advance()]);
    }

    @Benchmark
    public int mariaDb() throws IOException, SQLException {
        return mariaDb.encode(mariaDbBound[advance()]);
    }

    @Benchmark
    public int mariaDbParseBind() throws IOException, SQLException {
        return mariaDb.parseBindEncode(sets[advance()]);
    }

    @Benchmark
    public int mySql() {
        return mySql.encode(mySqlBound[advance()]);
    }

    @Benchmark
    public int stringBuilder() {
        return naive.write(dst, sets[advance()]);
    }

    @Benchmark
    public int copy() {
        byte[] text = texts[advance()];
        System.arraycopy(text, 0, dst, 0, text.length);
        return text.length;
    }

    private int advance() {
        int index = next;
        next = (index + 1) & (SETS - 1);
        return index;
    }

    private int append(SqlTemplate statement, SqlParameters parameters) {
        statement.appendTo(cursor.reset(dst, 0, dst.length), parameters);
        return cursor.length();
    }

    private static SqlParameters bind(SqlParameters p, SeedParameters set) {
        return p.setLong(1, set.id())
                .setDouble(2, set.ratio())
                .setBoolean(3, set.flag())
                .setInstant(4, set.at())
                .setBytes(5, set.blob())
                .setString(6, set.text());
    }

    /** The first set is the seed, whose text is known. */
    private void verifySeed(boolean hex) {
        String blobText = hex
                ? "x'627974657320636f6e7461696e696e67207370656369616c2063686172732027202220072000'"
                : "_binary'bytes containing special chars '' \" \u0007 \\0'";
        expect("the seed", new String(texts[0], StandardCharsets.UTF_8), SEED_START + blobText + SEED_END);
    }

    /**
     * Every row, with every set: equal to the StringBuilder's text, with types or without, but for the differences that
     * the peers' classes document.
     */
    private void verifyAllSets(boolean hex) throws IOException, SQLException {
        for (int i = 0; i < SETS; i++) {
            next = i;
            String bare = new String(texts[i], StandardCharsets.UTF_8);
            String typed = withTypes(bare, hex);
            verify(i, "appendkit", this::appendkit, typed);
            verify(i, "appendkitBind", this::appendkitBind, typed);
            verify(i, "appendkitParse", this::appendkitParse, typed);
            verify(i, "appendkitParseBind", this::appendkitParseBind, typed);
            verify(i, "appendkitBare", this::appendkitBare, bare);
            verify(i, "appendkitBindBare", this::appendkitBindBare, bare);
            verify(i, "appendkitParseBare", this::appendkitParseBare, bare);
            verify(i, "appendkitParseBindBare", this::appendkitParseBindBare, bare);
            verify(i, heap, this::appendkitHeapByteBuf, typed);
            verify(i, heap, this::appendkitHeapByteBufBare, bare);
            verify(i, direct, this::appendkitDirectByteBuf, typed);
            verify(i, direct, this::appendkitDirectByteBufBare, bare);

            String withoutExponent = bare.replace("E0, ", ", ");
            if (hex) {
                mySql.encode(mySqlBound[i]);
                expect("MySQL Connector/J", mySql.lastSql(), withoutExponent);
            } else {
                mariaDb.encode(mariaDbBound[i]);
                expect("MariaDB Connector/J", withDoubledQuotes(mariaDb.lastSql()), withoutExponent);
                mariaDb.parseBindEncode(sets[i]);
                expect("MariaDB Connector/J", withDoubledQuotes(mariaDb.lastSql()), withoutExponent);
            }
        }
    }

    private void verify(int set, String row, IntSupplier benchmark, String expected) {
        next = set;
        expect(row, text(benchmark.getAsInt()), expected);
    }

    private void verify(int set, ByteBuf buffer, IntSupplier benchmark, String expected) {
        next = set;
        int length = benchmark.getAsInt();
        expect(
                buffer.isDirect() ? "direct" : "heap",
                buffer.toString(buffer.readerIndex(), length, StandardCharsets.UTF_8),
                expected);
    }

    /** The types are those of the instant, which is the first text, and of a blob in hexadecimal digits. */
    private static String withTypes(String bare, boolean hex) {
        int instant = bare.indexOf(", '") + 2;
        String typed = bare.substring(0, instant) + "TIMESTAMP" + bare.substring(instant);
        return hex ? typed.replaceFirst(", x'", ", _binary x'") : typed;
    }

    /**
     * The driver's text with this benchmark's escapes. The values hold no backslash, so there is nothing to confuse.
     */
    private static String withDoubledQuotes(String sql) {
        return sql.replace("\\'", "''")
                .replace("\\\"", "\"")
                .replace("\\\0", "\\0")
                .replace("_binary '", "_binary'");
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
