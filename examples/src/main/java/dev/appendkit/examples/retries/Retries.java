// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.retries;

import dev.appendkit.examples.memory.HeapMeter;
import java.util.List;
import java.util.Locale;

/**
 * Two million requests fail during an outage of 600 seconds, back off exponentially with jitter, and are delivered when
 * the service is back.
 *
 * <p>{@code Retries} runs with the memory kit, then with a priority queue of objects, and prints both.
 * {@code Retries --budget <bytes>} runs with the memory kit under a budget: what does not fit is shed and counted.
 */
public final class Retries {
    private static final int REQUESTS = 2_000_000;
    private static final int SECONDS = 600;

    private Retries() {}

    /** See the class. */
    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        int at = options.indexOf("--budget");
        long budget = at >= 0 && at + 1 < options.size() ? Long.parseLong(options.get(at + 1)) : Long.MAX_VALUE;
        System.out.println(HeapMeter.header());
        Outage.Summary kit = withKit(budget);
        if (budget == Long.MAX_VALUE) {
            Outage.Summary objects = withObjects();
            if (!kit.equals(objects)) {
                throw new IllegalStateException("the results differ: " + kit + " and " + objects);
            }
            System.out.println("the same with both");
        }
        System.out.printf(
                Locale.ROOT,
                "%d requests, %d attempts, %d delivered, %d shed, %d at a wrong time%n",
                kit.requests(),
                kit.attempts(),
                kit.delivered(),
                kit.shed(),
                kit.wrongTimes());
    }

    private static Outage.Summary withKit(long budget) {
        long before = HeapMeter.heapBytes();
        HeapMeter meter = new HeapMeter();
        KitQueue queue = new KitQueue(budget);
        long[] peak = new long[2];
        Outage.Summary summary = new Outage(queue, REQUESTS, SECONDS).run(() -> {
            peak[0] = HeapMeter.heapBytes() - before;
            peak[1] = queue.size();
        });
        long given = queue.queue.trim();
        System.out.println(meter.row("kit"));
        perItem(peak);
        System.out.println("           trim gave back " + given + " bytes, " + queue.budget.used() + " are in use");
        return summary;
    }

    private static Outage.Summary withObjects() {
        long before = HeapMeter.heapBytes();
        HeapMeter meter = new HeapMeter();
        ObjectQueue queue = new ObjectQueue();
        long[] peak = new long[2];
        Outage.Summary summary = new Outage(queue, REQUESTS, SECONDS).run(() -> {
            peak[0] = HeapMeter.heapBytes() - before;
            peak[1] = queue.size();
        });
        System.out.println(meter.row("objects"));
        perItem(peak);
        return summary;
    }

    private static void perItem(long[] peak) {
        System.out.printf(
                Locale.ROOT, "           %.1f bytes an item at the peak of %d items%n", (double) peak[0] / peak[1], peak[1]);
    }
}
