// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stack traces; the oracle is {@code Throwable.printStackTrace}. */
class ThrowableTextTest {
    private static final EventTemplate TRACE = text("{throwable}");
    private static final EventTemplate ROOT = text("{throwable:root}");

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        String all = text.toString().replace(System.lineSeparator(), "\n");
        return all.substring(0, all.length() - 1);
    }

    private static TestEvent event(Throwable thrown) {
        TestEvent event = new TestEvent();
        event.throwable = thrown;
        return event;
    }

    private static Throwable thrown(String message, String... frames) {
        Throwable thrown = new RuntimeException(message);
        StackTraceElement[] trace = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            trace[i] = new StackTraceElement("a.B", frames[i], "B.java", i);
        }
        thrown.setStackTrace(trace);
        return thrown;
    }

    @Test
    void generatedChains() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EventEncoder<TestEvent> encoder =
                Lines.builder(TRACE).maxThrowableChars(1 << 20).build();
        EventEncoder<TestEvent> json = Lines.builder(Lines.json("{'a':'{throwable}'}"))
                .maxThrowableChars(1 << 20)
                .build();
        for (int round = 0; round < 2_000; round++) {
            Throwable thrown = graph(random);
            String expected = printed(thrown);
            assertThat(line(encoder, event(thrown)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(line(json, event(thrown)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo("{\"a\":\"" + expected.replace("\n", "\\n").replace("\t", "\\t") + "\"}");
        }
    }

    /** A few throwables that cause and suppress each other, with traces that have ends in common. */
    private static Throwable graph(Random random) {
        List<Throwable> all = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String message = random.nextInt(4) == 0 ? null : "message \u00E4 " + i;
            Throwable thrown = new Linked(message);
            int depth = random.nextInt(8);
            StackTraceElement[] trace = new StackTraceElement[depth];
            for (int k = 0; k < depth; k++) {
                boolean common = depth - k <= 3;
                trace[k] = new StackTraceElement(
                        random.nextBoolean() ? "app" : null,
                        "m",
                        "1.0",
                        "a.B" + (common ? "" : i),
                        "m" + (depth - k),
                        random.nextInt(5) == 0 ? null : "B.java",
                        random.nextInt(3) - 2);
                if (common) {
                    trace[k] = new StackTraceElement("a.Common", "m" + (depth - k), "Common.java", 1);
                }
            }
            thrown.setStackTrace(trace);
            all.add(thrown);
        }
        for (Throwable thrown : all) {
            if (random.nextInt(3) > 0) {
                ((Linked) thrown).linked = all.get(random.nextInt(count));
            }
            for (int k = random.nextInt(3); k > 0; k--) {
                Throwable suppressed = all.get(random.nextInt(count));
                if (suppressed != thrown) {
                    thrown.addSuppressed(suppressed);
                }
            }
        }
        return all.get(0);
    }

    private static final class Linked extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // Nobody serialises it.
        @Nullable
        Throwable linked;

        Linked(@Nullable String message) {
            super(message);
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            return linked;
        }
    }

    @Test
    void realOnes() {
        Throwable thrown;
        try {
            List.of(1).forEach(i -> {
                try {
                    Integer.parseInt("x");
                } catch (NumberFormatException e) {
                    throw new IllegalStateException("wrapped", e);
                }
            });
            throw new AssertionError();
        } catch (IllegalStateException e) {
            thrown = e;
        }
        assertThat(line(TRACE, event(thrown))).isEqualTo(printed(thrown));
    }

    @Test
    void rootFirst() {
        Throwable root = thrown("root", "a", "b", "main");
        Throwable middle = thrown("middle", "c", "b", "main");
        Throwable outer = thrown("outer", "d", "main");
        middle.initCause(root);
        outer.initCause(middle);
        root.addSuppressed(thrown("suppressed", "s", "b", "main"));
        assertThat(line(ROOT, event(outer)).split("\n"))
                .containsExactly(
                        "java.lang.RuntimeException: root",
                        "\tat a.B.a(B.java:0)",
                        "\tat a.B.b(B.java:1)",
                        "\tat a.B.main(B.java:2)",
                        "\tSuppressed: java.lang.RuntimeException: suppressed",
                        "\t\tat a.B.s(B.java:0)",
                        "\t\t... 2 more",
                        "Wrapped by: java.lang.RuntimeException: middle",
                        "\tat a.B.c(B.java:0)",
                        "\t... 2 more",
                        "Wrapped by: java.lang.RuntimeException: outer",
                        "\tat a.B.d(B.java:0)",
                        "\tat a.B.main(B.java:1)");
    }

    @Test
    void rootFirstOfACycle() {
        Linked a = new Linked("a");
        Linked b = new Linked("b");
        a.linked = b;
        b.linked = a;
        a.setStackTrace(new StackTraceElement[0]);
        b.setStackTrace(new StackTraceElement[0]);
        String name = Linked.class.getName();
        assertThat(line(ROOT, event(a)).split("\n"))
                .containsExactly(
                        "[CIRCULAR REFERENCE: " + name + ": a]",
                        "Wrapped by: " + name + ": b",
                        "Wrapped by: " + name + ": a");
    }

    @Test
    void framesAreTruncated() {
        Throwable thrown = thrown("x", "a", "b", "c", "d", "e");
        Throwable cause = thrown("y", "f", "g", "h", "d", "e");
        thrown.initCause(cause);
        assertThat(line(Lines.builder(TRACE).maxFrames(2).build(), event(thrown))
                        .split("\n"))
                .containsExactly(
                        "java.lang.RuntimeException: x",
                        "\tat a.B.a(B.java:0)",
                        "\tat a.B.b(B.java:1)",
                        "\t... 3 frames truncated",
                        "Caused by: java.lang.RuntimeException: y",
                        "\tat a.B.f(B.java:0)",
                        "\tat a.B.g(B.java:1)",
                        "\t... 1 frames truncated",
                        "\t... 2 more");
    }

    @Test
    void causesAreTruncated() {
        Throwable thrown = thrown("0");
        for (int i = 1; i <= 5; i++) {
            Throwable outer = thrown(Integer.toString(i));
            outer.initCause(thrown);
            thrown = outer;
        }
        thrown.addSuppressed(thrown("s"));
        assertThat(line(Lines.builder(TRACE).maxCauses(3).build(), event(thrown))
                        .split("\n"))
                .containsExactly(
                        "java.lang.RuntimeException: 5",
                        "\tSuppressed: java.lang.RuntimeException: s",
                        "Caused by: java.lang.RuntimeException: 4",
                        "Caused by: java.lang.RuntimeException: 3",
                        "\t... 3 causes truncated");
        assertThat(line(Lines.builder(ROOT).maxCauses(3).build(), event(thrown)).split("\n"))
                .containsExactly(
                        "java.lang.RuntimeException: 0",
                        "Wrapped by: java.lang.RuntimeException: 1",
                        "Wrapped by: java.lang.RuntimeException: 2",
                        "Wrapped by: java.lang.RuntimeException: 3",
                        "\t... 2 causes truncated");
    }

    /** A chain without an end: each getter makes another one. */
    @Test
    void anEndlessChain() {
        String written = line(TRACE, event(new Endless()));
        assertThat(written.split("\n")).hasSize(66).endsWith("\t... 10000 or more causes truncated");
        assertThat(line(ROOT, event(new Endless())).split("\n")).hasSize(66);
    }

    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        Endless() {
            super("endless", null, true, false);
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }
    }

    @Test
    void aLongChainNeedsNoStack() {
        Throwable thrown = thrown("0");
        for (int i = 1; i <= 100_000; i++) {
            Throwable outer = thrown(null);
            outer.initCause(thrown);
            thrown = outer;
        }
        EventEncoder<TestEvent> encoder = Lines.builder(TRACE)
                .maxCauses(Integer.MAX_VALUE)
                .maxThrowableChars(Integer.MAX_VALUE)
                .maxEventBytes(1 << 24)
                .build();
        assertThat(line(encoder, event(thrown)).split("\n")).hasSize(100_001);
    }

    @Test
    void truncationAtEachIndex() {
        Throwable thrown = thrown("p\uD83D\uDE00\n\"\u4E2D", "a", "b");
        thrown.initCause(thrown("y"));
        String raw = "java.lang.RuntimeException: p\uD83D\uDE00\n\"\u4E2D\n\tat a.B.a(B.java:0)\n\tat a.B.b(B.java:1)\n"
                + "Caused by: java.lang.RuntimeException: y";
        EventTemplate json = Lines.json("{'a':'{throwable}'}");
        for (int limit = 1; limit <= raw.length() + 1; limit++) {
            int end = Math.min(limit, raw.length());
            boolean inPair = end < raw.length() && Character.isSurrogatePair(raw.charAt(end - 1), raw.charAt(end));
            String expected = limit >= raw.length() ? raw : raw.substring(0, inPair ? end - 1 : end) + "\u2026";
            assertThat(line(Lines.builder(json).maxThrowableChars(limit).build(), event(thrown)))
                    .as("limit %d", limit)
                    .isEqualTo("{\"a\":\""
                            + expected.replace("\"", "\\\"")
                                    .replace("\n", "\\n")
                                    .replace("\t", "\\t") + "\"}");
            String safe = expected.replaceFirst("(?<=p\uD83D\uDE00)\n", "\\\\n");
            assertThat(line(Lines.builder(TRACE).maxThrowableChars(limit).build(), event(thrown)))
                    .as("limit %d", limit)
                    .isEqualTo(safe);
        }
    }

    private static class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String failing;

        Hostile(String failing) {
            super("hostile");
            this.failing = failing;
            super.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
        }

        private void check(String method) {
            if (failing.equals(method)) {
                throw new UnsupportedOperationException("a secret");
            }
        }

        @Override
        public String getMessage() {
            check("getMessage");
            return "message";
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            check("getCause");
            return null;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            check("getStackTrace");
            return super.getStackTrace();
        }
    }

    @Test
    void gettersThatThrow() {
        String name = Hostile.class.getName();
        String failure = "[" + name + ": java.lang.UnsupportedOperationException]";
        String frame = "\tat a.B.c(B.java:1)";
        assertThat(line(TRACE, event(new Hostile("getMessage")))).isEqualTo(failure + "\n" + frame);
        assertThat(line(TRACE, event(new Hostile("getCause"))))
                .isEqualTo(name + ": message\n" + frame + "\nCaused by: " + failure);
        assertThat(line(TRACE, event(new Hostile("getStackTrace")))).isEqualTo(name + ": message\n\tat " + failure);
        assertThat(line(ROOT, event(new Hostile("getCause"))))
                .isEqualTo(failure + "\nWrapped by: " + name + ": message\n" + frame);
        assertThat(line(text("{throwable:message}"), event(new Hostile("getMessage"))))
                .isEqualTo(failure);
        Throwable outer = thrown("outer");
        outer.initCause(new Hostile("getMessage"));
        outer.addSuppressed(new Hostile("getStackTrace"));
        assertThat(line(TRACE, event(outer)))
                .isEqualTo("java.lang.RuntimeException: outer\n\tSuppressed: " + name + ": message\n\t\tat " + failure
                        + "\nCaused by: " + failure + "\n" + frame);
    }

    @Test
    void theTextOfAThrowableThatIsElsewhere() {
        TestEvent event = new TestEvent();
        event.throwableText = "a.B: x\r\nforged\n\tat a.B.c(B.java:1)\r\nCaused by: y\u202E\n\t\t... 2 more\r\n";
        assertThat(line(TRACE, event))
                .isEqualTo("a.B: x\\nforged\n\tat a.B.c(B.java:1)\nCaused by: y\\u202e\n\t\t... 2 more");
        assertThat(line(Lines.json("{'a':'{throwable}','c':'{throwable:class}','m':'{throwable:message}'}"), event))
                .isEqualTo("{\"a\":\"a.B: x\\nforged\\n\\tat a.B.c(B.java:1)\\nCaused by: y\u202E\\n\\t\\t... 2 more\","
                        + "\"c\":\"a.B\",\"m\":\"x\"}");
        event.throwableText = "no class: x";
        assertThat(line(Lines.json("{'c':'{throwable:class}','m':'{throwable:message}'}"), event))
                .isEqualTo("{}");
        event.throwableText = "a.B\n";
        assertThat(line(Lines.json("{'c':'{throwable:class}','m':'{throwable:message}'}"), event))
                .isEqualTo("{\"c\":\"a.B\"}");
    }
}
