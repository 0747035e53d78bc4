// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.logging.EventReader.FieldConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.net.Severity;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

class Log4jEventReaderTest {
    private final Log4jEventReader reader = new Log4jEventReader();
    private final StringBuilder scratch = new StringBuilder();

    @Test
    void theTimeToTheNanosecond() {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(7, 123_456_789);
        LogEvent event = Log4jLogEvent.newBuilder().setInstant(instant).build();
        assertThat(reader.epochSecond(event)).isEqualTo(7);
        assertThat(reader.nano(event)).isEqualTo(123_456_789);
    }

    /** The oracle is what Log4j's syslog layouts write. */
    @Test
    void severities() {
        List<Level> levels = new ArrayList<>(List.of(Level.values()));
        levels.add(Level.forName("NOTICE", 350));
        levels.add(Level.forName("FINEST", 650));
        for (Level level : levels) {
            LogEvent event = Log4jLogEvent.newBuilder().setLevel(level).build();
            assertThat(reader.syslogSeverity(event))
                    .as(level.name())
                    .isEqualTo(Severity.getSeverity(level).getCode());
            assertThat(reader.level(event)).isEqualTo(level.name());
            assertThat(reader.levelValue(event)).isEqualTo(level.intLevel());
        }
    }

    @Test
    void loggerAndThread() {
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("a.B")
                .setThreadName("worker")
                .setThreadId(42)
                .build();
        assertThat(reader.logger(event)).isEqualTo("a.B");
        assertThat(reader.thread(event)).isEqualTo("worker");
        assertThat(reader.threadId(event)).isEqualTo(42);
        assertThat(reader.logger(Log4jLogEvent.newBuilder().build())).isEmpty();
    }

    @Test
    void messagesOfEveryKind() {
        assertThat(message(new SimpleMessage("plain"))).isEqualTo("plain");
        assertThat(message(new ParameterizedMessage("{} of {}", 1, "two"))).isEqualTo("1 of two");
        assertThat(message(new ObjectMessage(List.of(1, 2)))).isEqualTo("[1, 2]");
        assertThat(message(new StringMapMessage().with("k", "v"))).isEqualTo("k=\"v\"");
        Message reusable = ReusableMessageFactory.INSTANCE.newMessage("{}!", "again");
        assertThat(message(reusable)).isEqualTo("again!");
        ReusableMessageFactory.release(reusable);
        assertThat(message(new Unformatted("text"))).isEqualTo("text");
        assertThat(message(new Unformatted(null))).isNull();
    }

    private String message(Message message) {
        scratch.setLength(0);
        LogEvent event = Log4jLogEvent.newBuilder().setMessage(message).build();
        CharSequence text = reader.message(event, scratch);
        return text == null ? null : text.toString();
    }

    @Test
    void theContextAndItsTypes() {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("b", "text");
        context.putValue("a", 7);
        LogEvent event = Log4jLogEvent.newBuilder().setContextData(context).build();
        Map<String, Object> fields = new LinkedHashMap<>();
        FieldConsumer consumer = fields::put;
        reader.context(event, consumer);
        assertThat(fields).containsExactly(Map.entry("a", 7), Map.entry("b", "text"));
        assertThat(reader.contextValue(event, "a")).isEqualTo("7");
        assertThat(reader.contextValue(event, "missing")).isNull();
    }

    @Test
    void theEntriesOfAMapMessageAreKeyValues() {
        Map<String, Object> fields = new LinkedHashMap<>();
        Message map = new StringMapMessage().with("b", 2).with("a", "one");
        reader.keyValues(Log4jLogEvent.newBuilder().setMessage(map).build(), fields::put);
        assertThat(fields).containsExactly(Map.entry("a", "one"), Map.entry("b", 2));
        reader.keyValues(
                Log4jLogEvent.newBuilder().setMessage(new SimpleMessage("x")).build(), (name, value) -> {
                    throw new AssertionError(name);
                });
    }

    @Test
    void markersAndTheirParents() {
        Marker root = MarkerManager.getMarker("reader-root");
        Marker left = MarkerManager.getMarker("reader-left").setParents(root);
        Marker leaf = MarkerManager.getMarker("reader-leaf").setParents(left, root);
        List<String> names = new ArrayList<>();
        reader.markers(Log4jLogEvent.newBuilder().setMarker(leaf).build(), names::add);
        assertThat(names).containsExactly("reader-leaf", "reader-left", "reader-root", "reader-root");
        names.clear();
        reader.markers(Log4jLogEvent.newBuilder().build(), names::add);
        assertThat(names).isEmpty();
    }

    @Test
    void throwables() {
        Throwable throwable = new IllegalStateException("gone");
        LogEvent thrown = Log4jLogEvent.newBuilder().setThrown(throwable).build();
        assertThat(reader.throwable(thrown)).isSameAs(throwable);
        assertThat(reader.throwableText(thrown)).startsWith("java.lang.IllegalStateException: gone\n\tat ");
        LogEvent none = Log4jLogEvent.newBuilder().build();
        assertThat(reader.throwable(none)).isNull();
        assertThat(reader.throwableText(none)).isNull();
    }

    @Test
    void theCaller() {
        StackTraceElement frame = new StackTraceElement("a.B", "c", "B.java", 7);
        assertThat(reader.caller(Log4jLogEvent.newBuilder().setSource(frame).build()))
                .isEqualTo(frame);
        assertThat(reader.caller(Log4jLogEvent.newBuilder().build())).isNull();
    }

    /** A message class that an application defines. */
    private record Unformatted(String text) implements Message {
        @Override
        public String getFormattedMessage() {
            return text;
        }

        @Override
        public Object[] getParameters() {
            return new Object[0];
        }

        @Override
        public Throwable getThrowable() {
            return null;
        }

        // The interface still demands it.
        @SuppressWarnings("deprecation")
        @Override
        public String getFormat() {
            return text;
        }
    }
}
