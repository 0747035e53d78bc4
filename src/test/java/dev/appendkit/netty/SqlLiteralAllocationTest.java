// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.Modes;
import dev.appendkit.sql.RawSql;
import dev.appendkit.sql.SqlArray;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.sql.SqlValue;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.Values;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One literal at a time, of every type, in every dialect that is no experiment. */
@Tag("alloc")
@Tag("thorough")
class SqlLiteralAllocationTest {

    private static final List<SqlMode> MODES = Stream.concat(
                    Modes.except("sqlserver").stream().map(mode -> mode.zone(ZoneId.of("Europe/Vienna"))),
                    Modes.of("mysql", "mariadb").stream()
                            .map(mode -> mode.booleanKeywords(true).uuidAsBytes(true)))
            .toList();

    private static final String TEXT = "it's \\ \"quoted\" \u20ac";
    private static final CharSequence FOREIGN = CharBuffer.wrap(TEXT.toCharArray());
    private static final BigDecimal LARGE = new BigDecimal("-12345678901234567890123.678");
    private static final BigInteger INTEGER = BigInteger.valueOf(-12_345);
    private static final LocalTime TIME = LocalTime.of(1, 2, 3, 456_789_000);
    private static final Instant INSTANT = Instant.ofEpochSecond(1_700_000_000, 5_000);
    private static final OffsetDateTime OFFSET_DATE_TIME = INSTANT.atOffset(ZoneOffset.ofHours(2));
    private static final OffsetTime OFFSET_TIME = TIME.atOffset(ZoneOffset.ofHours(-2));
    private static final Duration DURATION = Duration.ofMillis(-3_661_500);
    private static final UUID ID = new UUID(1, 2);
    private static final SqlArray ARRAY = SqlArray.of("int8", List.of(1L, -2L));
    private static final RawSql RAW = RawSql.unchecked("DEFAULT");
    private static final SqlValue VALUE = writer -> writer.writeString("it's");
    private static final Long BOXED = 77L;
    private static final ByteBuffer BUFFER = ByteBuffer.wrap(Values.BYTES);
    private static final byte[] UTF_8_BYTES = "it's ä".getBytes(StandardCharsets.UTF_8);

    /** Every append of {@link SqlLiteral} but those of {@link #EXCEPTIONS}, named by what it takes. */
    private static final Map<String, BiConsumer<AppendBuffer, SqlMode>> APPENDS = Map.ofEntries(
            entry("appendNull()", SqlLiteral::appendNull),
            entry("appendNull(String)", (out, mode) -> SqlLiteral.appendNull(out, mode, "integer")),
            entry("appendByteBuffer(ByteBuffer)", (out, mode) -> SqlLiteral.appendByteBuffer(out, mode, BUFFER)),
            entry(
                    "appendUtf8(byte[],int,int)",
                    (out, mode) -> SqlLiteral.appendUtf8(out, mode, UTF_8_BYTES, 0, UTF_8_BYTES.length)),
            entry(
                    "appendLocalDateTime(long,int)",
                    (out, mode) -> SqlLiteral.appendLocalDateTime(out, mode, 1_700_000_001L, 5_000)),
            entry("appendBoolean(boolean)", (out, mode) -> SqlLiteral.appendBoolean(out, mode, true)),
            entry("appendInt(int)", (out, mode) -> SqlLiteral.appendInt(out, mode, -5)),
            entry("appendLong(long)", (out, mode) -> SqlLiteral.appendLong(out, mode, Long.MIN_VALUE)),
            entry("appendUnsignedLong(long)", (out, mode) -> SqlLiteral.appendUnsignedLong(out, mode, 5)),
            entry("appendFloat(float)", (out, mode) -> SqlLiteral.appendFloat(out, mode, 0.1f)),
            entry("appendDouble(double)", (out, mode) -> SqlLiteral.appendDouble(out, mode, -Math.PI)),
            entry("appendDecimal(BigDecimal)", (out, mode) -> {
                SqlLiteral.appendDecimal(out, mode, Values.DECIMAL);
                SqlLiteral.appendDecimal(out, mode, LARGE);
            }),
            entry("appendDecimal(long,int)", (out, mode) -> SqlLiteral.appendDecimal(out, mode, -5, 2)),
            entry("appendBigInteger(BigInteger)", (out, mode) -> SqlLiteral.appendBigInteger(out, mode, INTEGER)),
            entry("appendString(CharSequence)", (out, mode) -> {
                SqlLiteral.appendString(out, mode, TEXT);
                SqlLiteral.appendString(out, mode, FOREIGN);
            }),
            entry("appendBytes(byte[])", (out, mode) -> SqlLiteral.appendBytes(out, mode, Values.BYTES)),
            entry("appendBytes(byte[],int,int)", (out, mode) -> SqlLiteral.appendBytes(out, mode, Values.BYTES, 1, 2)),
            entry("appendDate(LocalDate)", (out, mode) -> SqlLiteral.appendDate(out, mode, Values.DATE)),
            entry("appendTime(LocalTime)", (out, mode) -> SqlLiteral.appendTime(out, mode, TIME)),
            entry(
                    "appendDateTime(LocalDateTime)",
                    (out, mode) -> SqlLiteral.appendDateTime(out, mode, OFFSET_DATE_TIME.toLocalDateTime())),
            entry("appendInstant(Instant)", (out, mode) -> SqlLiteral.appendInstant(out, mode, INSTANT)),
            entry("appendInstant(long,int)", (out, mode) -> SqlLiteral.appendInstant(out, mode, 1_700_000_001L, 0)),
            entry(
                    "appendOffsetDateTime(OffsetDateTime)",
                    (out, mode) -> SqlLiteral.appendOffsetDateTime(out, mode, OFFSET_DATE_TIME)),
            entry("appendOffsetTime(OffsetTime)", (out, mode) -> SqlLiteral.appendOffsetTime(out, mode, OFFSET_TIME)),
            entry("appendDuration(Duration)", (out, mode) -> SqlLiteral.appendDuration(out, mode, DURATION)),
            entry("appendUuid(UUID)", (out, mode) -> SqlLiteral.appendUuid(out, mode, ID)),
            entry("appendUuid(long,long)", (out, mode) -> SqlLiteral.appendUuid(out, mode, -1, 1)),
            entry("appendJson(CharSequence)", (out, mode) -> SqlLiteral.appendJson(out, mode, "{\"a\":\"it's\"}")),
            entry("appendEnum(Enum)", (out, mode) -> SqlLiteral.appendEnum(out, mode, TimeUnit.DAYS)),
            entry("appendArray(SqlArray)", (out, mode) -> SqlLiteral.appendArray(out, mode, ARRAY)),
            entry("appendRawSql(RawSql)", (out, mode) -> SqlLiteral.appendRawSql(out, mode, RAW)),
            entry("appendValue(SqlValue)", (out, mode) -> SqlLiteral.appendValue(out, mode, VALUE)),
            entry("appendObject(Object)", (out, mode) -> SqlLiteral.appendObject(out, mode, BOXED)),
            entry("appendIdentifier(String)", (out, mode) -> SqlLiteral.appendIdentifier(out, mode, "it`s \"")),
            entry("escapeLike(CharSequence,char)", (out, mode) -> SqlLiteral.escapeLike(out, mode, "50%_it's", '!')));

    /** Of which the class comment says that they allocate. */
    private static final Set<String> EXCEPTIONS = Set.of(
            "appendInetAddress(InetAddress)",
            "appendList(Collection)",
            "appendReader(Reader)",
            "appendReader(Reader,long)",
            "appendStream(InputStream)",
            "appendStream(InputStream,long)");

    private final AppendBuffer out = AppendBuffer.growing(1 << 14, 1 << 14);

    static Stream<String> appends() {
        return APPENDS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("appends")
    void inEveryDialect(String name) {
        BiConsumer<AppendBuffer, SqlMode> append = APPENDS.get(name);
        int taken = 0;
        for (SqlMode mode : MODES) {
            try {
                append.accept(out.clear(), mode);
            } catch (SqlParameterException refused) {
                assertThat(refused.code()).isEqualTo(SqlParameterException.Code.UNSUPPORTED_TYPE);
                continue;
            }
            Allocations.assertNone(name + " in " + mode, () -> append.accept(out.clear(), mode));
            taken++;
        }
        assertThat(taken).isGreaterThanOrEqualTo(5);
    }

    @Test
    void noneIsLeftOut() {
        Set<String> all = Arrays.stream(SqlLiteral.class.getMethods())
                .filter(method ->
                        method.getDeclaringClass() == SqlLiteral.class && method.getReturnType() == void.class)
                .map(SqlLiteralAllocationTest::name)
                .collect(Collectors.toSet());
        assertThat(all).containsAll(EXCEPTIONS);
        all.removeAll(EXCEPTIONS);
        assertThat(APPENDS).containsOnlyKeys(all);
    }

    private static String name(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .skip(2)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }

    /** The control: foreign code gets arrays of its own, 4,096 chars or bytes for each literal. */
    @Test
    void theCheckFailsForReadersAndStreams() {
        SqlMode mode = SqlMode.mysql();
        Repeated reader = new Repeated();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone(
                        "reader", () -> SqlLiteral.appendReader(out.clear(), mode, reader.again())))
                .withMessageContaining("allocates");
        ByteArrayInputStream stream = new ByteArrayInputStream(Values.BYTES);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("stream", () -> {
                    stream.reset();
                    SqlLiteral.appendStream(out.clear(), mode, stream);
                }))
                .withMessageContaining("allocates");
    }

    /** A set of parameters keeps those arrays. */
    @Test
    void readersAndStreamsOfAParameterSet() {
        SqlParameters parameters = new SqlParameters(3);
        Repeated reader = new Repeated();
        ByteArrayInputStream stream = new ByteArrayInputStream(Values.BYTES);
        for (SqlMode mode : MODES) {
            SqlTemplate template = SqlTemplate.compile("SELECT ?, ?, ?", mode);
            Allocations.assertNone("streams in " + mode, () -> {
                stream.reset();
                parameters.setReader(1, reader.again()).setStream(2, stream).setJson(3, "{}");
                template.appendTo(out.clear(), parameters);
            });
        }
    }

    /** The same hundred chars again and again. */
    private static final class Repeated extends Reader {
        private int left;

        Repeated again() {
            left = 100;
            return this;
        }

        @Override
        public int read(char[] into, int from, int length) {
            if (left == 0) {
                return -1;
            }
            int count = Math.min(length, left);
            Arrays.fill(into, from, from + count, '\'');
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }
}
