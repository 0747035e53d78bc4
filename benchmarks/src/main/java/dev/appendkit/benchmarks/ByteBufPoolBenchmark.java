// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.netty.ByteBufPool;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Borrow a ByteBuf, write one byte, release it: on the same thread, and on another one, to which it goes through a
 * queue of 8 places. {@code appendkit32} has 32 slots: 16 idle buffers of the largest size, more than can be on their
 * way; the default for two processors has 8. {@code none} always uses the same buffer: what is left is the queue. Leak
 * detection is off.
 *
 * <p>{@code inUse} has several buffers of 512 bytes lent at a time, {@code handOff} sends them to another thread
 * through a queue of that length; each trial of a {@code ByteBufPool} prints which part of the borrows missed.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ByteBufPoolBenchmark -prof gc -jvmArgsAppend \
 *   "-Djmh.executor=CUSTOM -Djmh.executor.class=dev.appendkit.benchmarks.FastThreadLocalExecutor"
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = "-Dio.netty.leakDetection.level=disabled")
public class ByteBufPoolBenchmark {
    private static final int QUEUE_LENGTH = 8;
    private static final int SPINS = 10_000;

    /** One buffer at a time, and up to 8 on their way. */
    @State(Scope.Thread)
    public static class One {
        @Param({"appendkit", "appendkit32", "NettyPooled", "NettyAdaptive", "NettyUnpooled", "none"})
        public String allocator = "";

        @Param({"heap", "direct"})
        public String memory = "";

        @Param({"256", "4096", "65536"})
        public int bytes;

        private final SpscArrayQueue<ByteBuf> queue = new SpscArrayQueue<>(QUEUE_LENGTH);
        private ByteBufAllocator buffers = UnpooledByteBufAllocator.DEFAULT;
        private boolean direct;
        private Thread other = new Thread();
        private volatile boolean stopped;

        @Setup
        public void setUp() {
            PoolPollution.run();
            direct = memory.equals("direct");
            buffers = switch (allocator) {
                case "appendkit" -> ByteBufPool.builder().checked(false).build();
                case "appendkit32" ->
                    ByteBufPool.builder().checked(false).slots(32).build();
                case "NettyPooled" -> PooledByteBufAllocator.DEFAULT;
                case "NettyAdaptive" -> new AdaptiveByteBufAllocator();
                case "NettyUnpooled" -> UnpooledByteBufAllocator.DEFAULT;
                case "none" -> new OneBuffer();
                default -> throw new IllegalArgumentException(allocator);
            };
            other = new FastThreadLocalThread(this::releaseAll);
            other.setDaemon(true);
            other.start();
        }

        @TearDown
        public void stop() throws InterruptedException {
            stopped = true;
            other.join();
        }

        private void releaseAll() {
            int idle = 0;
            while (!stopped) {
                ByteBuf buffer = queue.poll();
                if (buffer != null) {
                    buffer.release();
                    idle = 0;
                } else if (++idle < SPINS) {
                    Thread.onSpinWait();
                } else {
                    // Where nothing comes, this thread must not take the other's time.
                    LockSupport.parkNanos(100_000);
                }
            }
        }

        private ByteBuf borrow() {
            ByteBuf buffer = direct ? buffers.directBuffer(bytes) : buffers.heapBuffer(bytes);
            return buffer.setByte(0, 1);
        }
    }

    /** Several buffers at a time, each released when the others have been borrowed: first in, first out. */
    @State(Scope.Thread)
    public static class Several {
        @Param({
            "ByteBufPool heap",
            "ByteBufPool direct",
            "NettyPooled heap",
            "NettyPooled direct",
            "NettyAdaptive heap",
            "NettyAdaptive direct",
            "NettyUnpooled heap",
            "NettyUnpooled direct"
        })
        public String pool = "";

        @Param({"1", "4", "8", "16", "32", "64", "128"})
        public int inUse;

        @Param({"16", "64", "256"})
        public int slots;

        private InUse buffers = new InUse(Lender.of("new", 1), 1);

        @Setup
        public void setUp() {
            PoolPollution.run();
            buffers = new InUse(Lender.of(pool, slots), inUse);
        }

        @TearDown
        public void stop() {
            buffers.printMisses();
        }
    }

    /** Buffers that another thread releases. */
    @State(Scope.Thread)
    public static class Sent {
        @Param({"ByteBufPool direct", "NettyPooled direct", "NettyAdaptive direct", "NettyUnpooled direct"})
        public String pool = "";

        @Param({"8", "32", "128"})
        public int queue;

        @Param({"16", "64", "256"})
        public int slots;

        private InUse.HandOff handOff = new InUse.HandOff(Lender.of("new", 1), 1);

        @Setup
        public void setUp() throws InterruptedException {
            handOff.stop();
            PoolPollution.run();
            handOff = new InUse.HandOff(Lender.of(pool, slots), queue);
        }

        @TearDown
        public void stop() throws InterruptedException {
            handOff.stop();
        }
    }

    @Benchmark
    public boolean sameThread(One one) {
        return one.borrow().release();
    }

    @Benchmark
    public void otherThread(One one) {
        ByteBuf buffer = one.borrow();
        while (!one.queue.offer(buffer)) {
            Thread.onSpinWait();
        }
    }

    @Benchmark
    public Object inUse(Several several) {
        return several.buffers.turn();
    }

    @Benchmark
    public void handOff(Sent sent) {
        sent.handOff.send();
    }

    /** No allocator at all: one more reference to a buffer that is never released. */
    private static final class OneBuffer extends AbstractByteBufAllocator {
        private final ByteBuf one = Unpooled.buffer(1);

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return one.retain();
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return one.retain();
        }

        @Override
        public boolean isDirectBufferPooled() {
            return true;
        }
    }
}
