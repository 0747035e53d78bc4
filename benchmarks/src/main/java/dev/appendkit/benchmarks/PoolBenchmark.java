// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.util.concurrent.TimeUnit;
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
 * Borrow, write one byte, release; what is idle is found each time. {@code new} makes an object with an array of 1 KiB,
 * which all but Jackson's rows lend; {@code nothing} is the loop. A {@code ThreadLocal} is no pool: it gives a nested
 * user the same object.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar PoolBenchmark -t 2 -prof gc -jvmArgsAppend -XX:+UseParallelGC
 * java -jar benchmarks/target/benchmarks.jar PoolBenchmark -t 2 -prof gc -jvmArgsAppend -Djmh.executor=VIRTUAL
 * }</pre>
 *
 * <p>{@code inUse} has several items lent at a time, {@code handOff} sends them to another thread through a queue; each
 * trial prints which part of the borrows missed. {@code miss} borrows and never releases.
 *
 * <p>Netty's Recycler and allocators keep nothing on plain threads, or share what they keep: see
 * {@link FastThreadLocalExecutor} for threads on which they do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = "-Dio.netty.leakDetection.level=disabled")
public class PoolBenchmark {
    /** One item at a time. */
    @State(Scope.Benchmark)
    public static class One {
        @Param({
            "nothing",
            "BufferPool",
            "Pool",
            "new",
            "ThreadLocal",
            "NettyRecycler",
            "NettyPooled",
            "NettyAdaptive",
            "JCTools",
            "JacksonThreadLocal",
            "JacksonDeque",
            "JacksonBounded"
        })
        public String pool = "";

        private PoolCycle cycle = () -> "";

        /**
         * Behind what all threads read, so that the item which one of them makes next does not share its cache line.
         */
        byte[] spacer = {};

        @Setup
        public void setUp() {
            PoolPollution.run();
            cycle = PoolCycle.of(pool);
            spacer = new byte[1_024];
        }
    }

    /** Several items at a time, each released when the others have been borrowed: first in, first out. */
    @State(Scope.Thread)
    public static class Several {
        @Param({"BufferPool", "Pool", "new"})
        public String pool = "";

        @Param({"1", "4", "8", "16", "32", "64", "128"})
        public int inUse;

        @Param({"16", "64", "256"})
        public int slots;

        private InUse items = new InUse(Lender.of("new", 1), 1);

        @Setup
        public void setUp() {
            PoolPollution.run();
            items = new InUse(Lender.of(pool, slots), inUse);
        }

        @TearDown
        public void stop() {
            items.printMisses();
        }
    }

    /** A pool whose slots are all taken by items that nobody releases. */
    @State(Scope.Thread)
    public static class Lost {
        @Param({"BufferPool", "new", "ByteBufPool heap", "NettyUnpooled heap"})
        public String pool = "";

        @Param({"16", "256"})
        public int slots;

        private Lender lender = Lender.of("new", 1);

        @Setup
        public void setUp() {
            PoolPollution.run();
            lender = Lender.of(pool, slots);
        }
    }

    /** Items that another thread releases. */
    @State(Scope.Thread)
    public static class Sent {
        @Param({"BufferPool", "Pool", "new"})
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
    public Object borrowAndRelease(One one) {
        return one.cycle.run();
    }

    @Benchmark
    public Object inUse(Several several) {
        return several.items.turn();
    }

    /** Lost at once, so that nothing is ever idle. */
    @Benchmark
    public Object miss(Lost lost) {
        return lost.lender.borrow();
    }

    @Benchmark
    public void handOff(Sent sent) {
        sent.handOff.send();
    }
}
