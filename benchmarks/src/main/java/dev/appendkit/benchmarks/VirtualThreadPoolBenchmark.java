// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * 10,000 new virtual threads at one pool, all alive at the same time: each lets the others go first, then borrows,
 * writes a byte and releases 64 times, and so on, eight times. Nanoseconds per borrow, start and switches of the
 * threads included: {@code nothing} is their share. Needs JDK 21.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(
        VirtualThreadPoolBenchmark.THREADS * VirtualThreadPoolBenchmark.BURSTS * VirtualThreadPoolBenchmark.BURST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = "-Dio.netty.leakDetection.level=disabled")
public class VirtualThreadPoolBenchmark {
    static final int THREADS = 10_000;
    static final int BURSTS = 8;
    static final int BURST = 64;

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

    @Setup
    public void setUp() {
        PoolPollution.run();
        cycle = PoolCycle.of(pool);
    }

    @Benchmark
    public void contend(Blackhole blackhole) throws ReflectiveOperationException {
        Phaser allStarted = new Phaser(THREADS);
        // By reflection: the benchmarks are compiled for JDK 17.
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    allStarted.arriveAndAwaitAdvance();
                    use(blackhole);
                });
            }
        } finally {
            threads.shutdown();
        }
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the threads do not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // The switch to another thread is what is measured, not a means of synchronisation.
    @SuppressWarnings("ThreadPriorityCheck")
    private void use(Blackhole blackhole) {
        for (int burst = 0; burst < BURSTS; burst++) {
            Thread.yield();
            for (int i = 0; i < BURST; i++) {
                blackhole.consume(cycle.run());
            }
        }
    }
}
