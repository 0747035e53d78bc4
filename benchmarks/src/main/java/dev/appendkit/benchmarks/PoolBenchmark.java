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
 * <p>Netty's Recycler and allocators keep nothing on plain threads, or share what they keep: see
 * {@link FastThreadLocalExecutor} for threads on which they do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = "-Dio.netty.leakDetection.level=disabled")
public class PoolBenchmark {
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

    /** Behind what all threads read, so that the item which one of them makes next does not share its cache line. */
    byte[] spacer = {};

    @Setup
    public void setUp() {
        PoolPollution.run();
        cycle = PoolCycle.of(pool);
        spacer = new byte[1_024];
    }

    @Benchmark
    public Object borrowAndRelease() {
        return cycle.run();
    }
}
