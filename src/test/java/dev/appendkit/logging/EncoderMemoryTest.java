// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle;
import dev.appendkit.format.JsonValue;
import dev.appendkit.pool.PoolStats;
import dev.appendkit.testing.Allocations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an encoder keeps, and what many threads do to it. */
class EncoderMemoryTest {
    private static final List<String> TEMPLATES = List.of("ecs", "logstash", "gelf", "google", "logfmt", "text");
    private static final int MAX_RETAINED = 65_536;

    private static TestEvent event(int i) {
        TestEvent event = new TestEvent()
                .message("user " + i + " has logged in after \u00E4 while")
                .mdc("user", "u" + i)
                .mdc("request", "r" + i % 7);
        event.formats = i % 2 == 0;
        event.pair("ms", i).pair("ratio", i / 3.0).pair("ids", Arrays.asList(i, "x", null));
        event.logger = "com.acme.Logger" + i % 16;
        event.thread = "thread-" + i % 4;
        event.epochSecond += i;
        return event;
    }

    private static EventEncoder<TestEvent> unchecked(EventTemplate template) {
        return Lines.builder(template).checked(false).build();
    }

    @Test
    @Tag("alloc")
    void anEventAllocatesNothing() {
        for (String name : TEMPLATES) {
            EventEncoder<TestEvent> encoder = unchecked(Lines.named(name));
            AppendBuffer out = AppendBuffer.growing(4_096, 4_096);
            TestEvent[] events = new TestEvent[64];
            Arrays.setAll(events, EncoderMemoryTest::event);
            int[] next = {0};
            Allocations.assertNone(name, () -> encoder.encode(events[next[0]++ & 63], out.clear()));
        }
    }

    /** What an idle line keeps is counted; an array that it has replaced would not be. */
    @Test
    void anArrayThatALineHasReplacedIsNotKept() {
        EventLine<TestEvent> line = new EventLine<>(
                LineBytes.INITIAL_BYTES,
                new TestEvent.Reader(),
                Limits.DEFAULT,
                Escaper.JSON,
                JsonStyle.Escapes.MINIMAL,
                new NameTable());
        Program program = ProgramCompiler.full(Lines.json("{'m':'{message}','*':'{mdc}'}"), Escaper.JSON);
        for (int length : new int[] {10, 2 * LineBytes.INITIAL_BYTES, 10}) {
            byte[] before = line.bytes;
            TestEvent event = new TestEvent().message("m".repeat(AsciiText.MIN_LENGTH));
            line.write(event.mdc("k", "v".repeat(length)), program, program);
            assertThat(line.ascii.target).isSameAs(before);
            line.clear();
            assertThat(line.ascii.target == line.bytes).isEqualTo(line.bytes == before);
            assertThat(line.ascii.target.length).isIn(0, line.bytes.length);
        }
    }

    @Test
    @Tag("alloc")
    void valuesAllocateNothing() {
        EventEncoder<TestEvent> encoder = unchecked(Lines.json("{'*':'{keyValues}'}"));
        AppendBuffer out = AppendBuffer.growing(4_096, 4_096);
        JsonValue self = to -> to.beginObject().name("a").appendLong(1).endObject();
        List<Object> values = Arrays.asList(
                1,
                2L,
                (short) 3,
                (byte) 4,
                1.5f,
                2.5,
                true,
                'c',
                null,
                "text",
                new StringBuilder("\u00E4\u202E"),
                Thread.State.BLOCKED,
                UUID.randomUUID(),
                new byte[10],
                new int[3],
                List.of(1, "a"),
                java.time.Instant.now(),
                java.time.LocalDate.EPOCH,
                new java.math.BigDecimal("12.34"),
                self);
        TestEvent event = new TestEvent();
        for (int i = 0; i < values.size(); i++) {
            event.pair("key" + i, values.get(i));
        }
        Allocations.assertNone("values", () -> encoder.encode(event, out.clear()));
    }

    @Test
    @Tag("alloc")
    void theCheckSeesATextThatIsMade() {
        EventEncoder<TestEvent> encoder = unchecked(Lines.named("ecs"));
        AppendBuffer out = AppendBuffer.growing(4_096, 4_096);
        TestEvent event = new TestEvent().pair("map", new Object());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("toString", () -> encoder.encode(event, out.clear())));
    }

    /** Two logger names that share a place of the table do not replace each other for ever. */
    @Test
    @Tag("alloc")
    void namesThatShareAPlaceAllocateNothing() {
        TestEvent first = new TestEvent();
        first.logger = "Aa";
        TestEvent second = new TestEvent();
        second.logger = "BB";
        assertThat(first.logger.hashCode()).isEqualTo(second.logger.hashCode());
        EventEncoder<TestEvent> encoder = unchecked(Lines.named("text"));
        AppendBuffer out = AppendBuffer.growing(4_096, 4_096);
        Allocations.assertNone("two names", () -> {
            encoder.encode(first, out.clear());
            encoder.encode(second, out.clear());
        });
        assertThat(line(encoder, first)).contains(" Aa - ");
        assertThat(line(encoder, second)).contains(" BB - ");
    }

    @Test
    void idleBytesStayBelowTheBound() {
        EventEncoder<TestEvent> encoder = Lines.builder(Lines.named("ecs"))
                .checked(false)
                .maxValueChars(20_000_000)
                .maxEventBytes(64_000_000)
                .build();
        String big = "\u00E4\n".repeat(1_250_000);
        TestEvent event =
                event(1).pair("self", (JsonValue) to -> to.appendString(big)).pair("a", Map.of(big, big));
        event.message = new StringBuilder(big);
        event.formats = true;
        assertThat(encoder.encode(event)).hasSizeGreaterThan(15_000_000);
        PoolStats stats = encoder.poolStats();
        assertThat(stats.idleBytes()).isLessThanOrEqualTo((long) MAX_RETAINED * stats.idleItems());
        for (int i = 0; i < 1_000; i++) {
            encoder.encode(event(i));
        }
        stats = encoder.poolStats();
        assertThat(stats.idleBytes()).isLessThanOrEqualTo(MAX_RETAINED);
        assertThat(stats.idleItems()).isLessThanOrEqualTo(1);
    }

    /** Many short-lived threads, as virtual ones are: each line is whole, and what is idle afterwards is bounded. */
    @Test
    void manyThreads() throws InterruptedException {
        int threads = 16;
        int each = 625;
        for (String name : TEMPLATES) {
            EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named(name));
            byte[][] expected = new byte[each][];
            EventEncoder<TestEvent> alone = Lines.encoder(Lines.named(name));
            for (int i = 0; i < each; i++) {
                expected[i] = alone.encode(event(i));
            }
            AtomicInteger right = new AtomicInteger();
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int offset = t * 37;
                Thread thread = new Thread(() -> {
                    await(go);
                    for (int i = 0; i < each; i++) {
                        int index = (i + offset) % each;
                        if (Arrays.equals(expected[index], encoder.encode(event(index)))) {
                            right.incrementAndGet();
                        }
                    }
                });
                thread.start();
                all.add(thread);
            }
            go.countDown();
            for (Thread thread : all) {
                thread.join();
            }
            assertThat(right).as(name).hasValue(threads * each);
            PoolStats stats = encoder.poolStats();
            assertThat(stats.idleItems()).isLessThanOrEqualTo(threads);
            assertThat(stats.idleBytes()).isLessThanOrEqualTo((long) threads * MAX_RETAINED);
        }
    }

    @Test
    void tenThousandShortThreads() throws InterruptedException {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named("logstash"));
        String expected = line(encoder, event(5));
        AtomicInteger right = new AtomicInteger();
        for (int round = 0; round < 100; round++) {
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < 100; t++) {
                Thread thread = new Thread(() -> {
                    if (expected.equals(line(encoder, event(5)))) {
                        right.incrementAndGet();
                    }
                });
                thread.start();
                all.add(thread);
            }
            for (Thread thread : all) {
                thread.join();
            }
        }
        assertThat(right).hasValue(10_000);
        assertThat(encoder.poolStats().idleBytes()).isLessThanOrEqualTo(256L * MAX_RETAINED);
    }

    /** What virtual threads leave is what the pool's slots hold. */
    @Test
    void aHundredThousandVirtualThreads() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        EventEncoder<TestEvent> encoder = unchecked(Lines.named("ecs"));
        byte[] expected = encoder.encode(event(5));
        AtomicInteger right = new AtomicInteger();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < 100_000; i++) {
            threads.execute(() -> {
                if (Arrays.equals(expected, encoder.encode(event(5)))) {
                    right.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        assertThat(right).hasValue(100_000);
        PoolStats stats = encoder.poolStats();
        assertThat(stats.idleItems()).isBetween(1, 256);
        assertThat(stats.idleBytes()).isLessThanOrEqualTo((long) stats.idleItems() * MAX_RETAINED);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void linesOfOneEncoderDoNotMix() {
        EventEncoder<TestEvent> encoder = Lines.encoder(Lines.named("text"));
        AppendBuffer out = AppendBuffer.growing(16, 1 << 20);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            encoder.encode(event(i), out);
            expected.append(line(encoder, event(i))).append('\n');
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    }
}
