// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.AppendBuffer;
import java.nio.BufferOverflowException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything at once under the checked mode: random sizes, threads that come and go, nested use, failures, releases by
 * other threads, second releases, buffers that are forgotten. Two seconds, or as many as {@code appendkit.soak.seconds}
 * says.
 */
@Tag("thorough")
class PoolSoakTest {
    private static final int SECONDS = Integer.getInteger("appendkit.soak.seconds", 2);
    private static final int USERS = 12;
    private static final int SLOTS = 16;
    private static final int MAX_RETAINED = 32 << 10;
    private static final int MAX_BYTES = 128 << 10;

    private final BufferPool buffers = BufferPool.builder()
            .checked(true)
            .slots(SLOTS)
            .initialBytes(64)
            .alwaysRetainBytes(1 << 10)
            .maxRetainedBytes(MAX_RETAINED)
            .maxBytes(MAX_BYTES)
            .build();
    private final Pool<byte[][]> cells = Pool.builder(new CellPolicy())
            .checked(true)
            .slots(SLOTS)
            .initialCapacity(64)
            .alwaysRetainCapacity(1 << 10)
            .maxRetainedCapacity(MAX_RETAINED)
            .build();

    private final Queue<Handover> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final AtomicLong uses = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();

    /** A filled buffer that another thread checks and releases. */
    private record Handover(AppendBuffer buffer, byte pattern) {}

    /** Memory in a cell, so that it can be replaced by a larger one. */
    private static final class CellPolicy implements Pool.Policy<byte[][]> {
        @Override
        public byte[][] create(int capacity) {
            return new byte[][] {new byte[capacity]};
        }

        @Override
        public void reset(byte[][] item) {
            Arrays.fill(item[0], (byte) 0);
        }

        @Override
        public int capacity(byte[][] item) {
            return item[0].length;
        }

        @Override
        public int used(byte[][] item) {
            return item[0].length / 8;
        }

        @Override
        public void poison(byte[][] item) {
            Arrays.fill(item[0], (byte) -1);
        }
    }

    @Test
    void nobodySeesAnothersBytesAndTheBoundHolds() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            long seed = user;
            tasks.add(() -> {
                soak(new SplittableRandom(seed), end);
                return null;
            });
        }
        tasks.add(() -> {
            while (goesOn(end)) {
                checkBound(buffers.stats());
                checkBound(cells.stats());
                samples.incrementAndGet();
            }
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
        handedOver.forEach(PoolSoakTest::checkAndClose);
        assertThat(uses).hasValueGreaterThan(100L * SECONDS);
        assertThat(failures).hasPositiveValue();
        assertThat(samples).hasValueGreaterThan(SECONDS);
        checkBound(buffers.stats());
        checkBound(cells.stats());
        assertThat(buffers.stats().outstanding()).hasSize(forgotten.intValue());
        assertThat(cells.stats().outstanding()).isEmpty();
        assertThat(buffers.stats().drops(DropReason.OVERSIZE)).isPositive();
        assertThat(cells.stats().drops(DropReason.UNDERUSED)).isPositive();
    }

    private static void checkBound(PoolStats stats) {
        assertThat(stats.idleItems()).isLessThanOrEqualTo(SLOTS);
        assertThat(stats.idleBytes()).isLessThanOrEqualTo((long) SLOTS * MAX_RETAINED);
    }

    /** Until the time is over, and on a busy machine for longer: until there is something to look at. */
    private boolean goesOn(long end) {
        long left = end - System.nanoTime();
        return left > 0
                || left > -TimeUnit.MINUTES.toNanos(1)
                        && (uses.get() <= 100L * SECONDS
                                || samples.get() <= SECONDS
                                || failures.get() == 0
                                || buffers.stats().drops(DropReason.OVERSIZE) == 0
                                || cells.stats().drops(DropReason.UNDERUSED) == 0);
    }

    /** Every so often in a new thread, whose home is another one. */
    private void soak(SplittableRandom random, long end) throws Exception {
        while (goesOn(end)) {
            SplittableRandom here = random.split();
            List<Throwable> failed = new ArrayList<>();
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 200 && goesOn(end); round++) {
                    useBuffer(here, here.nextInt(1, 5));
                    useCell(here, here.nextInt(1, 4));
                }
            });
            thread.setUncaughtExceptionHandler((dead, e) -> failed.add(e));
            thread.start();
            thread.join();
            assertThat(failed).isEmpty();
        }
    }

    private void useBuffer(SplittableRandom random, int depth) {
        uses.incrementAndGet();
        byte pattern = (byte) random.nextInt(1, 127);
        int size = size(random, MAX_RETAINED * 2);
        AppendBuffer out = buffers.borrow(random.nextBoolean() ? size : 0);
        assertThat(out.length()).isZero();
        fill(out, pattern, size, random);
        if (depth > 1) {
            useBuffer(random, depth - 1);
        }
        switch (random.nextInt(12)) {
            case 0 -> {
                failures.incrementAndGet();
                assertThatExceptionOfType(BufferOverflowException.class)
                        .isThrownBy(() -> out.appendBytes(new byte[MAX_BYTES + 1], 0, MAX_BYTES - size + 1));
                check(out, pattern, size);
                out.close();
            }
            case 1 -> handedOver.add(new Handover(out, pattern));
            case 2 -> {
                check(out, pattern, size);
                out.close();
                assertThatIllegalStateException().isThrownBy(out::close);
                assertThatIllegalStateException().isThrownBy(() -> out.appendLong(1));
            }
            case 3 -> {
                check(out, pattern, size);
                if (random.nextInt(100) == 0) {
                    forgotten.incrementAndGet();
                } else {
                    out.close();
                }
                buffers.trim();
            }
            default -> {
                check(out, pattern, size);
                out.close();
            }
        }
        Handover another = handedOver.poll();
        if (another != null) {
            checkAndClose(another);
        }
    }

    private static int size(SplittableRandom random, int max) {
        // Log-uniform: the small sizes are as frequent as the large ones.
        return random.nextInt(1 + random.nextInt(1 + max) / (1 << random.nextInt(12)));
    }

    private static void fill(AppendBuffer out, byte pattern, int size, RandomGenerator random) {
        byte[] piece = new byte[Math.min(size, 4_096)];
        Arrays.fill(piece, pattern);
        int left = size;
        while (left > 0) {
            int length = Math.min(left, piece.length);
            if (random.nextInt(8) == 0) {
                // Not a String, so that the cursor keeps chars too.
                out.appendUtf8(CharBuffer.wrap(String.valueOf((char) pattern).repeat(length)));
            } else {
                out.appendBytes(piece, 0, length);
            }
            left -= length;
        }
    }

    private static void checkAndClose(Handover another) {
        check(another.buffer, another.pattern, another.buffer.length());
        another.buffer.close();
    }

    private static void check(AppendBuffer out, byte pattern, int size) {
        assertThat(out.length()).isEqualTo(size);
        byte[] content = out.array();
        for (int i = 0; i < size; i++) {
            if (content[out.arrayOffset() + i] != pattern) {
                throw new AssertionError("byte " + i + " is somebody else's");
            }
        }
    }

    private void useCell(SplittableRandom random, int depth) {
        uses.incrementAndGet();
        byte pattern = (byte) random.nextInt(1, 127);
        byte[][] cell = cells.borrow(size(random, MAX_RETAINED * 2));
        checkCell(cell, (byte) 0);
        Arrays.fill(cell[0], pattern);
        if (depth > 1) {
            useCell(random, depth - 1);
        }
        if (random.nextInt(4) == 0) {
            cell[0] = new byte[2 * cell[0].length + 1];
            Arrays.fill(cell[0], pattern);
        }
        checkCell(cell, pattern);
        cells.release(cell);
        if (random.nextInt(50) == 0) {
            cells.trim();
        }
    }

    private static void checkCell(byte[][] cell, byte pattern) {
        for (byte value : cell[0]) {
            if (value != pattern) {
                throw new AssertionError("a byte is somebody else's");
            }
        }
    }

    /** The control: one foreign byte is found. */
    @Test
    void theCheckSeesOneForeignByte() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        out.appendAscii("aaaaaa");
        check(out, (byte) 'a', 6);
        out.truncate(5).appendAscii("b");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(out, (byte) 'a', 6));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> checkCell(new byte[][] {{1, 1, 2}}, (byte) 1));
    }
}
