// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.micrometer.PoolMetrics;
import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolEvents;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** What users see of an encoder's pool: its name and its figures. */
class EncoderPoolTest {
    private static final int LONGER_THAN_IS_RETAINED = 100_000;

    private static EventEncoder.Builder<TestEvent> builder() {
        return Lines.builder(Lines.named("ecs")).checked(false).maxValueChars(2 * LONGER_THAN_IS_RETAINED);
    }

    private static TestEvent longEvent() {
        return new TestEvent().message("x".repeat(LONGER_THAN_IS_RETAINED));
    }

    @Test
    void eachEncoderHasAName() {
        EventEncoder.Builder<TestEvent> builder = builder();
        String first = builder.build().poolName();
        String second = builder.build().poolName();
        assertThat(first).matches("log-[1-9][0-9]*");
        assertThat(second).matches("log-[1-9][0-9]*").isNotEqualTo(first);
        assertThat(builder.poolName("console").build().poolName()).isEqualTo("console");
        assertThatNullPointerException().isThrownBy(() -> builder.poolName(null));
    }

    @Test
    void theFigures() {
        EventEncoder<TestEvent> encoder = builder().build();
        assertThat(encoder.poolStats().misses()).isZero();
        encoder.encode(new TestEvent());
        assertThat(encoder.poolStats().misses()).isOne();
        assertThat(encoder.poolStats().idleItems()).isOne();
        assertThat(encoder.poolStats().idleBytes()).isBetween((long) LineBytes.INITIAL_BYTES, 65_536L);
        encoder.encode(longEvent());
        assertThat(encoder.poolStats().drops(DropReason.OVERSIZE)).isOne();
        assertThat(encoder.poolStats().idleItems()).isZero();
    }

    @Test
    void inMicrometer() {
        EventEncoder<TestEvent> encoder = builder().poolName("console").build();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new PoolMetrics<>(encoder, EventEncoder::poolStats, encoder.poolName(), Tags.empty()).bindTo(registry);
        encoder.encode(new TestEvent());
        assertThat(registry.get("appendkit.pool.retained")
                        .tag("pool", "console")
                        .gauge()
                        .value())
                .isEqualTo((double) encoder.poolStats().idleBytes())
                .isPositive();
    }

    @Test
    void inTheFlightRecorder() throws Exception {
        EventEncoder<TestEvent> encoder = builder().build();
        EventEncoder<TestEvent> named = builder().poolName("console").build();
        Path file = Files.createTempFile("log", ".jfr");
        PoolEvents.register();
        try (Recording recording = new Recording()) {
            recording.enable("appendkit.BufferDropped");
            recording.start();
            encoder.encode(longEvent());
            named.encode(longEvent());
            recording.stop();
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(events)
                    .filteredOn(event -> event.getEventType().getName().equals("appendkit.BufferDropped"))
                    .extracting(event -> event.getString("pool"))
                    .containsExactlyInAnyOrder(encoder.poolName(), "console");
        } finally {
            PoolEvents.unregister();
            Files.delete(file);
        }
    }
}
