// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonValue;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails costs its value; what must not be caught leaves nothing; the next event does not notice. */
class FailureTest {
    private static final String EVENT = "[dev.appendkit.logging.TestEvent: java.lang.IllegalStateException]";
    private static final List<String> METHODS = List.of(
            "epochSecond",
            "nano",
            "level",
            "levelValue",
            "syslogSeverity",
            "logger",
            "thread",
            "threadId",
            "message",
            "throwable",
            "throwableText",
            "caller",
            "context",
            "contextValue",
            "keyValues",
            "markers");
    private static final List<String> TEMPLATES = List.of("ecs", "logstash", "gelf", "google", "logfmt", "text");

    private static TestEvent event() {
        TestEvent event =
                new TestEvent().mdc("a", "1").mdc("b", "2").pair("c", 3).pair("d", List.of("4"));
        event.markers.addAll(List.of("M", "N"));
        event.formats = true;
        return event;
    }

    private static Stream<Arguments> failures() {
        List<Throwable> thrown = List.of(
                new IllegalStateException("a secret"), new StackOverflowError(), new NoClassDefFoundError("a secret"));
        return TEMPLATES.stream()
                .flatMap(template -> METHODS.stream()
                        .flatMap(method -> thrown.stream().map(failure -> Arguments.of(template, method, failure))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aReaderThatFails(String template, String method, Throwable failure) {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named(template));
        String before = line(encoder, event());
        TestEvent failing = event();
        failing.failing = method;
        failing.failure = failure;
        String written = line(encoder, failing);
        assertThat(written).doesNotContain("secret").doesNotContain("\n");
        if (!written.equals(before)) {
            assertThat(written)
                    .contains("[dev.appendkit.logging.TestEvent: "
                            + failure.getClass().getName() + "]");
        }
        assertThat(line(encoder, event())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anErrorThatIsPassedOn(String template, String method, Throwable ignored) {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named(template));
        String before = line(encoder, event());
        TestEvent failing = event();
        failing.failing = method;
        failing.failure = new OutOfMemoryError("thrown by a test");
        AppendBuffer out = AppendBuffer.growing(16, 4_096);
        out.appendAscii("before");
        boolean asked = !usesNothingOf(template, method);
        if (asked) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> encoder.encode(failing, out));
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
        } else {
            encoder.encode(failing, out);
        }
        assertThat(line(encoder, event())).isEqualTo(before);
    }

    /** Whether an event that fails there is written as if it did not. */
    private static boolean usesNothingOf(String template, String method) {
        TestEvent failing = event();
        failing.failing = method;
        return line(Lines.named(template), failing).equals(line(Lines.named(template), event()));
    }

    @Test
    void aFailureStandsInThePlaceOfItsValue() {
        TestEvent event = event();
        event.failing = "message";
        assertThat(plain(json("{'a':'{level}','m':'{message}','n':'<{message}>','b':'{logger}'}"), event))
                .isEqualTo("{'a':'INFO','m':'" + EVENT + "','n':'<" + EVENT + ">','b':'com.acme.Shop'}");
        assertThat(plain(logfmt("a={level} m={message}"), event)).isEqualTo("a=INFO m='" + EVENT + "'");
        assertThat(line(text("<{message}>"), event)).isEqualTo("<" + EVENT + ">");
        event.failing = "keyValues";
        assertThat(plain(json("{'x':'{keyValues}','y':'{keyValues:d}'}"), event))
                .isEqualTo("{'x':'" + EVENT + "','y':'" + EVENT + "'}");
        assertThat(plain(json("{'c':'{level}','*':'{keyValues}','d':'{level}'}"), event))
                .isEqualTo("{'c':'INFO','keyValues':'" + EVENT + "','d':'INFO'}");
        assertThat(plain(logfmt("{keyValues} c={level}"), event)).isEqualTo("keyValues='" + EVENT + "' c=INFO");
        event.failing = "context";
        assertThat(plain(json("{'x.*':'{mdc}'}"), event)).isEqualTo("{'x.mdc':'" + EVENT + "'}");
        event.failing = "markers";
        assertThat(plain(json("{'m':'{markers}','n':'<{markers}>'}"), event))
                .isEqualTo("{'m':'" + EVENT + "','n':'<" + EVENT + ">'}");
        event.failing = "epochSecond";
        assertThat(plain(json("{'t':'{timestamp}','e':'{epoch}','*':'{mdc}'}"), event))
                .isEqualTo("{'t':'" + EVENT + "','e':'" + EVENT + "','a':'1','b':'2'}");
    }

    @Test
    void aTimeThatHasNoText() {
        TestEvent event = event();
        event.epochSecond = Long.MAX_VALUE;
        String failure = "[dev.appendkit.logging.TestEvent: java.time.DateTimeException]";
        assertThat(line(text("{timestamp} {epoch}"), event)).isEqualTo(failure + " 9223372036854775807");
        event.nano = -1;
        assertThat(line(text("{epoch:nanos}"), event)).isEqualTo(failure);
    }

    /** A class that fails in one way. */
    private static Stream<Object> values() {
        return Stream.of(
                (JsonValue) to -> {
                    to.beginObject().name("a").appendLong(1);
                    throw new IllegalStateException("a secret");
                },
                (JsonValue) to -> {
                    throw new BufferOverflowException();
                },
                (JsonValue) to -> {},
                new AbstractCollection<Object>() {
                    @Override
                    public Iterator<Object> iterator() {
                        return new Iterator<>() {
                            private int count;

                            @Override
                            public boolean hasNext() {
                                return true;
                            }

                            @Override
                            public Object next() {
                                if (count++ == 3) {
                                    throw new LinkageError("a secret");
                                }
                                return List.of("x");
                            }
                        };
                    }

                    @Override
                    public int size() {
                        return 9;
                    }
                },
                new Shrinking(),
                new CharSequence() {
                    @Override
                    public int length() {
                        return 3;
                    }

                    @Override
                    public char charAt(int index) {
                        if (index == 2) {
                            throw new IllegalStateException("a secret");
                        }
                        return 'x';
                    }

                    @Override
                    public CharSequence subSequence(int start, int end) {
                        throw new IllegalStateException();
                    }
                },
                new Object() {
                    @SuppressWarnings("InfiniteRecursion") // Overflows the stack.
                    @Override
                    public String toString() {
                        return toString() + "x";
                    }
                });
    }

    private static final class Shrinking extends AbstractList<Object> implements RandomAccess {
        @Override
        public Object get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueThatFails(Object value) {
        EventTemplate template = json("{'b':1,'*':'{keyValues}','e':2}");
        TestEvent event = new TestEvent().pair("v", value).pair("w", Arrays.asList(1, value, Map.of("k", value)));
        String name = value.getClass().getName().replaceFirst("/0x", "/0x");
        assertThat(plain(template, event)).satisfies(written -> {
            String failure = written.substring("{'b':1,'v':".length(), written.indexOf(",'w'"));
            assertThat(failure)
                    .startsWith("'[" + name + ": java.")
                    .endsWith("]'")
                    .doesNotContain("secret");
            assertThat(written)
                    .isEqualTo("{'b':1,'v':" + failure + ",'w':[1," + failure + ",{'k':" + failure + "}],'e':2}");
            String bare = failure.substring(1, failure.length() - 1);
            assertThat(line(text("<{keyValues:v}>"), event)).isEqualTo("<" + bare + ">");
            assertThat(line(logfmt("v={keyValues:v}"), event)).isEqualTo("v=\"" + bare + "\"");
        });
    }

    private static Stream<Arguments> valuesInTemplates() {
        return TEMPLATES.stream().flatMap(template -> values().map(value -> Arguments.of(template, value)));
    }

    /** Wherever a value fails, the line is the one of an event that has the failure's text there. */
    @ParameterizedTest
    @MethodSource("valuesInTemplates")
    void aValueThatFailsAtEveryPosition(String template, Object value) {
        String failure = line(text("{keyValues:v}"), new TestEvent().pair("v", value));
        assertThat(failure).startsWith("[").endsWith("]").doesNotContain("secret");
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named(template));
        String before = line(encoder, event());
        for (int failing = 0; failing < 16; failing++) {
            TestEvent event = event();
            TestEvent expected = event();
            for (int i = 0; i < 4; i++) {
                boolean fails = (failing >> i & 1) != 0;
                event.pair("k" + i, fails ? around(i, value) : "\u00e9" + i);
                expected.pair("k" + i, fails ? around(i, failure) : "\u00e9" + i);
            }
            if (value instanceof CharSequence message) {
                event.message(message).formats = false;
                expected.message(failure).formats = false;
            }
            String written = line(encoder, event);
            assertThat(written).isEqualTo(line(encoder, expected));
            boolean seen = value instanceof CharSequence || (failing != 0 && !template.equals("text"));
            assertThat(written.contains(failure)).isEqualTo(seen);
            assertThat(line(encoder, event())).isEqualTo(before);
        }
    }

    /** The value itself, in a list, in a map, and in both. */
    private static Object around(int depth, Object value) {
        return switch (depth) {
            case 0 -> value;
            case 1 -> List.of(1, value, 2);
            case 2 -> Map.of("k", value);
            default -> List.of(Map.of("k", List.of(value)), 3);
        };
    }

    @Test
    void aMessageThatFailsWhileItIsRead() {
        CharSequence broken = (CharSequence)
                values().filter(CharSequence.class::isInstance).findAny().orElseThrow();
        assertThat(line(text("<{message}>"), new TestEvent().message(broken)))
                .isEqualTo("<[" + broken.getClass().getName() + ": java.lang.IllegalStateException]>");
    }

    /** A {@code toString} that logs by the same encoder: both lines are whole. */
    @Test
    void reentrancy() {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named("ecs"));
        List<String> inner = new ArrayList<>();
        Object logging = new Object() {
            @Override
            public String toString() {
                inner.add(line(encoder, event().message("from within")));
                return "done";
            }
        };
        JsonValue value = to -> to.appendString(logging.toString());
        TestEvent outer = event().pair("x", logging).pair("y", List.of(logging, value));
        String expected = line(encoder, event().pair("x", "done").pair("y", List.of("done", "done")));
        String expectedInner = line(encoder, event().message("from within"));
        assertThat(line(encoder, outer)).isEqualTo(expected);
        assertThat(inner).hasSize(3).containsOnly(expectedInner);
    }

    /** A reader that swallows what its consumers throw, or keeps them, does no harm. */
    @Test
    void aReaderThatMisbehaves() {
        List<EventReader.FieldConsumer> kept = new ArrayList<>();
        List<Consumer<String>> keptNames = new ArrayList<>();
        EventReader<TestEvent> reader = new Delegate() {
            @Override
            public void keyValues(TestEvent event, FieldConsumer fields) {
                kept.add(fields);
                for (TestEvent.Pair pair : event.keyValues) {
                    try {
                        fields.field(pair.key(), pair.value());
                    } catch (RuntimeException e) {
                        // As a reader must not do.
                    }
                }
            }

            @Override
            public void markers(TestEvent event, Consumer<String> names) {
                keptNames.add(names);
                super.markers(event, names);
            }
        };
        EventEncoder<TestEvent> encoder = EventEncoder.builder(Lines.named("ecs"), reader)
                .maxEventBytes(20_000)
                .build();
        String expected = line(encoder, event());
        assertThatIllegalStateException().isThrownBy(() -> kept.get(0).field("late", 1));
        assertThatIllegalStateException().isThrownBy(() -> keptNames.get(0).accept("late"));
        TestEvent tooLong = event().pair("x", Collections.nCopies(30_000, 1)).pair("y", 1);
        assertThat(line(encoder, tooLong)).endsWith("\"truncated\":true}");
        assertThat(line(encoder, event())).isEqualTo(expected);
    }

    /** A value whose text adds a field to the object in which the value itself is being written. */
    @Test
    void aFieldWithinAField() {
        EventReader<TestEvent> reader = new Delegate() {
            @Override
            public void keyValues(TestEvent event, FieldConsumer fields) {
                fields.field("a", new Object() {
                    @Override
                    public String toString() {
                        fields.field("inner", 1);
                        return "done";
                    }
                });
                fields.field("b", 2);
            }
        };
        for (String template : List.of("{'*':'{keyValues}'}", "{'k':'{keyValues}'}")) {
            EventEncoder<TestEvent> encoder =
                    EventEncoder.builder(json(template), reader).build();
            assertThat(line(encoder, event()).replace('"', '\''))
                    .contains("{'a':'[" + FailureTest.class.getName())
                    .contains(": java.lang.IllegalStateException]','b':2}")
                    .doesNotContain("inner");
        }
        EventEncoder<TestEvent> logfmt =
                EventEncoder.builder(logfmt("{keyValues}"), reader).build();
        assertThat(line(logfmt, event())).startsWith("a=\"[").endsWith(" b=2").doesNotContain("inner");
    }

    private static class Delegate implements EventReader<TestEvent> {
        private final TestEvent.Reader reader = new TestEvent.Reader();

        @Override
        public long epochSecond(TestEvent event) {
            return reader.epochSecond(event);
        }

        @Override
        public int nano(TestEvent event) {
            return reader.nano(event);
        }

        @Override
        public String level(TestEvent event) {
            return reader.level(event);
        }

        @Override
        public int levelValue(TestEvent event) {
            return reader.levelValue(event);
        }

        @Override
        public int syslogSeverity(TestEvent event) {
            return reader.syslogSeverity(event);
        }

        @Override
        public String logger(TestEvent event) {
            return reader.logger(event);
        }

        @Override
        public @Nullable String thread(TestEvent event) {
            return reader.thread(event);
        }

        @Override
        public long threadId(TestEvent event) {
            return reader.threadId(event);
        }

        @Override
        public @Nullable CharSequence message(TestEvent event, StringBuilder scratch) {
            return reader.message(event, scratch);
        }

        @Override
        public @Nullable Throwable throwable(TestEvent event) {
            return reader.throwable(event);
        }

        @Override
        public @Nullable String throwableText(TestEvent event) {
            return reader.throwableText(event);
        }

        @Override
        public @Nullable StackTraceElement caller(TestEvent event) {
            return reader.caller(event);
        }

        @Override
        public void context(TestEvent event, FieldConsumer fields) {
            reader.context(event, fields);
        }

        @Override
        public @Nullable String contextValue(TestEvent event, String key) {
            return reader.contextValue(event, key);
        }

        @Override
        public void keyValues(TestEvent event, FieldConsumer fields) {
            reader.keyValues(event, fields);
        }

        @Override
        public void markers(TestEvent event, Consumer<String> names) {
            reader.markers(event, names);
        }
    }

    /** Maps and lists that another thread changes: the line stays one of JSON. */
    @Test
    void valuesThatChangeMeanwhile() throws InterruptedException {
        List<Object> list = new ArrayList<>(Collections.nCopies(64, "x"));
        Map<String, Object> map = new java.util.HashMap<>();
        Map<String, Boolean> stop = new ConcurrentHashMap<>();
        Thread other = new Thread(() -> {
            for (int i = 0; !stop.containsKey("now"); i++) {
                if (list.size() > 100) {
                    list.subList(10, list.size()).clear();
                }
                list.add("y" + i);
                map.put("k" + i % 97, i);
                map.remove("k" + (i + 50) % 97);
            }
        });
        other.start();
        EventEncoder<TestEvent> encoder = Lines.encoder(json("{'l':'{keyValues:l}','m':'{keyValues:m}','e':1}"));
        TestEvent event = new TestEvent().pair("l", list).pair("m", map);
        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(line(encoder, event))
                        .matches("\\{\"l\":(\\[.*]|\"\\[[^\"]*]\"),\"m\":(\\{.*}|\"\\[[^\"]*]\"),\"e\":1}");
            }
        } finally {
            stop.put("now", true);
            other.join();
        }
    }
}
