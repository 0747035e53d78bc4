// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each place with each option, as a value of JSON, within a string, in logfmt and in text. */
class PlaceTest {
    private static TestEvent event() {
        TestEvent event = new TestEvent().mdc("user", "Ann B").pair("id", 7L).pair("tags", List.of("x", 1));
        event.markers.addAll(List.of("AUDIT", "SLOW", "AUDIT"));
        event.throwable = new IllegalStateException("no \"stock\"");
        event.throwable.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 5)});
        event.caller = new StackTraceElement("com.acme.Shop", "buy", "Shop.java", 42);
        return event;
    }

    private static Stream<Arguments> places() {
        String host = "?";
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            host = System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
        String trace = "java.lang.IllegalStateException: no \\'stock\\'\\n\\tat a.B.c(B.java:5)";
        return Stream.of(
                Arguments.of("timestamp", "'2026-11-21T09:02:03.123Z'", "2026-11-21T09:02:03.123Z"),
                Arguments.of("timestamp:none", "'2026-11-21T09:02:03Z'", "2026-11-21T09:02:03Z"),
                Arguments.of("timestamp:millis", "'2026-11-21T09:02:03.123Z'", "2026-11-21T09:02:03.123Z"),
                Arguments.of("timestamp:micros", "'2026-11-21T09:02:03.123456Z'", "2026-11-21T09:02:03.123456Z"),
                Arguments.of("timestamp:nanos", "'2026-11-21T09:02:03.123456789Z'", "2026-11-21T09:02:03.123456789Z"),
                Arguments.of(
                        "timestamp:millis@Europe/Zurich",
                        "'2026-11-21T10:02:03.123+01:00'",
                        "2026-11-21T10:02:03.123+01:00"),
                Arguments.of("timestamp:@-03:30", "'2026-11-21T05:32:03.123-03:30'", "2026-11-21T05:32:03.123-03:30"),
                Arguments.of("timestamp:none@UTC", "'2026-11-21T09:02:03Z'", "2026-11-21T09:02:03Z"),
                Arguments.of("epoch", "1795251723", "1795251723"),
                Arguments.of("epoch:seconds", "1795251723", "1795251723"),
                Arguments.of("epoch:millis", "1795251723123", "1795251723123"),
                Arguments.of("epoch:micros", "1795251723123456", "1795251723123456"),
                Arguments.of("epoch:nanos", "1795251723123456789", "1795251723123456789"),
                Arguments.of("epoch:decimal", "1795251723.123", "1795251723.123"),
                Arguments.of("level", "'INFO'", "INFO"),
                Arguments.of("level:syslog", "6", "6"),
                Arguments.of("level:value", "20000", "20000"),
                Arguments.of("level:google", "'INFO'", "INFO"),
                Arguments.of("logger", "'com.acme.Shop'", "com.acme.Shop"),
                Arguments.of("thread", "'main'", "main"),
                Arguments.of("threadId", "1", "1"),
                Arguments.of("message", "'order placed'", "order placed"),
                Arguments.of("mdc", "{'user':'Ann B'}", "{'user':'Ann B'}"),
                Arguments.of("mdc:user", "'Ann B'", "Ann B"),
                Arguments.of("keyValues", "{'id':7,'tags':['x',1]}", "{'id':7,'tags':['x',1]}"),
                Arguments.of("keyValues:id", "7", "7"),
                Arguments.of("keyValues:tags", "['x',1]", "['x',1]"),
                Arguments.of("markers", "['AUDIT','SLOW']", "AUDIT,SLOW"),
                Arguments.of("throwable", "'" + trace + "'", null),
                Arguments.of("throwable:root", "'" + trace + "'", null),
                Arguments.of("throwable:class", "'java.lang.IllegalStateException'", "java.lang.IllegalStateException"),
                Arguments.of("throwable:message", "'no \\'stock\\''", "no 'stock'"),
                Arguments.of("caller:class", "'com.acme.Shop'", "com.acme.Shop"),
                Arguments.of("caller:method", "'buy'", "buy"),
                Arguments.of("caller:file", "'Shop.java'", "Shop.java"),
                Arguments.of("caller:line", "42", "42"),
                Arguments.of(
                        "pid",
                        Long.toString(ProcessHandle.current().pid()),
                        Long.toString(ProcessHandle.current().pid())),
                Arguments.of("host", "'" + host + "'", host),
                Arguments.of("property:none=a b", "'a b'", "a b"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void present(String place, String asJson, String asText) {
        TestEvent event = event();
        assertThat(plain(json("{'a':'{" + place + "}'}"), event)).isEqualTo("{'a':" + asJson + "}");
        if (asText == null) {
            String trace = "java.lang.IllegalStateException: no 'stock'\n\tat a.B.c(B.java:5)";
            assertThat(plain(text("x{" + place + "}"), event)).isEqualTo("x\n" + trace);
            assertThat(line(logfmt("a={" + place + "}"), event).replace("\\\"", "'"))
                    .isEqualTo("a=\"" + trace.replace("\n", "\\n").replace("\t", "\\t") + "\"");
            return;
        }
        assertThat(plain(text("<{" + place + "}>"), event)).isEqualTo("<" + asText + ">");
        assertThat(line(json("{'a':'<{" + place + "}>'}"), event).replace("\\\"", "'"))
                .isEqualTo("{\"a\":\"<" + asText + ">\"}");
        String value = asText.matches("[^ '=]+") ? asText : "\"" + asText.replace("'", "\\\"") + "\"";
        assertThat(line(logfmt("a={" + place + "}"), event)).isEqualTo("a=" + value);
    }

    private static Stream<String> absent() {
        return Stream.of(
                "thread",
                "threadId",
                "message",
                "mdc",
                "mdc:user",
                "keyValues",
                "keyValues:id",
                "markers",
                "throwable",
                "throwable:root",
                "throwable:class",
                "throwable:message",
                "caller:class",
                "caller:line",
                "property:none");
    }

    @ParameterizedTest
    @MethodSource("absent")
    void absent(String place) {
        TestEvent event = new TestEvent();
        event.thread = "";
        event.threadId = -1;
        event.message = null;
        assertThat(plain(json("{'a':'{" + place + "}'}"), event)).isEqualTo("{}");
        assertThat(plain(json("{'a':'{" + place + "}','b':1}"), event)).isEqualTo("{'b':1}");
        assertThat(plain(json("{'b':1,'a':'{" + place + "}','c':'{level}'}"), event))
                .isEqualTo("{'b':1,'c':'INFO'}");
        assertThat(plain(json("{'b':{'a':'{" + place + "}'},'c':[1,'{" + place + "}']}"), event))
                .isEqualTo("{'c':[1]}");
        assertThat(plain(json("{'a':'<{" + place + "}>'}"), event)).isEqualTo("{'a':'<>'}");
        assertThat(line(logfmt("a={" + place + "} b=1"), event)).isEqualTo("b=1");
        assertThat(line(logfmt("b=1 a={" + place + "}"), event)).isEqualTo("b=1");
        assertThat(line(text("<{" + place + "}>"), event)).isEqualTo("<>");
    }

    @Test
    void partsOfACallerMayBeUnknown() {
        TestEvent event = new TestEvent();
        event.caller = new StackTraceElement("a.B", "c", null, -2);
        EventTemplate template = json("{'f':'{caller:file}','l':'{caller:line}','m':'{caller:method}'}");
        assertThat(plain(template, event)).isEqualTo("{'m':'c'}");
    }

    @Test
    void location() {
        assertThat(json("{'a':{'b':['x{caller:line}']}}").needsLocation()).isTrue();
        assertThat(text("{caller:class}").needsLocation()).isTrue();
        assertThat(logfmt("a={caller:file}").needsLocation()).isTrue();
        for (String name : List.of("ecs", "logstash", "gelf", "google", "logfmt", "text")) {
            assertThat(Lines.named(name).needsLocation()).as(name).isFalse();
        }
    }

    @Test
    void severitiesOfGoogle() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestEvent event = new TestEvent();
            event.syslogSeverity = i;
            names.add(line(text("{level:google}"), event));
        }
        assertThat(names)
                .containsExactly("CRITICAL", "CRITICAL", "CRITICAL", "ERROR", "WARNING", "INFO", "INFO", "DEBUG");
    }

    @Test
    void levelsArePaddedAndNotCut() {
        TestEvent event = new TestEvent();
        event.level = "WARNING";
        assertThat(line(text("{level:5}|{level:8}|"), event)).isEqualTo("WARNING|WARNING |");
    }

    @Test
    void keyValuesThatAreNullOrComeAgain() {
        TestEvent event = new TestEvent().pair("a", null).pair("a", 1);
        assertThat(plain(json("{'x':'{keyValues:a}','y':'{keyValues}','z':'-{keyValues:a}-'}"), event))
                .isEqualTo("{'x':null,'y':{'a':null},'z':'-null-'}");
        assertThat(line(logfmt("x={keyValues:a} {keyValues}"), event)).isEqualTo("x=null a=null");
        assertThat(line(logfmt("x={keyValues:a}"), new TestEvent().pair("a", "null")))
                .isEqualTo("x=\"null\"");
    }

    @Test
    void timesAgreeWithTheJdk() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of("America/St_Johns");
        EventEncoder<TestEvent> encoder = Lines.encoder(
                text("{timestamp:nanos} {timestamp:nanos@America/St_Johns} {epoch:millis} {epoch:decimal}"));
        for (int i = 0; i < 20_000; i++) {
            // From 1936 on its offsets are whole minutes. A second comes several times, and near ones follow.
            long second =
                    i % 4 == 0 ? random.nextLong(-1_000_000_000L, 4_000_000_000L) : 1_300_000_000L + i / 2 * 3_600L;
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            TestEvent event = new TestEvent();
            event.epochSecond = instant.getEpochSecond();
            event.nano = instant.getNano();
            Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
            String local = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx")
                    .format(instant.atZone(zone));
            String utc = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
                    .format(instant.atZone(ZoneId.of("UTC")));
            String decimal =
                    java.math.BigDecimal.valueOf(millis.toEpochMilli(), 3).toPlainString();
            assertThat(line(encoder, event))
                    .as("seed %d", seed)
                    .isEqualTo(utc + " " + local + " " + millis.toEpochMilli() + " " + decimal);
        }
    }

    @Test
    void propertiesAreReadOnce() {
        Map<String, String> properties = new java.util.HashMap<>(Map.of("a", "1\n\u202E"));
        EventTemplate json = EventTemplate.json("{\"a\":\"{property:a}\",\"b\":\"<{property:a}>\"}", properties::get);
        EventTemplate text = EventTemplate.text("{property:a}\u001B[0m{property:b=}", properties::get);
        EventTemplate logfmt = EventTemplate.logfmt("a={property:a}", properties::get);
        properties.clear();
        assertThat(plain(json, new TestEvent())).isEqualTo("{'a':'1\\n\u202E','b':'<1\\n\u202E>'}");
        assertThat(line(text, new TestEvent())).isEqualTo("1\\n\\u202e\u001B[0m");
        assertThat(plain(logfmt, new TestEvent())).isEqualTo("a='1\\n\\u202e'");
    }
}
