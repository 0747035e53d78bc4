// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.format.JsonStyle;
import dev.appendkit.format.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values by their class. */
class ValueTest {
    private static final String THIS = "dev.appendkit.logging.ValueTest$";

    private enum Colour {
        RED {
            @Override
            public String toString() {
                return "not the name";
            }
        }
    }

    private record Named(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final class Broken {
        @Override
        public String toString() {
            throw new IllegalStateException("a secret");
        }
    }

    private static final class NullText {
        @SuppressWarnings("ToStringReturnsNull") // As foreign code may.
        @Override
        public @Nullable String toString() {
            return null;
        }
    }

    private static Stream<Arguments> values() {
        UUID uuid = new UUID(0x0123_4567_89AB_CDEFL, -1);
        OffsetDateTime time = OffsetDateTime.of(2026, 11, 21, 9, 2, 3, 120_000_000, ZoneOffset.ofHours(2));
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of((byte) -1, "-1"),
                Arguments.of((short) 300, "300"),
                Arguments.of(Integer.MIN_VALUE, "-2147483648"),
                Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(
                        new BigInteger("-1234567890123456789012345678901234567890"),
                        "-1234567890123456789012345678901234567890"),
                Arguments.of(1.5f, "1.5"),
                Arguments.of(9.007199254740992E15, "9.007199254740992E15"),
                Arguments.of(Double.NaN, "'NaN'"),
                Arguments.of(Float.NEGATIVE_INFINITY, "'-Infinity'"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(new BigDecimal("0.00"), "0.00"),
                Arguments.of(new BigDecimal("1234567890123456789012345.5"), "1234567890123456789012345.5"),
                Arguments.of(new BigDecimal("1E+100000"), "'1E+100000'"),
                Arguments.of(
                        new BigDecimal(BigInteger.TWO.pow(90), -100_000), "'1.237940039285380274899124224E+100027'"),
                Arguments.of(true, "true"),
                Arguments.of('x', "'x'"),
                Arguments.of('\uD800', "'\uFFFD'"),
                Arguments.of("te xt", "'te xt'"),
                Arguments.of("", "''"),
                Arguments.of(new StringBuilder("b=u"), "'b=u'"),
                Arguments.of(CharBuffer.wrap("c\u00E4"), "'c\u00E4'"),
                Arguments.of(Colour.RED, "'RED'"),
                Arguments.of(uuid, "'01234567-89ab-cdef-ffff-ffffffffffff'"),
                Arguments.of(Instant.ofEpochSecond(0, 1_000), "'1970-01-01T00:00:00.000001Z'"),
                Arguments.of(Instant.MAX, "'" + Instant.MAX + "'"),
                Arguments.of(LocalDate.of(2026, 11, 21), "'2026-11-21'"),
                Arguments.of(LocalDate.of(-1, 1, 1), "'-0001-01-01'"),
                Arguments.of(LocalTime.of(9, 2), "'09:02:00'"),
                Arguments.of(LocalDateTime.of(2026, 11, 21, 9, 2, 3), "'2026-11-21 09:02:03'"),
                Arguments.of(time, "'2026-11-21T09:02:03.120+02:00'"),
                Arguments.of(
                        time.withOffsetSameLocal(ZoneOffset.ofTotalSeconds(1)), "'2026-11-21T09:02:03.120+00:00:01'"),
                Arguments.of(Duration.ofSeconds(61), "'PT1M1S'"),
                Arguments.of(new byte[] {1, 2, 3}, "'AQID'"),
                Arguments.of(new int[] {1, -2}, "[1,-2]"),
                Arguments.of(new long[] {}, "[]"),
                Arguments.of(new double[] {1, Double.POSITIVE_INFINITY}, "[1.0,'Infinity']"),
                Arguments.of(new boolean[] {true, false}, "[true,false]"),
                Arguments.of(new char[] {'a'}, "['a']"),
                Arguments.of(new Object[] {1, null, "x", new int[] {2}}, "[1,null,'x',[2]]"),
                Arguments.of(List.of(1, List.of(2)), "[1,[2]]"),
                Arguments.of(new LinkedHashSet<>(List.of("a", "b")), "['a','b']"),
                Arguments.of(new ArrayDeque<>(List.of(1, 2)), "[1,2]"),
                Arguments.of(Collections.singletonMap(List.of(1), Map.of("k", 'v')), "{'[1]':{'k':'v'}}"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(
                        (JsonValue) to -> to.beginArray()
                                .appendDouble(Double.NaN)
                                .appendNull()
                                .endArray(),
                        "['NaN',null]"),
                Arguments.of(Optional.of(1), "'Optional[1]'"),
                Arguments.of(new AtomicInteger(5), "'5'"),
                Arguments.of(new Named("\u202Ename"), "'\u202Ename'"),
                Arguments.of(new NullText(), "'null'"),
                Arguments.of(new Broken(), "'[" + THIS + "Broken: java.lang.IllegalStateException]'"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void inJson(@Nullable Object value, String expected) {
        TestEvent event = new TestEvent().pair("v", value);
        assertThat(plain(json("{'*':'{keyValues}'}"), event)).isEqualTo("{'v':" + expected + "}");
        assertThat(plain(json("{'a':'{keyValues:v}'}"), event)).isEqualTo("{'a':" + expected + "}");
        TestEvent nested = new TestEvent().pair("v", Collections.singletonMap("m", Arrays.asList(value, value)));
        assertThat(plain(json("{'a':'{keyValues}'}"), nested))
                .isEqualTo("{'a':{'v':{'m':[" + expected + "," + expected + "]}}}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void inTextAndLogfmt(@Nullable Object value, String expected) {
        TestEvent event = new TestEvent().pair("v", value);
        boolean isContainer = expected.startsWith("[") || expected.startsWith("{");
        String bare = isContainer ? expected.replace('\'', '"') : expected.replace("'", "");
        String safe = bare.replace("\u202E", "\\u202e");
        assertThat(line(text("{keyValues:v}"), event)).isEqualTo(safe);
        assertThat(line(json("{'a':'<{keyValues:v}>'}"), event))
                .isEqualTo("{\"a\":\"<" + bare.replace("\"", "\\\"") + ">\"}");
        boolean quoted = safe.isEmpty()
                || value != null && safe.equals("null")
                || safe.chars().anyMatch(c -> " \"=\\".indexOf(c) >= 0);
        // The escape of U+202E is logfmt's own there.
        String content = bare.replace("\"", "\\\"").replace("\u202E", "\\u202e");
        assertThat(line(logfmt("v={keyValues:v}"), event)).isEqualTo("v=" + (quoted ? "\"" + content + "\"" : content));
    }

    @Test
    void decimalsAreNumbersUpToTheLongestOne() {
        String digits = "7".repeat(65_536);
        EventTemplate template = json("{'*':'{keyValues}'}");
        assertThat(plain(template, new TestEvent().pair("v", new BigInteger(digits))))
                .isEqualTo("{'v':" + digits + "}");
        assertThat(plain(template, new TestEvent().pair("v", new BigDecimal(digits))))
                .isEqualTo("{'v':" + digits + "}");
        assertThat(plain(template, new TestEvent().pair("v", new BigInteger(digits + "7"))))
                .isEqualTo("{'v':'" + digits.substring(0, 16_384) + "\u2026'}");
        BigDecimal fraction = new BigDecimal(new BigInteger(digits), 1);
        assertThat(plain(template, new TestEvent().pair("v", fraction)))
                .isEqualTo("{'v':'" + fraction.toString().substring(0, 16_384) + "\u2026'}");
    }

    @Test
    void depthAndCycles() {
        Object[] array = new Object[2];
        array[0] = 1;
        array[1] = array;
        EventTemplate template = json("{'a':'{keyValues:v}'}");
        assertThat(plain(template, new TestEvent().pair("v", array)))
                .isEqualTo("{'a':" + "[1,".repeat(8) + "'\u2026'" + "]".repeat(8) + "}");
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("m", map);
        assertThat(plain(template, new TestEvent().pair("v", map)))
                .isEqualTo("{'a':" + "{'m':".repeat(8) + "'\u2026'" + "}".repeat(8) + "}");
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(plain(template, new TestEvent().pair("v", list)))
                .isEqualTo("{'a':" + "[".repeat(8) + "'\u2026'" + "]".repeat(8) + "}");
    }

    @Test
    void stringsOfJsonAreEscapedAsTheEncoderSays() {
        EventTemplate template = json("{'*':'{keyValues}'}");
        TestEvent event =
                new TestEvent().pair("k\u00E4<", List.of("\u00E4<", (JsonValue) to -> to.appendString("\u00E4<")));
        assertThat(line(Lines.builder(template).escapes(JsonStyle.Escapes.ASCII).build(), event))
                .isEqualTo("{\"k\\u00e4<\":[\"\\u00e4<\",\"\\u00e4<\"]}");
        assertThat(line(Lines.builder(template).escapes(JsonStyle.Escapes.HTML).build(), event))
                .isEqualTo("{\"k\u00E4\\u003c\":[\"\u00E4\\u003c\",\"\u00E4\\u003c\"]}");
    }
}
