// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.PoolStats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A hundred thousand virtual threads at one pool, in a JVM of its own: with {@code -Djdk.traceVirtualThreadLocals} the
 * JDK prints a stack for every thread-local that a virtual thread sets. With an argument it does what must be seen:
 * sets one, and pins its carrier.
 */
public final class VirtualThreadsMain {
    private static final int THREADS = 100_000;
    private static final int SLOTS = 16;
    private static final ThreadLocal<Object> CONTROL = new ThreadLocal<>();

    private VirtualThreadsMain() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = ChildJvm.out();
        // A virtual thread that waits until another one has loaded a class is pinned, whatever the class does.
        for (int owner = 1; owner <= THREADS; owner *= 10) {
            use(newPool(), owner, true);
        }
        Path file = Files.createTempFile("virtual", ".jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            if (args.length == 0) {
                out.println("at once " + useOnce());
                out.println("while others wait " + useSlowly());
            } else {
                misbehave();
            }
            recording.stop();
            recording.dump(file);
            out.println("pinned" + pinned(file));
        } finally {
            Files.delete(file);
        }
    }

    /** Where a carrier was pinned, if it was in our code or called from it. */
    private static String pinned(Path file) throws IOException {
        StringBuilder where = new StringBuilder();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (String.valueOf(event.getStackTrace()).contains("dev.appendkit.")) {
                where.append(' ').append(event);
            }
        }
        return where.toString();
    }

    private static BufferPool newPool() {
        return BufferPool.builder().checked(false).slots(SLOTS).build();
    }

    /** Nobody waits while he has a buffer: there are as many buffers in use as there are carriers. */
    private static String useOnce() throws Exception {
        BufferPool pool = newPool();
        runAll(THREADS, owner -> use(pool, owner, false));
        PoolStats stats = pool.stats();
        return (stats.misses() <= 20L * SLOTS) + " " + (stats.idleItems() <= SLOTS);
    }

    /** Everybody sleeps while he has one: many are made, no more are kept. */
    private static String useSlowly() throws Exception {
        BufferPool pool = newPool();
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService sampler = Executors.newSingleThreadExecutor();
        Future<Boolean> bounded = sampler.submit(() -> {
            boolean within = true;
            do {
                PoolStats stats = pool.stats();
                within &= stats.idleItems() <= SLOTS && stats.idleBytes() <= SLOTS * (64L << 10);
            } while (done.getCount() > 0);
            return within;
        });
        try {
            runAll(THREADS / 10, owner -> use(pool, owner, true));
        } finally {
            done.countDown();
            sampler.shutdown();
        }
        return bounded.get() + " " + (pool.stats().idleItems() <= SLOTS);
    }

    private static void use(BufferPool pool, int owner, boolean sleep) {
        try (AppendBuffer out = pool.borrow()) {
            for (int i = 0; i < 10; i++) {
                out.appendZeroPadded(owner, 10);
                if (sleep && i == 5) {
                    sleep();
                }
            }
            byte[] content = out.toByteArray();
            for (int i = 10; i < content.length; i++) {
                if (content[i] != content[i - 10]) {
                    throw new IllegalStateException("somebody else's byte");
                }
            }
            if (out.length() != 100) {
                throw new IllegalStateException("length " + out.length());
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface User {
        void use(int owner);
    }

    private static void runAll(int threads, User user) throws Exception {
        ExecutorService virtual = virtualThreads();
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int owner = i;
                futures.add(virtual.submit(() -> user.use(owner)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            virtual.shutdown();
        }
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static void misbehave() throws Exception {
        runAll(1, owner -> {
            CONTROL.set("seen");
            // A static initializer that waits has a native frame below it, which pins on every JDK.
            SleepsInItsInitializer.touch();
        });
    }

    private static final class SleepsInItsInitializer {
        static {
            VirtualThreadsMain.sleep();
        }

        static void touch() {}
    }
}
