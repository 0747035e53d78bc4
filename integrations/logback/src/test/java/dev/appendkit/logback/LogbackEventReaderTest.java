// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.util.LevelToSyslogSeverity;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;

class LogbackEventReaderTest {
    private static final Level[] LEVELS = {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE};

    private final LoggerContext context = new LoggerContext();
    private final LogbackEventReader reader = new LogbackEventReader();

    LogbackEventReaderTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private LoggingEvent event(Level level, String message, Throwable thrown, Object... arguments) {
        return new LoggingEvent("fqcn", context.getLogger("a.B"), level, message, thrown, arguments);
    }

    private LoggingEvent event() {
        return event(Level.INFO, "m", null);
    }

    @Test
    void theTimeToTheNanosecondOrTheMillisecond() {
        LoggingEvent event = event();
        event.setInstant(Instant.ofEpochSecond(-7, 123_456_789));
        assertThat(reader.epochSecond(event)).isEqualTo(-7);
        assertThat(reader.nano(event)).isEqualTo(123_456_789);
        LoggingEvent old = new LoggingEvent() {
            @Override
            public Instant getInstant() {
                return null;
            }

            @Override
            public long getTimeStamp() {
                return -6_877;
            }
        };
        assertThat(reader.epochSecond(old)).isEqualTo(-7);
        assertThat(reader.nano(old)).isEqualTo(123_000_000);
    }

    /** The oracle is what Logback's SyslogAppender writes. */
    @Test
    void severities() {
        for (Level level : LEVELS) {
            LoggingEvent event = event(level, "m", null);
            assertThat(reader.syslogSeverity(event)).isEqualTo(LevelToSyslogSeverity.convert(event));
            assertThat(reader.level(event)).isEqualTo(level.toString());
            assertThat(reader.levelValue(event)).isEqualTo(level.toInt());
        }
    }

    @Test
    void loggerThreadAndMessage() {
        LoggingEvent event = event(Level.INFO, "{} of {}", null, 1, "two");
        assertThat(reader.logger(event)).isEqualTo("a.B");
        assertThat(reader.thread(event)).isEqualTo(Thread.currentThread().getName());
        assertThat(reader.threadId(event)).isEqualTo(-1);
        assertThat(reader.message(event, new StringBuilder())).isEqualTo("1 of two");
        assertThat(reader.message(event(Level.INFO, null, null), new StringBuilder()))
                .isNull();
    }

    @Test
    void theContextAndKeyValues() {
        LoggingEvent event = event();
        event.setMDCPropertyMap(Map.of("a", "one"));
        event.addKeyValuePair(new KeyValuePair("b", 2));
        event.addKeyValuePair(new KeyValuePair("a", null));
        Map<String, Object> fields = new LinkedHashMap<>();
        reader.keyValues(event, fields::put);
        assertThat(fields).containsExactly(Map.entry("b", 2), new SimpleEntry<>("a", null));
        fields.clear();
        reader.context(event, fields::put);
        assertThat(fields).containsExactly(Map.entry("a", "one"));
        assertThat(reader.contextValue(event, "a")).isEqualTo("one");
        assertThat(reader.contextValue(event, "c")).isNull();
    }

    @Test
    void markersAndTheirReferences() {
        BasicMarkerFactory factory = new BasicMarkerFactory();
        Marker leaf = factory.getMarker("leaf");
        Marker left = factory.getMarker("left");
        left.add(leaf);
        LoggingEvent event = event();
        event.addMarker(left);
        event.addMarker(factory.getMarker("right"));
        List<String> names = new ArrayList<>();
        reader.markers(event, names::add);
        assertThat(names).containsExactly("left", "leaf", "right");
        names.clear();
        reader.markers(event(), names::add);
        assertThat(names).isEmpty();
    }

    @Test
    void theThrowableItself() {
        Throwable thrown = new IllegalStateException("gone");
        assertThat(reader.throwable(event(Level.INFO, "m", thrown))).isSameAs(thrown);
        assertThat(reader.throwable(event())).isNull();
        assertThat(reader.throwableText(event())).isNull();
    }

    /** The oracle is the JDK. */
    @Test
    void theTextOfAThrowableThatIsNotThere() {
        Throwable thrown = new IllegalStateException("outer", new IllegalArgumentException(cause()));
        thrown.addSuppressed(new RuntimeException("suppressed", new Error("its cause")));
        LoggingEventVO event = LoggingEventVO.build(event(Level.INFO, "m", thrown));
        StringWriter expected = new StringWriter();
        thrown.printStackTrace(new PrintWriter(expected));
        assertThat(reader.throwable(event)).isNull();
        assertThat(reader.throwableText(event) + "\n")
                .isEqualTo(expected.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void noMessageOfAnEventFromAStreamForgesALine() {
        Throwable thrown = new IllegalStateException("x\nplain\n\tat forged\n\nCaused by: forged\nWrapped by: forged");
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("a\n\tat forged", "c", "B.java", 1)});
        LoggingEventVO event = LoggingEventVO.build(event(Level.INFO, "m", thrown));
        assertThat(reader.throwableText(event))
                .isEqualTo("java.lang.IllegalStateException: x\nplain\n \tat forged\n\n Caused by: forged\n Wrapped by:"
                        + " forged\n\tat a\n \tat forged.c(B.java:1)");
    }

    private static Throwable cause() {
        return new UnsupportedOperationException();
    }

    @Test
    void theCaller() {
        StackTraceElement frame = new StackTraceElement("a.B", "c", "B.java", 7);
        LoggingEvent event = event();
        event.setCallerData(new StackTraceElement[] {frame});
        assertThat(reader.caller(event)).isEqualTo(frame);
        event.setCallerData(new StackTraceElement[0]);
        assertThat(reader.caller(event)).isNull();
    }
}
