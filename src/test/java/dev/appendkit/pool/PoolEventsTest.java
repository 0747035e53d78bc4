// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolEventsTest {
    private final BufferPool pool = BufferPool.builder()
            .name("seen")
            .checked(false)
            .slots(1)
            .maxRetainedBytes(1_024)
            .build();

    @AfterEach
    void unregister() {
        PoolEvents.unregister();
    }

    /** What the pool does between two chunks, and what the recorder has of it. */
    private static List<RecordedEvent> record(Runnable action) throws Exception {
        Path file = Files.createTempFile("pool", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("appendkit.PoolStatistics").withPeriod(Duration.ofMillis(20));
            recording.enable("appendkit.BufferDropped");
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("appendkit."))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type, String pool) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("appendkit." + type)
                        && event.getString("pool").equals(pool))
                .toList();
    }

    private void useAndDrop() {
        pool.borrow().close();
        pool.borrow(2_000).close();
    }

    @Test
    void nothingIsRegisteredByUsingAPool() throws Exception {
        assertThat(record(this::useAndDrop)).isEmpty();
        assertThat(types()).isEmpty();
    }

    @Test
    void drops() throws Exception {
        PoolEvents.register();
        List<RecordedEvent> events = record(this::useAndDrop);
        assertThat(of(events, "BufferDropped", "seen")).singleElement().satisfies(event -> {
            assertThat(event.getString("reason")).isEqualTo("oversize");
            assertThat(event.getInt("capacity")).isEqualTo(2_000);
            assertThat(event.getStackTrace()).isNull();
        });
    }

    @Test
    void statisticsOfEachPoolThatIsAlive() throws Exception {
        useAndDrop();
        Pool<StringBuilder> other = Pool.builder(new Texts()).name("other").build();
        StringBuilder lent = other.borrow();
        PoolEvents.register();
        PoolEvents.register();
        List<RecordedEvent> events = record(PoolEventsTest::waitForSomePeriods);
        assertThat(of(events, "PoolStatistics", "seen")).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getInt("idleItems")).isEqualTo(1);
            assertThat(event.getLong("idleBytes")).isEqualTo(512);
            assertThat(event.getLong("misses")).isEqualTo(2);
            assertThat(event.getLong("droppedOversize")).isEqualTo(1);
            assertThat(event.getLong("droppedFull")).isZero();
        });
        assertThat(of(events, "PoolStatistics", "other")).isNotEmpty();
        other.release(lent);
    }

    @Test
    void afterUnregisterTheRecorderKnowsNothing() throws Exception {
        PoolEvents.register();
        assertThat(types()).hasSize(2);
        PoolEvents.unregister();
        assertThat(types()).isEmpty();
        assertThat(record(this::useAndDrop)).isEmpty();
        PoolEvents.unregister();
        PoolEvents.register();
        assertThat(of(record(this::useAndDrop), "BufferDropped", "seen")).hasSize(1);
    }

    private static void waitForSomePeriods() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> types() {
        return FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .map(EventType::getName)
                .filter(name -> name.startsWith("appendkit."))
                .toList();
    }
}
