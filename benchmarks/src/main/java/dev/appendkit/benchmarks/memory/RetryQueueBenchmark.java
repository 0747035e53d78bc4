// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import dev.appendkit.memory.LittleEndian;
import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.RetryQueue;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A million items of 24 bytes that are due within 4,096 s: {@code offer} fills an empty queue, {@code poll} empties a
 * full one, second by second. Agrona's wheel has timers without a payload, which lies in a map beside it or, in the row
 * {@code AgronaWheelAlone}, is left out. Per item.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class RetryQueueBenchmark {
    private static final int ITEMS = 1_000_000;
    private static final int SECONDS = 4_096;
    private static final int PAYLOAD = 24;
    private static final int BATCH = 100;

    private interface Queue {
        void offer(byte[] payload, long second, int nano);

        /** All that is due; returns how many. */
        int poll(long second);
    }

    private static final class Item implements Comparable<Item> {
        final byte[] payload;
        final long second;
        final int nano;

        Item(byte[] payload, long second, int nano) {
            this.payload = payload;
            this.second = second;
            this.nano = nano;
        }

        @Override
        public int compareTo(Item other) {
            int order = Long.compare(second, other.second);
            return order == 0 ? Integer.compare(nano, other.nano) : order;
        }
    }

    /** The queue and what is offered to it. */
    @State(Scope.Thread)
    public abstract static class Queues {
        @Param({"RetryQueue", "PriorityQueue", "AgronaWheelAndMap", "AgronaWheelAlone"})
        public String kind;

        private final long[] seconds = new long[ITEMS];
        private final byte[] payload = new byte[PAYLOAD];
        private final RetryQueue kit = new RetryQueue(PAYLOAD, SECONDS, MemoryBudget.unlimited());
        private Queue queue;

        @Setup
        public void setUp() {
            for (int i = 0; i < ITEMS; i++) {
                seconds[i] = Long.remainderUnsigned(Keys.mixed(i), SECONDS - 1L);
            }
        }

        final void renew() {
            queue = of(kind, kit);
        }

        final void offerAll() {
            for (int i = 0; i < ITEMS; i++) {
                LittleEndian.putInt(payload, 0, i);
                queue.offer(payload, seconds[i], i % 1_000_000_000);
            }
        }

        final int pollAll() {
            int sum = 0;
            for (long second = 0; second <= SECONDS; second++) {
                sum += queue.poll(second);
            }
            if (sum != ITEMS) {
                throw new IllegalStateException(kind + " gave " + sum + " of " + ITEMS + " items");
            }
            return sum;
        }
    }

    /** An empty queue for {@link #offer}. */
    public static class Empty extends Queues {
        @Setup(Level.Invocation)
        public void make() {
            renew();
        }
    }

    /** A full one for {@link #poll}. */
    public static class Full extends Queues {
        @Setup(Level.Invocation)
        public void make() {
            renew();
            offerAll();
        }
    }

    private static Queue of(String kind, RetryQueue kit) {
        return switch (kind) {
            case "RetryQueue" -> ofKit(kit);
            case "PriorityQueue" -> ofObjects();
            case "AgronaWheelAndMap" -> ofWheel(true);
            case "AgronaWheelAlone" -> ofWheel(false);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Queue ofKit(RetryQueue kit) {
        kit.clear();
        byte[] batch = new byte[BATCH * kit.itemBytes()];
        return new Queue() {
            @Override
            public void offer(byte[] payload, long second, int nano) {
                kit.offer(payload, 0, second, nano);
            }

            @Override
            public int poll(long second) {
                int sum = 0;
                for (int count = BATCH; count == BATCH; sum += count) {
                    count = kit.poll(second, 999_999_999, batch, 0, BATCH);
                }
                return sum;
            }
        };
    }

    private static Queue ofObjects() {
        PriorityQueue<Item> items = new PriorityQueue<>();
        return new Queue() {
            @Override
            public void offer(byte[] payload, long second, int nano) {
                items.add(new Item(Arrays.copyOf(payload, payload.length), second, nano));
            }

            @Override
            public int poll(long second) {
                int count = 0;
                for (Item first = items.peek(); first != null && first.second <= second; first = items.peek()) {
                    count += items.remove().payload.length / PAYLOAD;
                }
                return count;
            }
        };
    }

    private static Queue ofWheel(boolean withPayload) {
        DeadlineTimerWheel wheel = new DeadlineTimerWheel(TimeUnit.SECONDS, 0, 1, SECONDS);
        Long2ObjectHashMap<byte[]> payloads = new Long2ObjectHashMap<>();
        return new Queue() {
            @Override
            public void offer(byte[] payload, long second, int nano) {
                long timer = wheel.scheduleTimer(second);
                if (withPayload) {
                    payloads.put(timer, Arrays.copyOf(payload, payload.length));
                }
            }

            @Override
            public int poll(long second) {
                int sum = 0;
                while (wheel.currentTickTime() <= second + 1 && wheel.timerCount() > 0) {
                    int count = wheel.poll(
                            second + 1,
                            (unit, now, timer) -> {
                                if (withPayload && payloads.remove(timer) == null) {
                                    throw new IllegalStateException("a timer has lost its payload");
                                }
                                return true;
                            },
                            BATCH);
                    sum += count;
                    if (count == 0 && wheel.currentTickTime() > second) {
                        break;
                    }
                }
                return sum;
            }
        };
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void offer(Empty empty) {
        empty.offerAll();
    }

    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public int poll(Full full) {
        return full.pollAll();
    }
}
