// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appendkit.AppendBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads at one pool: nobody sees another's bytes, and what is idle stays within the bound at every moment. */
@Tag("thorough")
class PoolLoadTest {
    private static final int SLOTS = 16;
    private static final int MAX_RETAINED = 8_192;

    private static BufferPool newPool() {
        return BufferPool.builder()
                .checked(false)
                .slots(SLOTS)
                .initialBytes(64)
                .alwaysRetainBytes(256)
                .maxRetainedBytes(MAX_RETAINED)
                .build();
    }

    /** Fills a borrowed buffer with the owner's number, in steps that others can get between. */
    // Only makes it likelier that threads overlap; nothing relies on it.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void useAndCheck(BufferPool pool, long owner, int values) {
        try (AppendBuffer out = pool.borrow()) {
            assertThat(out.length()).isZero();
            for (int i = 0; i < values; i++) {
                out.appendZeroPadded(owner, 16);
                if (i % 8 == 0) {
                    Thread.yield();
                }
            }
            checkOwner(out, owner, values);
        }
    }

    private static void checkOwner(AppendBuffer out, long owner, int values) {
        byte[] expected =
                AppendBuffer.growing(16, 16).appendZeroPadded(owner, 16).toByteArray();
        byte[] content = out.toByteArray();
        assertThat(content).hasSize(16 * values);
        for (int i = 0; i < content.length; i++) {
            if (content[i] != expected[i % 16]) {
                throw new AssertionError("byte " + i + " of owner " + owner + " is somebody else's");
            }
        }
    }

    @Test
    void theOwnerCheckSeesOneForeignByte() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        out.appendZeroPadded(7, 16).appendZeroPadded(7, 16);
        checkOwner(out, 7, 2);
        out.truncate(31).appendByte((byte) '8');
        assertThatThrownBy(() -> checkOwner(out, 7, 2)).isInstanceOf(AssertionError.class);
    }

    @Test
    void noBufferIsHeldByTwo() throws Exception {
        BufferPool pool = newPool();
        List<Callable<Void>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            long owner = user;
            users.add(() -> {
                for (int round = 0; round < 3_000; round++) {
                    useAndCheck(pool, owner, 1 + round % 20);
                    if (round % 100 == 0) {
                        pool.trim();
                    }
                }
                return null;
            });
        }
        runAll(users);
        checkBound(pool.stats());
        checkWhatIsIdle(pool);
    }

    @Test
    void retentionIsBoundedAtEveryMoment() throws Exception {
        BufferPool pool = newPool();
        AtomicInteger running = new AtomicInteger(100);
        AtomicInteger samples = new AtomicInteger();
        List<Callable<Void>> users = new ArrayList<>();
        for (int user = 0; user < 100; user++) {
            users.add(() -> {
                try {
                    // On a busy machine the sampler may come late: the load lasts until it has sampled.
                    for (int round = 0; round < 200 || (samples.get() < 3 && round < 20_000); round++) {
                        // Now and then one thread alone has more in use than there are slots.
                        int depth = round % 10 == 0
                                ? SLOTS + 8
                                : ThreadLocalRandom.current().nextInt(1, 7);
                        borrowNested(pool, depth);
                    }
                } finally {
                    running.decrementAndGet();
                }
                return null;
            });
        }
        users.add(() -> {
            while (running.get() > 0) {
                checkBound(pool.stats());
                samples.incrementAndGet();
            }
            return null;
        });
        runAll(users);
        PoolStats stats = pool.stats();
        assertThat(samples).hasValueGreaterThanOrEqualTo(3);
        assertThat(stats.idleItems()).isPositive();
        assertThat(stats.misses()).isGreaterThan(SLOTS);
        assertThat(stats.drops(DropReason.OVERSIZE)).isPositive();
        assertThat(stats.drops(DropReason.FULL)).isPositive();
        checkWhatIsIdle(pool);
    }

    private static void borrowNested(BufferPool pool, int depth) {
        // Log-uniform, from nothing to four times what may be retained.
        int capacity = ThreadLocalRandom.current()
                .nextInt(1 << ThreadLocalRandom.current().nextInt(1, 16));
        try (AppendBuffer out = pool.borrow(ThreadLocalRandom.current().nextBoolean() ? capacity : 0)) {
            out.appendBytes(new byte[capacity], 0, capacity);
            if (depth > 1) {
                borrowNested(pool, depth - 1);
            }
            assertThat(out.length()).isEqualTo(capacity);
        }
    }

    private static void checkBound(PoolStats stats) {
        assertThat(stats.idleItems()).isLessThanOrEqualTo(SLOTS);
        assertThat(stats.idleBytes()).isLessThanOrEqualTo((long) SLOTS * MAX_RETAINED);
    }

    /** While nobody borrows, what the pool says that it holds is what it holds. */
    private static void checkWhatIsIdle(BufferPool pool) {
        List<PooledStorage> idle = pool.idle();
        assertThat(idle).doesNotHaveDuplicates();
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        idle.forEach(item -> arrays.add(item.array));
        assertThat(arrays).hasSameSizeAs(idle);
        assertThat(idle).allMatch(item -> item.array.length <= MAX_RETAINED);
        assertThat(idle.stream().mapToLong(item -> item.array.length).sum())
                .isEqualTo(pool.stats().idleBytes());
    }

    @Test
    void releasedByTwoThreadsAtTheSameTimeItIsInThePoolOnce() throws Exception {
        BufferPool pool = newPool();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 500; round++) {
                AppendBuffer shared = pool.borrow();
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Boolean> release = () -> {
                    start.await();
                    try {
                        shared.close();
                        return true;
                    } catch (IllegalStateException e) {
                        return false;
                    }
                };
                List<Future<Boolean>> released = threads.invokeAll(List.of(release, release));
                assertThat(released.get(0).get() || released.get(1).get()).isTrue();
                AppendBuffer one = pool.borrow();
                AppendBuffer two = pool.borrow();
                assertThat(one).isNotSameAs(two);
                one.close();
                two.close();
            }
        } finally {
            threads.shutdown();
        }
        checkBound(pool.stats());
        checkWhatIsIdle(pool);
    }

    @Test
    void virtualThreadsShareTheSlots() throws Exception {
        ExecutorService virtual = virtualThreads();
        assumeTrue(virtual != null, "this JDK has no virtual threads");
        BufferPool pool = newPool();
        int waves = 200;
        int tasksPerWave = 100;
        try {
            for (int wave = 0; wave < waves; wave++) {
                // Each wave finds what the one before gave back; all tasks at once may borrow before the first
                // releases.
                List<Future<?>> futures = new ArrayList<>();
                for (int task = 0; task < tasksPerWave; task++) {
                    long owner = (long) wave * tasksPerWave + task;
                    futures.add(virtual.submit(() -> useAndCheck(pool, owner, 10)));
                }
                for (Future<?> future : futures) {
                    future.get();
                }
            }
        } finally {
            virtual.shutdown();
        }
        checkBound(pool.stats());
        checkWhatIsIdle(pool);
        // From the second wave on, each finds at least one.
        assertThat(pool.stats().misses()).isLessThanOrEqualTo((long) waves * tasksPerWave - (waves - 1));
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static void runAll(List<Callable<Void>> users) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            for (Future<Void> user : threads.invokeAll(users)) {
                user.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
