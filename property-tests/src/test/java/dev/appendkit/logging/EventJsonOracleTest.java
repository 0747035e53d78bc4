// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.format.JsonReaders;
import dev.appendkit.format.JsonStyle;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Jackson and Gson read of generated events with hostile texts: all of it, in one line. */
class EventJsonOracleTest {
    private static final int EVENTS = 3_000;
    private static final String CHARS =
            "ab \"\\/{}[]:,\n\r\t\b\f\0\u001B\u007F\u0085\u00E4\u061C\u2028\u2029\u202E\u2066"
                    + "\uFEFF\uFFFF\uD800\uDC00<&>'";

    /** An event, and what a reader of its line sees of it. */
    private record Event(
            String message,
            String logger,
            Map<String, String> context,
            List<Map.Entry<String, Object>> pairs,
            String thread,
            Throwable throwable) {
        Map<String, Object> expected() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("m", wellFormed(message));
            members.put("x", "<" + wellFormed(logger) + ">");
            for (Map.Entry<String, Object> pair : pairs) {
                members.putIfAbsent(wellFormed(pair.getKey()), seen(pair.getValue()));
            }
            context.forEach((key, value) -> members.putIfAbsent(wellFormed(key), wellFormed(value)));
            Map<String, Object> labels = new LinkedHashMap<>();
            context.forEach((key, value) -> labels.putIfAbsent(wellFormed(key), wellFormed(value)));
            if (!labels.isEmpty()) {
                members.putIfAbsent("labels", labels);
            }
            return members;
        }

        private static Object seen(Object value) {
            if (value instanceof String text) {
                return wellFormed(text);
            }
            if (value instanceof Number number) {
                return new BigDecimal(number.toString());
            }
            if (value instanceof List<?> list) {
                return list.stream().map(Event::seen).toList();
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> members = new LinkedHashMap<>();
                map.forEach((key, element) -> members.putIfAbsent(wellFormed((String) key), seen(element)));
                return members;
            }
            return value;
        }
    }

    /** What UTF-8 keeps of a text; each surrogate without its partner becomes U+FFFD. */
    private static String wellFormed(String text) {
        int[] codePoints = text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 900 : 12); i > 0; i--) {
            text.append(
                    random.nextInt(3) == 0
                            ? CHARS.charAt(random.nextInt(CHARS.length()))
                            : (char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> random.nextInt(1_000) - 500;
            case 1 -> random.nextBoolean();
            case 2, 3 -> text(random);
            case 4 -> Arrays.asList(value(random, depth + 1), value(random, depth + 1));
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(40); i > 0; i -= 10) {
                    map.put(text(random), value(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static Event event(Random random) {
        Map<String, String> context = new LinkedHashMap<>();
        List<Map.Entry<String, Object>> pairs = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            context.put(text(random), text(random));
        }
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 60 : 5); i > 0; i--) {
            pairs.add(Map.entry(text(random), value(random, 0)));
        }
        return new Event(text(random), text(random), context, pairs, null, null);
    }

    private static final class Reader implements EventReader<Event> {
        @Override
        public long epochSecond(Event event) {
            return 0;
        }

        @Override
        public int nano(Event event) {
            return 0;
        }

        @Override
        public String level(Event event) {
            return "INFO";
        }

        @Override
        public int levelValue(Event event) {
            return 0;
        }

        @Override
        public int syslogSeverity(Event event) {
            return 6;
        }

        @Override
        public String logger(Event event) {
            return event.logger;
        }

        @Override
        public String thread(Event event) {
            return event.thread;
        }

        @Override
        public long threadId(Event event) {
            return 0;
        }

        @Override
        public CharSequence message(Event event, StringBuilder scratch) {
            return scratch.append(event.message);
        }

        @Override
        public Throwable throwable(Event event) {
            return event.throwable;
        }

        @Override
        public String throwableText(Event event) {
            return null;
        }

        @Override
        public StackTraceElement caller(Event event) {
            return null;
        }

        @Override
        public void context(Event event, FieldConsumer fields) {
            event.context.forEach(fields::field);
        }

        @Override
        public String contextValue(Event event, String key) {
            return event.context.get(key);
        }

        @Override
        public void keyValues(Event event, FieldConsumer fields) {
            event.pairs.forEach(pair -> fields.field(pair.getKey(), pair.getValue()));
        }

        @Override
        public void markers(Event event, Consumer<String> names) {}
    }

    @ParameterizedTest
    @EnumSource
    void readersSeeTheEvent(JsonStyle.Escapes escapes) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EventTemplate template = EventTemplate.json(
                "{\"m\":\"{message}\",\"x\":\"<{logger}>\",\"*\":\"{keyValues}\",\"*\":\"{mdc}\",\"labels\":\"{mdc}\"}",
                name -> null);
        EventEncoder<Event> encoder =
                EventEncoder.builder(template, new Reader()).escapes(escapes).build();
        for (int i = 0; i < EVENTS; i++) {
            Event event = event(random);
            byte[] line = encoder.encode(event);
            String text = new String(line, StandardCharsets.UTF_8);
            assertThat(text.indexOf('\n')).as("seed %d, event %d", seed, i).isEqualTo(text.length() - 1);
            Map<String, Object> expected = event.expected();
            assertThat(JsonReaders.jackson(line))
                    .as("seed %d, event %d", seed, i)
                    .isEqualTo(expected);
            assertThat(JsonReaders.gson(text)).as("seed %d, event %d", seed, i).isEqualTo(expected);
            // Readers keep the last of two members with the same name: there are no two.
            assertThat(names(text)).as("seed %d, event %d", seed, i).hasSize(expected.size());
        }
    }

    /** Every char below U+3000, which all the bidirectional controls are, in every text of an event. */
    @ParameterizedTest
    @EnumSource
    void readersSeeEveryChar(JsonStyle.Escapes escapes) {
        EventTemplate template = EventTemplate.json(
                "{\"m\":\"{message}\",\"l\":\"{logger}\",\"t\":\"{thread}\",\"e\":\"{throwable:message}\","
                        + "\"s\":\"{throwable}\",\"x\":\"<{message}>\",\"*\":\"{mdc}\"}",
                name -> null);
        EventEncoder<Event> encoder =
                EventEncoder.builder(template, new Reader()).escapes(escapes).build();
        for (int c = 0; c <= 0x3000; c++) {
            String text = c == 0x3000 ? "\uFEFF\uFFFF" : "x" + (char) c + "y";
            Throwable throwable = new IllegalStateException(text);
            throwable.setStackTrace(new StackTraceElement[0]);
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("m", text);
            expected.put("l", text);
            expected.put("t", text);
            expected.put("e", text);
            expected.put("s", "java.lang.IllegalStateException: " + text);
            expected.put("x", "<" + text + ">");
            expected.put(text, text);
            byte[] line = encoder.encode(new Event(text, text, Map.of(text, text), List.of(), text, throwable));
            assertThat(JsonReaders.jackson(line)).as("U+%04X", c).isEqualTo(expected);
            assertThat(JsonReaders.gson(new String(line, StandardCharsets.UTF_8)))
                    .as("U+%04X", c)
                    .isEqualTo(expected);
        }
    }

    /** The names of the outermost object, all of them. */
    private static List<String> names(String json) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == '"') {
                int start = i++;
                while (json.charAt(i) != '"') {
                    i += json.charAt(i) == '\\' ? 2 : 1;
                }
                if (depth == 1 && json.charAt(i + 1) == ':') {
                    names.add(json.substring(start, i));
                }
            }
        }
        return names;
    }
}
