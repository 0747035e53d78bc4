// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs benchmarks on Netty's FastThreadLocalThreads, as an event loop does; on plain threads parts of Netty behave
 * differently (its Recycler keeps nothing there).
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar ByteBuf -jvmArgsAppend \
 *   "-Djmh.executor=CUSTOM -Djmh.executor.class=dev.appendkit.benchmarks.FastThreadLocalExecutor"
 * }</pre>
 */
public final class FastThreadLocalExecutor extends ThreadPoolExecutor {

    /** The constructor that JMH looks for. */
    public FastThreadLocalExecutor(int maxThreads, String prefix) {
        super(
                maxThreads,
                maxThreads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(prefix, true));
    }
}
