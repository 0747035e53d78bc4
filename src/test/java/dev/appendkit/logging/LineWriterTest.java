// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.encoder;
import static dev.appendkit.logging.Lines.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that are handed to a destination. */
class LineWriterTest {
    private static void add(List<String> lines, byte[] bytes, int offset, int length) {
        lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Test
    void eachLineIsOneCall() {
        for (String name : List.of("ecs", "logfmt", "text")) {
            EventEncoder<TestEvent> encoder = encoder(named(name));
            List<String> lines = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                TestEvent event = new TestEvent().message("m".repeat(i * 1_000));
                encoder.encode(event, lines, LineWriterTest::add);
                expected.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
            }
            assertThat(lines).isEqualTo(expected);
        }
    }

    @Test
    void anEventThatIsTooLongIsHandedOnInItsSecondForm() {
        EventEncoder<TestEvent> encoder = EventEncoder.builder(named("ecs"), new TestEvent.Reader())
                .maxEventBytes(20_000)
                .build();
        TestEvent event = new TestEvent().pair("x", Collections.nCopies(30_000, 1));
        List<String> lines = new ArrayList<>();
        encoder.encode(event, lines, LineWriterTest::add);
        assertThat(lines).containsExactly(new String(encoder.encode(event), StandardCharsets.UTF_8));
        assertThat(lines.get(0)).endsWith("\"truncated\":true}\n");
    }

    @Test
    void aDestinationThatFails() {
        EventEncoder<TestEvent> encoder = encoder(named("text"));
        TestEvent event = new TestEvent();
        assertThatIllegalStateException()
                .isThrownBy(() -> encoder.encode(event, "there", (to, bytes, offset, length) -> {
                    throw new IllegalStateException(to);
                }))
                .withMessage("there");
        List<String> lines = new ArrayList<>();
        encoder.encode(event, lines, LineWriterTest::add);
        assertThat(lines).containsExactly(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    @Test
    void anEventThatFailsIsNotHandedOn() {
        EventEncoder<TestEvent> encoder = encoder(named("text"));
        TestEvent event = new TestEvent();
        event.failing = "logger";
        event.failure = new OutOfMemoryError("not really");
        List<String> lines = new ArrayList<>();
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> encoder.encode(event, lines, LineWriterTest::add));
        assertThat(lines).isEmpty();
    }

    /** A destination that logs gets another line. */
    @Test
    void aDestinationThatLogs() {
        EventEncoder<TestEvent> encoder = encoder(named("text"));
        List<String> lines = new ArrayList<>();
        TestEvent outer = new TestEvent().message("outer");
        encoder.encode(outer, lines, (to, bytes, offset, length) -> {
            encoder.encode(new TestEvent().message("inner"), to, LineWriterTest::add);
            add(to, bytes, offset, length);
        });
        assertThat(lines.get(0)).endsWith("inner\n");
        assertThat(lines.get(1)).isEqualTo(new String(encoder.encode(outer), StandardCharsets.UTF_8));
    }
}
