// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.bytes;
import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.one;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.sql.SqlParameterException.Code;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.Test;

/** Values beyond the table of literals: typed NULL and text, buffers, UTF-8, arrays and the types of java.sql. */
class NewerValuesTest {
    private static final SqlMode MYSQL = SqlMode.mysql().zone(ZoneOffset.UTC);
    private static final SqlMode MARIADB = SqlMode.mariadb().zone(ZoneOffset.UTC);
    private static final SqlMode POSTGRESQL = SqlMode.postgresql().standardConformingStrings(true);
    private static final SqlMode SQLITE = SqlMode.sqlite();
    private static final SqlMode H2 = SqlMode.h2();

    @Test
    void nullOfAType() {
        assertThat(literal(POSTGRESQL, p -> p.setNull(1, "bigint"))).isEqualTo("(NULL::bigint)");
        assertThat(literal(POSTGRESQL, p -> p.setNull(1, "app.\"Mood\""))).isEqualTo("(NULL::app.\"Mood\")");
        assertThat(literal(POSTGRESQL.bareLiterals(true), p -> p.setNull(1, "bigint")))
                .isEqualTo("NULL");
        assertThat(literal(H2, p -> p.setNull(1, "BIGINT"))).isEqualTo("CAST(NULL AS BIGINT)");
        assertThat(literal(SqlMode.ansi(), p -> p.setNull(1, "DOUBLE PRECISION")))
                .isEqualTo("CAST(NULL AS DOUBLE PRECISION)");
        for (SqlMode mode : List.of(MYSQL, MARIADB, SQLITE)) {
            assertThat(literal(mode, p -> p.setNull(1, "bigint"))).isEqualTo("NULL");
        }
        for (String evil : List.of(
                "",
                "a b",
                "int)",
                "a.",
                ".a",
                "1a",
                "\"",
                "\"\"",
                "\"a",
                "\"a\"b\"",
                "a\"b\"",
                "\"\0\"",
                "\"\ud800\"",
                "x".repeat(200))) {
            assertThatThrownBy(() -> new SqlParameters(1).setNull(1, evil))
                    .as("%s", evil)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesOfTypes() {
        for (String name : List.of(
                "DOUBLE PRECISION",
                "character varying",
                "BINARY VARYING",
                "BINARY LARGE OBJECT",
                "CHARACTER LARGE OBJECT",
                "INTERVAL DAY TO SECOND",
                "\"M\u00f6d\"")) {
            assertThat(literal(H2, p -> p.setNull(1, name))).isEqualTo("CAST(NULL AS " + name + ")");
            assertThat(literal(POSTGRESQL, p -> p.setNull(1, name))).isEqualTo("(NULL::" + name + ")");
            assertThat(literal(POSTGRESQL, SqlArray.of(name, List.of()))).isEqualTo("(ARRAY[]::" + name + "[])");
        }
        for (SqlMode mode : List.of(
                POSTGRESQL.charset("ascii"), H2.charset("ascii"), SqlMode.ansi().charset("ascii"))) {
            refused(mode, p -> p.setNull(1, "\"M\u00f6d\""), Code.UNENCODABLE_CHARACTER);
        }
        refused(POSTGRESQL.charset("ascii"), SqlArray.of("\"M\u00f6d\"", List.of()), Code.UNENCODABLE_CHARACTER);
    }

    @Test
    void textWithItsType() {
        SqlMode typed = POSTGRESQL.typedText(true);
        assertThat(literal(typed, "it's")).isEqualTo("('it''s'::varchar)");
        assertThat(literal(typed, 'c')).isEqualTo("('c'::varchar)");
        assertThat(literal(typed, CharBuffer.wrap("a\\b"))).isEqualTo("('a\\b'::varchar)");
        assertThat(literal(typed, p -> p.setReader(1, new java.io.StringReader("a'b"))))
                .isEqualTo("('a''b'::varchar)");
        assertThat(literal(typed, Thread.State.NEW)).isEqualTo("'NEW'");
        assertThat(literal(typed, p -> p.setJson(1, "{}"))).isEqualTo("('{}'::jsonb)");
        assertThat(literal(typed.bareLiterals(true), "a")).isEqualTo("'a'");
        SqlMode unknown = SqlMode.postgresql().typedText(true);
        assertThat(literal(unknown, "a\\b'")).isEqualTo("(E'a\\\\b'''::varchar)");
        assertThat(literal(unknown, "ab")).isEqualTo("('ab'::varchar)");
        assertThat(literal(unknown, p -> p.setReader(1, new java.io.StringReader("a\\"))))
                .isEqualTo("(E'a\\\\'::varchar)");
        assertThat(typed.sameFingerprint(POSTGRESQL)).isFalse();
        assertThatThrownBy(() -> MYSQL.typedText(true)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theRemainingBytesOfABuffer() {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 7, 4096, 4097, 9000}) {
            byte[] content = new byte[size + 10];
            random.nextBytes(content);
            ByteBuffer direct = ByteBuffer.allocateDirect(content.length).put(content);
            for (ByteBuffer whole : List.of(
                    ByteBuffer.wrap(content),
                    direct,
                    ByteBuffer.wrap(content).asReadOnlyBuffer(),
                    ByteBuffer.wrap(content, 1, size + 9).slice().position(0))) {
                ByteBuffer buffer = whole.duplicate().clear();
                buffer.position(3).limit(3 + size);
                byte[] expected = new byte[size];
                buffer.duplicate().get(expected);
                for (SqlMode mode : List.of(MYSQL, MARIADB.binaryIntroducer(true), POSTGRESQL, SQLITE, H2)) {
                    assertThat(bytes(mode, p -> p.setByteBuffer(1, buffer)))
                            .isEqualTo(bytes(mode, p -> p.setBytes(1, expected)));
                }
                assertThat(buffer.position()).isEqualTo(3);
            }
        }
        assertThat(literal(MYSQL, p -> p.setByteBuffer(1, null))).isEqualTo("NULL");
        assertThat(literal(MARIADB, ByteBuffer.wrap(new byte[] {1}))).isEqualTo("x'01'");
    }

    /** The oracle is the JDK's decoder, over every lead byte and random bytes behind it. */
    @Test
    void bytesThatAreUtf8() {
        Random random = new Random(11);
        for (int round = 0; round < 40_000; round++) {
            byte[] text = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < text.length; i++) {
                int kind = random.nextInt(4);
                text[i] = (byte) (kind == 0 ? 'a' : kind == 1 ? random.nextInt(256) : 0x80 + random.nextInt(64));
            }
            text[0] = (byte) (round & 0xFF);
            String expected = decoded(text);
            if (expected == null) {
                refused(MYSQL, p -> p.setUtf8(1, text, 0, text.length), Code.MALFORMED_UTF8);
            } else if (round % 16 == 0) {
                assertThat(literal(SQLITE, p -> p.setUtf8(1, text, 0, text.length)))
                        .isEqualTo(literal(SQLITE, expected));
            } else {
                assertThat(SqlTemplate.compile("?", MYSQL).toSql(one(p -> p.setUtf8(1, text, 0, text.length))))
                        .isEqualTo(SqlTemplate.compile("?", MYSQL).toSql(expected));
            }
        }
        byte[] emoji = "a\ud83d\ude00'b".getBytes(StandardCharsets.UTF_8);
        for (SqlMode mode : Modes.all()) {
            assertThat(literal(mode, p -> p.setUtf8(1, emoji, 1, emoji.length - 1)))
                    .isEqualTo(literal(mode, "\ud83d\ude00'"));
        }
        assertThatThrownBy(() -> new SqlParameters(1).setUtf8(1, emoji, 2, 99))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static String decoded(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Test
    void aLocalDateTimeByItsNumbers() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            LocalDateTime value = LocalDateTime.of(1, 1, 1, 0, 0)
                    .plusSeconds((long) (random.nextDouble() * 315_000_000_000.0))
                    .withNano(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
            for (SqlMode mode : Modes.all()) {
                SqlTemplate template = SqlTemplate.compile("?", mode);
                long second = value.toEpochSecond(ZoneOffset.UTC);
                assertThat(template.toSql(one(p -> p.setLocalDateTime(1, second, value.getNano()))))
                        .isEqualTo(template.toSql(value));
            }
        }
        for (SqlMode mode : Modes.all()) {
            refused(mode, p -> p.setLocalDateTime(1, Long.MAX_VALUE, 0), Code.OUT_OF_RANGE);
        }
        assertThatThrownBy(() -> new SqlParameters(1).setLocalDateTime(1, 0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void javaArraysAreArraysOrLists() {
        assertThat(literal(POSTGRESQL, new int[] {1, -2})).isEqualTo("(ARRAY[('1'::int4), ('-2'::int4)]::int4[])");
        assertThat(literal(POSTGRESQL, new String[] {"a", null})).isEqualTo("(ARRAY['a', NULL]::text[])");
        assertThat(literal(POSTGRESQL, new boolean[] {true})).isEqualTo("(ARRAY[TRUE]::bool[])");
        for (Object array : new Object[] {
            new short[] {1},
            new long[] {1},
            new float[] {1},
            new double[] {1},
            new UUID[] {new UUID(1, 2)},
            new BigDecimal[] {BigDecimal.ONE},
            new byte[][] {{1}}
        }) {
            assertThat(literal(POSTGRESQL, array)).startsWith("(ARRAY[(").endsWith("[])");
            refused(MYSQL, array, Code.UNSUPPORTED_TYPE);
        }
        for (SqlMode mode : Modes.all()) {
            SqlTemplate in = SqlTemplate.compile("SELECT a IN (?)", mode);
            assertThat(in.toSql(new int[] {1, 2})).isEqualTo(in.toSql(List.of(1, 2)));
            assertThat(in.toSql((Object) new Object[] {1, "a"})).isEqualTo(in.toSql(List.of(1, "a")));
        }
        refused(POSTGRESQL, new Object[] {1}, Code.UNSUPPORTED_CLASS);
        refused(POSTGRESQL, new Integer[] {1}, Code.UNSUPPORTED_CLASS);
        assertThatThrownBy(() -> new SqlParameters(1).setObject(1, new char[] {'a'}))
                .isInstanceOf(SqlParameterException.class)
                .hasMessageContaining("[C");
    }

    @Test
    void anElementBindsToTheElementType() {
        assertThat(literal(POSTGRESQL, SqlArray.of("int4", List.of((byte) 1, (short) 2, 3, 4L, BigInteger.TEN))))
                .endsWith("::int4[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("char", List.of("abc")))).isEqualTo("(ARRAY['abc']::bpchar[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("bit", List.of("101")))).isEqualTo("(ARRAY['101']::\"bit\"[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("\"Mood\"", List.of("ok")))).isEqualTo("(ARRAY['ok']::\"Mood\"[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("app.mood", List.of(Thread.State.NEW))))
                .isEqualTo("(ARRAY['NEW']::app.mood[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("date", List.of(LocalDate.EPOCH))))
                .contains("::date)");
        for (var wrong : Map.<String, Object>of(
                        "int4",
                        2.7,
                        "int8",
                        true,
                        "int2",
                        new BigDecimal("1"),
                        "date",
                        Instant.EPOCH,
                        "timestamp",
                        LocalDate.EPOCH,
                        "timestamptz",
                        LocalDateTime.of(2020, 1, 1, 0, 0),
                        "bool",
                        "true",
                        "text",
                        5,
                        "uuid",
                        5L,
                        "bytea",
                        "a")
                .entrySet()) {
            SqlParameterException refusal = catchThrowableOfType(
                    SqlParameterException.class,
                    () -> literal(POSTGRESQL, SqlArray.of(wrong.getKey(), List.of(wrong.getValue()))));
            assertThat(refusal.code()).isEqualTo(Code.UNSUPPORTED_CLASS);
            assertThat(refusal)
                    .hasMessageContaining(wrong.getKey())
                    .hasMessageContaining(wrong.getValue().getClass().getName());
        }
        refused(POSTGRESQL, SqlArray.of("int4", List.of(List.of(1), List.of("2"))), Code.UNSUPPORTED_CLASS);
    }

    /** The server has no cast from their types, or one that rounds. */
    @Test
    void elementsThatAreWrittenAsText() {
        for (SqlMode mode : List.of(POSTGRESQL, POSTGRESQL.bareLiterals(true))) {
            assertThat(literal(mode, SqlArray.of("jsonb", List.of(1, -2L, 2.5, 0.1f, true, BigInteger.TEN))))
                    .isEqualTo("(ARRAY['1', '-2', '2.5', '0.1', 'true', '10']::jsonb[])");
            assertThat(literal(mode, SqlArray.of("JSON", List.of(new BigDecimal("-1.50"), "\"it's\""))))
                    .isEqualTo("(ARRAY['-1.50', '\"it''s\"']::JSON[])");
            assertThat(literal(mode, SqlArray.of("pg_catalog.numeric", List.of(16777216f, 0.1 + 0.2))))
                    .isEqualTo("(ARRAY['1.6777216E7', '0.30000000000000004']::pg_catalog.numeric[])");
            assertThat(literal(mode, SqlArray.of("real", List.of(0.1)))).isEqualTo("(ARRAY['0.1']::real[])");
        }
        assertThat(literal(POSTGRESQL, SqlArray.of("numeric", List.of(5))))
                .isEqualTo("(ARRAY[('5'::int4)]::numeric[])");
        assertThat(literal(POSTGRESQL, SqlArray.of("float8", List.of(0.5f))))
                .isEqualTo("(ARRAY[('0.5'::float4)]::float8[])");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // It is what drivers are given.
    void aTimestampIsAnInstant() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            Timestamp first = Timestamp.from(Instant.parse("2024-11-03T05:30:00.25Z"));
            Timestamp second = Timestamp.from(Instant.parse("2024-11-03T06:30:00Z"));
            assertThat(literal(POSTGRESQL, first)).isEqualTo("'2024-11-03 01:30:00.25-04'");
            assertThat(literal(POSTGRESQL, second)).isEqualTo("'2024-11-03 01:30:00-05'");
            assertThat(literal(POSTGRESQL, new Date(first.getTime()))).isEqualTo("'2024-11-03 01:30:00.25-04'");
            assertThat(literal(POSTGRESQL, new java.sql.Date(1_700_000_000_000L)))
                    .isEqualTo("'2023-11-14 -05'");
            assertThat(literal(POSTGRESQL, new java.sql.Time(90_000_123L))).isEqualTo("'20:00:00.123-05'");
            assertThat(literal(POSTGRESQL, Timestamp.from(Instant.parse("-0043-03-15T17:00:00Z"))))
                    .isEqualTo("'0044-03-15 12:03:58-04:56:02 BC'");
            for (SqlMode mode : List.of(MYSQL, MARIADB, SQLITE)) {
                assertThat(literal(mode, first)).isEqualTo(literal(mode, first.toInstant()));
            }
            refused(H2, first, Code.ZONE_UNKNOWN);
            assertThat(literal(H2.zone(ZoneId.of("Europe/Berlin")), first))
                    .isEqualTo("TIMESTAMP '2024-11-03 06:30:00.250000000'");
            assertThat(literal(MARIADB, new java.sql.Date(1_700_000_000_000L))).isEqualTo("DATE'2023-11-14'");
            Timestamp nanos = Timestamp.from(Instant.parse("2024-01-01T00:00:00.123456789Z"));
            assertThat(literal(POSTGRESQL.fraction(FractionPolicy.HALF_UP), nanos))
                    .contains(".123457-05");
            refused(POSTGRESQL.fraction(FractionPolicy.EXACT), nanos, Code.INEXACT);
            Timestamp beforeTheChange =
                    Timestamp.from(Instant.parse("2024-11-03T06:00:00Z").minusNanos(500));
            assertThat(literal(POSTGRESQL.fraction(FractionPolicy.HALF_UP), beforeTheChange))
                    .isEqualTo("'2024-11-03 01:00:00-05'");
            assertThat(literal(POSTGRESQL, beforeTheChange)).isEqualTo("'2024-11-03 01:59:59.999999-04'");
            for (SqlMode mode : List.of(MYSQL, MARIADB, POSTGRESQL, SQLITE)) {
                refused(mode, new Timestamp(Long.MAX_VALUE), Code.OUT_OF_RANGE);
                refused(mode, new java.sql.Date(Long.MAX_VALUE), Code.OUT_OF_RANGE);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void largeObjectsAndSmallNumbers() throws Exception {
        assertThat(literal(MYSQL, p -> p.setObject(1, clob("it's")))).isEqualTo("'it''s'");
        assertThat(literal(MARIADB, p -> p.setObject(1, blob((byte) 1, (byte) 2))))
                .isEqualTo("x'0102'");
        assertThat(literal(MYSQL, Year.of(2020))).isEqualTo("2020");
        assertThat(literal(MYSQL, new AtomicInteger(-3))).isEqualTo("-3");
        assertThat(literal(POSTGRESQL, new AtomicLong(3))).isEqualTo("('3'::int8)");
        assertThat(literal(MYSQL, BitSet.valueOf(new long[] {5}))).isEqualTo("b'101'");
        assertThat(literal(MYSQL, new BitSet())).isEqualTo("b'0'");
        assertThat(literal(MARIADB, BitSet.valueOf(new long[] {-1}))).isEqualTo("b'" + "1".repeat(64) + "'");
        refused(POSTGRESQL, new BitSet(), Code.UNSUPPORTED_TYPE);
        BitSet large = new BitSet();
        large.set(64);
        assertThatThrownBy(() -> new SqlParameters(1).setObject(1, large)).isInstanceOf(SqlParameterException.class);
    }

    /** Their stream is missing, but they are no SQL NULL. */
    @Test
    void largeObjectsWithoutAStream() throws Exception {
        SerialClob freedClob = clob("a");
        freedClob.free();
        SerialBlob freedBlob = blob((byte) 1);
        freedBlob.free();
        for (Object value : List.of(withoutStream(Clob.class), withoutStream(Blob.class), freedClob, freedBlob)) {
            assertThatThrownBy(() -> new SqlParameters(1).setObject(1, value))
                    .isInstanceOfSatisfying(
                            SqlParameterException.class,
                            e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE));
        }
    }

    /** An object whose methods return null. */
    private static Object withoutStream(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }

    private static SerialClob clob(String text) {
        try {
            return new SerialClob(text.toCharArray());
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static SerialBlob blob(byte... bytes) {
        try {
            return new SerialBlob(bytes);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatStaysRefusedIsToldAboutSqlValue() {
        for (Object value : List.of(Map.of(), Optional.empty(), Locale.ROOT, new Object())) {
            assertThatThrownBy(() -> new SqlParameters(1).setObject(1, value))
                    .isInstanceOf(SqlParameterException.class)
                    .hasMessageContaining("SqlValue")
                    .hasMessageContaining(value.getClass().getName());
        }
    }

    @Test
    void aForeignValueThatThrowsOrLiesIsRefused() {
        BigInteger empty = new BigInteger("5") {
            @Override
            public byte[] toByteArray() {
                return new byte[0];
            }
        };
        for (SqlMode mode : Modes.all()) {
            SqlParameterException refusal =
                    catchThrowableOfType(SqlParameterException.class, () -> literal(mode, empty));
            assertThat(refusal.code()).isEqualTo(Code.UNREADABLE);
            assertThat(refusal.index()).isEqualTo(1);
            assertThat(refusal).hasCauseInstanceOf(NumberFormatException.class);
            SqlTemplate in = SqlTemplate.compile("SELECT a IN (?)", mode);
            SqlParameterException list = catchThrowableOfType(
                    SqlParameterException.class,
                    () -> in.toSql(new AbstractList<Object>() {
                        @Override
                        public Object get(int index) {
                            throw new IllegalStateException("mine");
                        }

                        @Override
                        public int size() {
                            return 2;
                        }
                    }));
            assertThat(list.code()).isEqualTo(Code.UNREADABLE);
            assertThat(list).hasRootCauseMessage("mine");
        }
        Timestamp lying = new Timestamp(0) {
            @Override
            public int getNanos() {
                return -5;
            }
        };
        assertThat(catchThrowableOfType(SqlParameterException.class, () -> new SqlParameters(1).setObject(1, lying))
                        .code())
                .isEqualTo(Code.UNREADABLE);
    }

    @Test
    void fractionsOfSqlite() {
        SqlMode millis = SQLITE.fractionDigits(FractionDigits.MILLIS);
        LocalDateTime whole = LocalDateTime.of(2020, 1, 1, 10, 11, 12);
        assertThat(literal(millis, whole)).isEqualTo("'2020-01-01 10:11:12.000'");
        assertThat(literal(millis, whole.toInstant(ZoneOffset.UTC).plusNanos(123_999_999)))
                .isEqualTo("'2020-01-01 10:11:12.123'");
        assertThat(literal(millis, LocalTime.NOON)).isEqualTo("'12:00:00.000'");
        assertThat(literal(SQLITE, whole)).isEqualTo("'2020-01-01 10:11:12'");
        SqlMode exact = millis.fraction(FractionPolicy.EXACT);
        assertThat(literal(exact, whole.withNano(123_000_000))).isEqualTo("'2020-01-01 10:11:12.123'");
        refused(exact, whole.withNano(123_000_001), Code.INEXACT);
        refused(exact, LocalTime.of(1, 2, 3, 4), Code.INEXACT);
        refused(exact, Instant.ofEpochSecond(1, 999_999), Code.INEXACT);
        refused(
                SQLITE.fractionDigits(FractionDigits.NONE).fraction(FractionPolicy.EXACT),
                whole.withNano(1),
                Code.INEXACT);
        SqlMode nanos = SQLITE.fractionDigits(FractionDigits.NANOS).fraction(FractionPolicy.EXACT);
        assertThat(literal(nanos, whole.withNano(1))).isEqualTo("'2020-01-01 10:11:12.000000001'");
        assertThatThrownBy(() -> H2.fractionDigits(FractionDigits.MILLIS))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPairThatTheCharsetLacksIsNoHalfPair() {
        SqlMode mb3 = MYSQL.charset("utf8mb3");
        for (SqlMode mode : List.of(mb3, MYSQL.charset("ascii"))) {
            refused(mode, "a\ud83d\ude00", Code.UNENCODABLE_CHARACTER);
            refused(mode, CharBuffer.wrap("\ud83d\ude00b"), Code.UNENCODABLE_CHARACTER);
            refused(mode, RawSql.unchecked("\ud83d\ude00"), Code.UNENCODABLE_CHARACTER);
            refused(mode, "a\ud83d", Code.LONE_SURROGATE);
            refused(mode, "a\ude00b", Code.LONE_SURROGATE);
            Templates.refused("SELECT '\ud83d\ude00'", mode, SqlTemplateException.Code.UNENCODABLE_CHARACTER);
        }
        refused(POSTGRESQL.charset("ascii"), "a\ud83d\ude00", Code.UNENCODABLE_CHARACTER);
    }

    @Test
    void thePacketHoldsTwoBytesLess() {
        assertThat(MYSQL.maxAllowedPacket(1024)).isEqualTo(MYSQL.maxBytes(1022));
        assertThatThrownBy(() -> MARIADB.maxAllowedPacket(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> H2.maxAllowedPacket(1024)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aStringHoldsNoRawBytes() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?", MARIADB.binaryIntroducer(true));
        assertThat(template.toSql(HexFormat.of().parseHex("ff27"))).isEqualTo("SELECT x'ff27'");
        AppendBuffer out = AppendBuffer.growing(16, 100);
        template.appendTo(out, new SqlParameters(1).setBytes(1, new byte[] {(byte) 0xFF}));
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("SELECT _binary'\u00ff'");
        assertThatThrownBy(() -> template.toSql((Object[]) null)).hasMessageContaining("(Object) null");
        assertThat(Collections.emptyList()).isEmpty();
    }
}
