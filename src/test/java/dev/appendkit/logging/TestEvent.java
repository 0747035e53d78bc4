// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An event with everything that a template can ask for, and where the reader is to fail. */
final class TestEvent {
    long epochSecond = 1_795_251_723;
    int nano = 123_456_789;
    String level = "INFO";
    int levelValue = 20_000;
    int syslogSeverity = 6;
    String logger = "com.acme.Shop";

    @Nullable
    String thread = "main";

    long threadId = 1;

    @Nullable
    CharSequence message = "order placed";

    /** Whether the reader copies the message into its scratch, as Log4j's messages do. */
    boolean formats;

    @Nullable
    Throwable throwable;

    @Nullable
    String throwableText;

    @Nullable
    StackTraceElement caller;

    final Map<String, @Nullable String> context = new LinkedHashMap<>();
    /** An iterator of the map would be garbage. */
    private final List<String> contextKeys = new ArrayList<>();

    final List<Pair> keyValues = new ArrayList<>();
    final List<String> markers = new ArrayList<>();

    /** The reader's method that throws, and what. */
    @Nullable
    String failing;

    Throwable failure = new IllegalStateException("a secret");

    record Pair(String key, @Nullable Object value) {}

    TestEvent message(@Nullable CharSequence text) {
        message = text;
        return this;
    }

    TestEvent mdc(String key, String value) {
        if (!context.containsKey(key)) {
            contextKeys.add(key);
        }
        context.put(key, value);
        return this;
    }

    TestEvent pair(String key, @Nullable Object value) {
        keyValues.add(new Pair(key, value));
        return this;
    }

    /** Reads such events. */
    static final class Reader implements EventReader<TestEvent> {
        private static void check(TestEvent event, String method) {
            if (method.equals(event.failing)) {
                Reader.<RuntimeException>raise(event.failure);
            }
        }

        @SuppressWarnings("unchecked") // Throws anything without saying so.
        private static <T extends Throwable> void raise(Throwable failure) throws T {
            throw (T) failure;
        }

        @Override
        public long epochSecond(TestEvent event) {
            check(event, "epochSecond");
            return event.epochSecond;
        }

        @Override
        public int nano(TestEvent event) {
            check(event, "nano");
            return event.nano;
        }

        @Override
        public String level(TestEvent event) {
            check(event, "level");
            return event.level;
        }

        @Override
        public int levelValue(TestEvent event) {
            check(event, "levelValue");
            return event.levelValue;
        }

        @Override
        public int syslogSeverity(TestEvent event) {
            check(event, "syslogSeverity");
            return event.syslogSeverity;
        }

        @Override
        public String logger(TestEvent event) {
            check(event, "logger");
            return event.logger;
        }

        @Override
        public @Nullable String thread(TestEvent event) {
            check(event, "thread");
            return event.thread;
        }

        @Override
        public long threadId(TestEvent event) {
            check(event, "threadId");
            return event.threadId;
        }

        @Override
        public @Nullable CharSequence message(TestEvent event, StringBuilder scratch) {
            if (scratch.length() != 0) {
                throw new AssertionError("the scratch is not empty");
            }
            if (event.formats) {
                scratch.append(Objects.requireNonNull(event.message));
                check(event, "message");
                return scratch;
            }
            check(event, "message");
            return event.message;
        }

        @Override
        public @Nullable Throwable throwable(TestEvent event) {
            check(event, "throwable");
            return event.throwable;
        }

        @Override
        public @Nullable String throwableText(TestEvent event) {
            check(event, "throwableText");
            return event.throwableText;
        }

        @Override
        public @Nullable StackTraceElement caller(TestEvent event) {
            check(event, "caller");
            return event.caller;
        }

        @Override
        public void context(TestEvent event, FieldConsumer fields) {
            for (int i = 0; i < event.contextKeys.size(); i++) {
                if (i == 1) {
                    check(event, "context");
                }
                String key = event.contextKeys.get(i);
                fields.field(key, event.context.get(key));
            }
            check(event, "context");
        }

        @Override
        public @Nullable String contextValue(TestEvent event, String key) {
            check(event, "contextValue");
            return event.context.get(key);
        }

        @Override
        public void keyValues(TestEvent event, FieldConsumer fields) {
            for (int i = 0; i < event.keyValues.size(); i++) {
                if (i == 1) {
                    check(event, "keyValues");
                }
                Pair pair = event.keyValues.get(i);
                fields.field(pair.key, pair.value);
            }
            check(event, "keyValues");
        }

        @Override
        public void markers(TestEvent event, Consumer<String> names) {
            for (int i = 0; i < event.markers.size(); i++) {
                if (i == 1) {
                    check(event, "markers");
                }
                names.accept(event.markers.get(i));
            }
            check(event, "markers");
        }
    }
}
