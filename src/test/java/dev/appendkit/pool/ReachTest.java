// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufPool;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many items in use a thread finds again: misses and dropped returns are counted, never timed. Up to half of the
 * slots at most 2 % may miss, and beyond that, with n slots and m in use, at most 1 - 0.4 n/m.
 */
class ReachTest {
    private static final int LARGEST = 4_096;

    /** A pool and what is counted of it. */
    private interface Subject {
        Object borrow();

        void release(Object item);

        PoolStats stats();
    }

    private enum Kind {
        BUFFER_POOL {
            @Override
            Subject of(int slots) {
                BufferPool pool =
                        BufferPool.builder().checked(false).slots(slots).build();
                return new Subject() {
                    @Override
                    public Object borrow() {
                        return pool.borrow().appendLong(1);
                    }

                    @Override
                    public void release(Object item) {
                        ((AppendBuffer) item).close();
                    }

                    @Override
                    public PoolStats stats() {
                        return pool.stats();
                    }
                };
            }
        },
        POOL {
            @Override
            Subject of(int slots) {
                Pool<StringBuilder> pool =
                        Pool.builder(new Texts()).checked(false).slots(slots).build();
                return new Subject() {
                    @Override
                    public Object borrow() {
                        return pool.borrow().append(1);
                    }

                    @Override
                    public void release(Object item) {
                        pool.release((StringBuilder) item);
                    }

                    @Override
                    public PoolStats stats() {
                        return pool.stats();
                    }
                };
            }
        },
        DIRECT_SMALLEST {
            @Override
            Subject of(int slots) {
                ByteBufPool pool = ByteBufPool.builder()
                        .checked(false)
                        .slots(slots)
                        .maxRetainedBytes(1_024)
                        .build();
                return byteBufs(pool, 100);
            }
        },
        /** Of the largest class there are half as many places as the pool has slots. */
        DIRECT_LARGEST {
            @Override
            Subject of(int slots) {
                ByteBufPool pool = ByteBufPool.builder()
                        .checked(false)
                        .slots(Math.min(256, 2 * slots))
                        .maxRetainedBytes(LARGEST)
                        .build();
                return byteBufs(pool, LARGEST);
            }

            @Override
            int places(int slots) {
                return Math.min(128, slots);
            }
        };

        abstract Subject of(int slots);

        int places(int slots) {
            return slots;
        }

        private static Subject byteBufs(ByteBufPool pool, int bytes) {
            return new Subject() {
                @Override
                public Object borrow() {
                    return pool.directBuffer(bytes).writeLong(1);
                }

                @Override
                public void release(Object item) {
                    ((ByteBuf) item).release();
                }

                @Override
                public PoolStats stats() {
                    return pool.directStats();
                }
            };
        }
    }

    /** In which order one thread gives back what it has. */
    private enum Order {
        FIRST_IN_FIRST_OUT {
            @Override
            void use(Subject pool, int inUse, int borrows) {
                ArrayDeque<Object> lent = new ArrayDeque<>();
                for (int i = 0; i < borrows; i++) {
                    if (lent.size() == inUse) {
                        pool.release(lent.removeFirst());
                    }
                    lent.addLast(pool.borrow());
                }
                lent.forEach(pool::release);
            }
        },
        ALL_AT_ONCE {
            @Override
            void use(Subject pool, int inUse, int borrows) {
                List<Object> lent = new ArrayList<>();
                for (int i = 0; i < borrows; i++) {
                    if (lent.size() == inUse) {
                        lent.forEach(pool::release);
                        lent.clear();
                    }
                    lent.add(pool.borrow());
                }
                lent.forEach(pool::release);
            }
        },
        LAST_IN_FIRST_OUT {
            @Override
            void use(Subject pool, int inUse, int borrows) {
                Random random = new Random(inUse);
                ArrayDeque<Object> lent = new ArrayDeque<>();
                for (int i = 0; i < borrows; ) {
                    if (lent.size() == inUse || (!lent.isEmpty() && random.nextInt(5) < 2)) {
                        pool.release(lent.removeLast());
                    } else {
                        lent.addLast(pool.borrow());
                        i++;
                    }
                }
                lent.forEach(pool::release);
            }
        },
        AT_RANDOM {
            @Override
            void use(Subject pool, int inUse, int borrows) {
                Random random = new Random(inUse);
                Object[] lent = new Object[inUse];
                for (int i = 0; i < borrows; i++) {
                    int at = random.nextInt(inUse);
                    if (lent[at] != null) {
                        pool.release(lent[at]);
                    }
                    lent[at] = pool.borrow();
                }
                Stream.of(lent).filter(item -> item != null).forEach(pool::release);
            }
        };

        abstract void use(Subject pool, int inUse, int borrows);
    }

    /** What a pool with that many places may miss. */
    private static double limit(int places, int inUse) {
        return inUse <= places / 2 ? 0.02 : 1 - 0.4 * places / inUse;
    }

    private static Stream<Arguments> onOneThread() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int slots : new int[] {16, 256}) {
                for (int inUse : new int[] {1, 5, 8, 33, slots / 2, slots, 3 * slots}) {
                    all.add(Arguments.of(kind, slots, inUse));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("onOneThread")
    void oneThreadFindsWhatItHasInUse(Kind kind, int slots, int inUse) {
        for (Order order : Order.values()) {
            Subject pool = kind.of(slots);
            int borrows = 4 * inUse + 200;
            order.use(pool, inUse, borrows);
            check(pool, () -> order.use(pool, inUse, borrows), borrows, kind.places(slots), inUse, order);
        }
    }

    private static void check(Subject pool, Runnable use, int borrows, int places, int inUse, Object what) {
        PoolStats before = pool.stats();
        use.run();
        PoolStats after = pool.stats();
        double missed = (double) (after.misses() - before.misses()) / borrows;
        long dropped = after.drops(DropReason.FULL) - before.drops(DropReason.FULL);
        assertThat(missed).as("misses, %s", what).isLessThanOrEqualTo(limit(places, inUse));
        assertThat((double) dropped / borrows)
                .as("dropped returns, %s", what)
                .isLessThanOrEqualTo(limit(places, inUse));
        assertThat(after.idleItems()).isLessThanOrEqualTo(2 * places);
    }

    private static Stream<Arguments> onManyThreads() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int slots : new int[] {16, 256}) {
                for (int threads : new int[] {2, 8}) {
                    int each = kind.places(slots) / 2 / threads;
                    for (int inUse : new int[] {each, 3 * each}) {
                        if (inUse > 0) {
                            all.add(Arguments.of(kind, slots, threads, inUse));
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("onManyThreads")
    void manyThreadsFindWhatTheyHaveInUse(Kind kind, int slots, int threads, int inUse) throws Exception {
        Subject pool = kind.of(slots);
        int borrows = 2_000 / threads + 8 * inUse;
        List<Callable<Void>> users = new ArrayList<>();
        for (int user = 0; user < threads; user++) {
            Order order = Order.values()[user % Order.values().length];
            users.add(() -> {
                order.use(pool, inUse, borrows);
                return null;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            lendAtOnce(pool, threads * inUse);
            runAll(executor, users);
            check(
                    pool,
                    () -> runAll(executor, users),
                    threads * borrows,
                    kind.places(slots),
                    threads * inUse,
                    threads + " threads");
        } finally {
            executor.shutdown();
        }
    }

    /**
     * Makes the pool have what threads may have in use at the same time. Whether they do in their first run is for the
     * scheduler to say: one may have ended before the other begins, and the second run would miss what was never made.
     */
    private static void lendAtOnce(Subject pool, int items) {
        Order.ALL_AT_ONCE.use(pool, items, items);
    }

    private static void runAll(ExecutorService executor, List<Callable<Void>> tasks) {
        try {
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Arguments> handedOff() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int slots : new int[] {16, 256}) {
                for (int pairs : new int[] {1, 3}) {
                    int most = kind.places(slots) / 2;
                    // What the two have in their hands is in use too.
                    for (int queue : new int[] {1, 8 / pairs, most / pairs - 2}) {
                        if (queue > 0) {
                            all.add(Arguments.of(kind, slots, pairs, queue));
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("handedOff")
    void whatAnotherThreadReleasesIsFound(Kind kind, int slots, int pairs, int queueLength) throws Exception {
        Subject pool = kind.of(slots);
        int borrows = 1_000 + 4 * queueLength;
        List<Callable<Void>> ends = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            BlockingQueue<Object> queue = new ArrayBlockingQueue<>(queueLength);
            ends.add(() -> {
                for (int i = 0; i < borrows; i++) {
                    queue.put(pool.borrow());
                }
                return null;
            });
            ends.add(() -> {
                for (int i = 0; i < borrows; i++) {
                    pool.release(queue.take());
                }
                return null;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(ends.size());
        try {
            // With what the two ends have in their hands.
            lendAtOnce(pool, pairs * (queueLength + 2));
            runAll(executor, ends);
            int places = kind.places(slots);
            check(pool, () -> runAll(executor, ends), pairs * borrows, places, places / 2, "hand-off");
        } finally {
            executor.shutdown();
        }
    }

    /** The control: the same count on a pool that cannot keep what comes back at once. */
    @ParameterizedTest
    @MethodSource("tooFewSlots")
    void theCountSeesAPoolThatIsTooSmall(Kind kind, int slots) {
        Subject pool = kind.of(slots);
        int inUse = 4 * kind.places(slots);
        Order.ALL_AT_ONCE.use(pool, inUse, 2_000);
        long before = pool.stats().misses();
        Order.ALL_AT_ONCE.use(pool, inUse, 2_000);
        assertThat((pool.stats().misses() - before) / 2_000.0).isBetween(0.4, limit(kind.places(slots), inUse));
    }

    private static Stream<Arguments> tooFewSlots() {
        return Arrays.stream(Kind.values()).map(kind -> Arguments.of(kind, 16));
    }
}
