// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.memory;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Time, heap and work of the garbage collector from its construction on. */
public final class HeapMeter {
    private final long start = System.nanoTime();
    private final AtomicLong longestMillis = new AtomicLong();
    private final long collections = collections();
    private final long millis = millis();

    /** Begins to measure. */
    public HeapMeter() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (isPausing(bean) && bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            if (notification.getUserData() instanceof CompositeData data) {
                                long duration = GarbageCollectionNotificationInfo.from(data)
                                        .getGcInfo()
                                        .getDuration();
                                longestMillis.accumulateAndGet(duration, Math::max);
                            }
                        },
                        null,
                        null);
            }
        }
    }

    private static boolean isPausing(GarbageCollectorMXBean bean) {
        return !bean.getName().contains("Concurrent") && !bean.getName().contains("Cycles");
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(HeapMeter::isPausing)
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long millis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(HeapMeter::isPausing)
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** The heap in use after full collections. */
    public static long heapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The columns of {@link #row}. */
    public static String header() {
        return String.format(
                Locale.ROOT, "%-10s %8s %10s %12s %10s %12s", "", "time", "heap", "collections", "pauses", "longest");
    }

    /** What has been measured so far, and then the heap. */
    public String row(String name) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long count = collections() - collections;
        long pauses = millis() - millis;
        long longest = longestMillis.get();
        return String.format(
                Locale.ROOT,
                "%-10s %6.1f s %7.1f MB %12d %7d ms %9d ms",
                name,
                seconds,
                heapBytes() / 1e6,
                count,
                pauses,
                longest);
    }
}
