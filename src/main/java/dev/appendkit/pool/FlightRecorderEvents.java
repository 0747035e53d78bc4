// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import dev.appendkit.internal.pool.DropCause;
import dev.appendkit.internal.pool.DropListener;
import dev.appendkit.internal.pool.IdleItems;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolRegistry;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** All code that needs {@code jdk.jfr}, kept apart so that {@link PoolEvents} can be loaded without that module. */
final class FlightRecorderEvents implements Runnable, DropListener {
    /** The instance whose events are on. */
    private static final AtomicReference<@Nullable FlightRecorderEvents> CURRENT = new AtomicReference<>();

    private FlightRecorderEvents() {}

    static void register() {
        // Runs before any state is kept, so that a JVM without the recorder refuses every time.
        FlightRecorder.register(PoolStatisticsEvent.class);
        FlightRecorder.register(BufferDroppedEvent.class);
        FlightRecorderEvents events = new FlightRecorderEvents();
        if (CURRENT.compareAndSet(null, events)) {
            FlightRecorder.addPeriodicEvent(PoolStatisticsEvent.class, events);
            PoolRegistry.tell(events);
            if (CURRENT.get() != events) {
                // Another thread called unregister before there was anything to remove.
                remove(events);
            }
        }
    }

    static void unregister() {
        FlightRecorderEvents events = CURRENT.getAndSet(null);
        if (events != null) {
            remove(events);
        }
    }

    private static void remove(FlightRecorderEvents events) {
        FlightRecorder.removePeriodicEvent(events);
        PoolRegistry.tell(null);
        FlightRecorder.unregister(PoolStatisticsEvent.class);
        FlightRecorder.unregister(BufferDroppedEvent.class);
    }

    @Override
    public void run() {
        PoolRegistry.forEach(FlightRecorderEvents::tell);
    }

    private static void tell(PoolCore<?> pool) {
        IdleItems idle = pool.idle();
        PoolStatisticsEvent event = new PoolStatisticsEvent();
        event.pool = pool.name();
        event.idleItems = idle.count();
        event.idleBytes = idle.held();
        event.misses = pool.misses();
        event.droppedFull = pool.drops(DropCause.FULL);
        event.droppedOversize = pool.drops(DropCause.OVERSIZE);
        event.droppedUnderused = pool.drops(DropCause.UNDERUSED);
        event.droppedFailed = pool.drops(DropCause.FAILED);
        event.droppedRandom = pool.drops(DropCause.RANDOM);
        event.trims = pool.trims();
        event.commit();
    }

    @Override
    public void dropped(String pool, DropCause reason, int capacity) {
        BufferDroppedEvent event = new BufferDroppedEvent();
        if (event.shouldCommit()) {
            event.pool = pool;
            event.reason = reason.label();
            event.capacity = capacity;
            event.commit();
        }
    }
}
