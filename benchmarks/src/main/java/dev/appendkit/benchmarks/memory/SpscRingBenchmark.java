// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.memory;

import dev.appendkit.memory.LittleEndian;
import dev.appendkit.memory.SpscRing;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records of 32 bytes from one thread to another, each with its number, which the receiver checks. Per record, where
 * there are 8,192 places; the median of the iterations counts. Agrona needs {@code --add-opens
 * java.base/jdk.internal.misc=ALL-UNNAMED}, which its row sets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class SpscRingBenchmark {
    private static final int RECORDS = 1 << 20;
    private static final int CAPACITY = 8_192;
    private static final int BYTES = 32;
    private static final int BULK = 64;

    @Param({"SpscRing", "SpscRing in bulk", "Agrona", "JCTools new objects", "JCTools reused objects"})
    public String ring;

    private interface Channel {
        /** Sends as many as there is room for; returns how many. */
        int send(long number);

        /** Receives what there is, at most so many, and checks the numbers from that one on; returns how many. */
        int receive(long number, int most);
    }

    /** As long as a record. */
    private static final class Message {
        long number;
        long second;
        long third;
        long fourth;

        Message fill(long value) {
            number = value;
            second = value;
            third = value;
            fourth = value;
            return this;
        }

        void check(long expected) {
            SpscRingBenchmark.check(number & second & third & fourth, expected);
        }
    }

    private Channel channel;
    private Thread producer;
    private volatile boolean stopped;
    private long received;

    @Setup
    public void setUp() {
        channel = of(ring);
        stopped = false;
        received = 0;
        producer = new Thread(() -> {
            for (long sent = 0; !stopped; ) {
                int count = channel.send(sent);
                if (count == 0) {
                    Thread.onSpinWait();
                }
                sent += count;
            }
        });
        producer.setDaemon(true);
        producer.start();
    }

    @TearDown
    public void tearDown() throws InterruptedException {
        stopped = true;
        producer.join();
    }

    private static void check(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException("record " + found + " came where " + expected + " was to come");
        }
    }

    private static Channel of(String ring) {
        return switch (ring) {
            case "SpscRing" -> ofRing();
            case "SpscRing in bulk" -> ofRingInBulk();
            case "Agrona" -> ofAgrona();
            case "JCTools new objects" -> ofNewObjects();
            case "JCTools reused objects" -> ofReusedObjects();
            default -> throw new IllegalArgumentException(ring);
        };
    }

    private static Channel ofRing() {
        SpscRing ring = new SpscRing(BYTES, CAPACITY);
        byte[] array = ring.array();
        return new Channel() {
            @Override
            public int send(long number) {
                int pos = ring.claim();
                if (pos < 0) {
                    return 0;
                }
                LittleEndian.putLong(array, pos, number);
                LittleEndian.putLong(array, pos + 24, number);
                ring.publish();
                return 1;
            }

            @Override
            public int receive(long number, int most) {
                int pos = ring.peek();
                if (pos < 0) {
                    return 0;
                }
                check(LittleEndian.getLong(array, pos), number);
                check(LittleEndian.getLong(array, pos + 24), number);
                ring.release();
                return 1;
            }
        };
    }

    private static Channel ofRingInBulk() {
        SpscRing ring = new SpscRing(BYTES, CAPACITY);
        byte[] from = new byte[BULK * BYTES];
        byte[] to = new byte[BULK * BYTES];
        return new Channel() {
            @Override
            public int send(long number) {
                for (int i = 0; i < BULK; i++) {
                    LittleEndian.putLong(from, i * BYTES, number + i);
                    LittleEndian.putLong(from, i * BYTES + 24, number + i);
                }
                return ring.push(from, 0, BULK);
            }

            @Override
            public int receive(long number, int most) {
                int count = ring.pop(to, 0, Math.min(most, BULK));
                for (int i = 0; i < count; i++) {
                    check(LittleEndian.getLong(to, i * BYTES), number + i);
                    check(LittleEndian.getLong(to, i * BYTES + 24), number + i);
                }
                return count;
            }
        };
    }

    private static Channel ofAgrona() {
        UnsafeBuffer memory =
                new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY * 2 * BYTES + RingBufferDescriptor.TRAILER_LENGTH));
        OneToOneRingBuffer ring = new OneToOneRingBuffer(memory);
        long[] next = new long[1];
        return new Channel() {
            @Override
            public int send(long number) {
                int index = ring.tryClaim(1, BYTES);
                if (index < 0) {
                    return 0;
                }
                ring.buffer().putLong(index, number);
                ring.buffer().putLong(index + 24, number);
                ring.commit(index);
                return 1;
            }

            @Override
            public int receive(long number, int most) {
                next[0] = number;
                return ring.read(
                        (type, buffer, index, length) -> {
                            check(buffer.getLong(index), next[0]);
                            check(buffer.getLong(index + 24), next[0]++);
                        },
                        Math.min(most, BULK));
            }
        };
    }

    private static Channel ofNewObjects() {
        SpscArrayQueue<Message> queue = new SpscArrayQueue<>(CAPACITY);
        return new Channel() {
            @Override
            public int send(long number) {
                return queue.offer(new Message().fill(number)) ? 1 : 0;
            }

            @Override
            public int receive(long number, int most) {
                Message next = queue.poll();
                if (next == null) {
                    return 0;
                }
                next.check(number);
                return 1;
            }
        };
    }

    /**
     * What a place held before is written again: with half as many in flight as there are, nobody reads it any more.
     */
    private static Channel ofReusedObjects() {
        SpscArrayQueue<Message> queue = new SpscArrayQueue<>(CAPACITY / 2);
        Message[] messages = new Message[CAPACITY];
        for (int i = 0; i < CAPACITY; i++) {
            messages[i] = new Message();
        }
        return new Channel() {
            @Override
            public int send(long number) {
                return queue.offer(messages[(int) number & CAPACITY - 1].fill(number)) ? 1 : 0;
            }

            @Override
            public int receive(long number, int most) {
                Message next = queue.poll();
                if (next == null) {
                    return 0;
                }
                next.check(number);
                return 1;
            }
        };
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long transfer() {
        long number = received;
        long end = number + RECORDS;
        while (number < end) {
            int count = channel.receive(number, (int) (end - number));
            if (count == 0) {
                Thread.onSpinWait();
            }
            number += count;
        }
        received = number;
        return number;
    }
}
