// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.kafka;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serializer;

/** Prints what a record costs, by {@link KafkaJsonSerializer} and by a StringBuilder: CPU time, and bytes allocated. */
public final class Comparison {
    private static final int ORDERS = 4_096;
    private static final int ROUNDS = 12;
    private static final int CALLS = 1_000_000;

    private Comparison() {}

    static Order order(int i) {
        return new Order(
                1_000_000_007L * i,
                "customer " + i % 977,
                i * 37L % 100_000,
                i / 16.0,
                1_795_000_000L + i,
                i % 1_000_000 * 1_000,
                i % 8 == 0 ? "fragile: \"glass\"\nthis side up" : "leave it with the neighbours, please");
    }

    public static void main(String[] args) {
        Order[] orders = new Order[ORDERS];
        Arrays.setAll(orders, Comparison::order);
        Serializer<Order> ours = new KafkaJsonSerializer<>((json, order) -> order.appendTo(json));
        Serializer<Order> usual = new StringBuilderJson();
        long bytes = 0;
        for (Order order : orders) {
            byte[] expected = usual.serialize("orders", order);
            if (!Arrays.equals(expected, ours.serialize("orders", order))) {
                throw new IllegalStateException("the serializers differ in order " + order.id());
            }
            // The array's header and its padding.
            bytes += (expected.length + 16 + 7) / 8 * 8L;
        }
        System.out.printf(Locale.ROOT, "the exact array: %.1f B%n", bytes / (double) ORDERS);
        // In turn, so that neither gets the machine's better minutes; the first rounds warm up.
        for (int round = 0; round < ROUNDS; round++) {
            measure("appendkit", ours, orders, round);
            measure("StringBuilder", usual, orders, round);
        }
    }

    private static void measure(String name, Serializer<Order> serializer, Order[] orders, int round) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            sum += serializer.serialize("orders", orders[i & ORDERS - 1]).length;
        }
        double nanos = threads.getCurrentThreadCpuTime() - start;
        double perCall = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) CALLS;
        System.out.printf(
                Locale.ROOT,
                "round %2d, %-13s: %6.1f ns of CPU, %6.1f B a record of %d bytes%n",
                round,
                name,
                nanos / CALLS,
                perCall,
                sum / CALLS);
    }
}
