// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What checked mode fills, and which overlapping calls it finds. */
class CheckedModeTest {
    private static final byte JUNK = (byte) 0xFF;
    /** What the callers write, and nothing else contains. */
    private static final byte WRITTEN = 0x5A;

    /** Checks that a block comes back full of junk. */
    private static final class Source implements BlockSource {
        final Set<byte[]> out = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean clean = true;
        int frees;

        @Override
        public byte[] allocate(int bytes) {
            byte[] block = new byte[bytes];
            out.add(block);
            return block;
        }

        @Override
        public void free(byte[] block) {
            out.remove(block);
            frees++;
            for (byte each : block) {
                clean &= each == JUNK;
            }
        }

        /** Whether a block has what a caller wrote: two bytes of it, because a length may be one of them. */
        boolean hasWritten() {
            return out.stream().anyMatch(block -> {
                for (int i = 1; i < block.length; i++) {
                    if (block[i - 1] == WRITTEN && block[i] == WRITTEN) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    private final Source source = new Source();
    private final MemoryBudget budget = new MemoryBudget(1L << 30, source, true);

    private static byte[] written(int bytes) {
        byte[] src = new byte[bytes];
        Arrays.fill(src, WRITTEN);
        return src;
    }

    private void allBackAndFilled(AutoCloseable structure) throws Exception {
        assertThat(source.out).isNotEmpty();
        structure.close();
        assertThat(source.out).isEmpty();
        assertThat(source.frees).isPositive();
        assertThat(source.clean).isTrue();
    }

    private static void isJunk(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(array[i]).isEqualTo(JUNK);
        }
    }

    @Test
    void slab() throws Exception {
        Slab slab = new Slab(16, 1_024, 2, budget, true);
        long first = slab.alloc(16);
        isJunk(slab.array(first), 0, 1_024);
        System.arraycopy(written(16), 0, slab.array(first), slab.offset(first), 16);
        assertThat(source.hasWritten()).isTrue();
        slab.decRef(first);
        assertThat(source.hasWritten()).isFalse();
        long live = slab.alloc(16);
        System.arraycopy(written(16), 0, slab.array(live), slab.offset(live), 16);
        slab.clear();
        assertThat(source.clean).isTrue();
        slab.decRef(slab.alloc(1));
        allBackAndFilled(slab);
    }

    @Test
    void region() throws Exception {
        Region region = new Region(1_024, budget, true);
        long piece = region.copy(written(100), 0, 100);
        isJunk(region.array(piece), region.offset(piece) + 104, 1_024);
        region.truncate(piece, 0);
        assertThat(source.hasWritten()).isFalse();
        region.copy(written(100), 0, 100);
        region.copy(written(1_000), 0, 1_000);
        region.reset();
        assertThat(source.frees).isEqualTo(2);
        region.copy(written(100), 0, 100);
        allBackAndFilled(region);
    }

    @Test
    void recordVector() throws Exception {
        RecordVector vector = new RecordVector(16, budget, true);
        for (int i = 0; i < 20; i++) {
            int row = vector.add();
            System.arraycopy(written(16), 0, vector.array(row), vector.offset(row), 16);
        }
        isJunk(vector.array(0), vector.offset(19) + 16, 1_024);
        vector.swapRemove(3);
        isJunk(vector.array(0), vector.offset(18) + 16, 1_024);
        vector.truncate(0);
        assertThat(source.hasWritten()).isFalse();
        vector.add();
        System.arraycopy(written(16), 0, vector.array(0), vector.offset(0), 16);
        allBackAndFilled(vector);
    }

    @Test
    void longMap() throws Exception {
        LongMap map = new LongMap(16, budget, 1, 2_048, true);
        for (long key = 0; key < 200; key++) {
            long row = map.put(key);
            System.arraycopy(written(16), 0, map.array(row), map.offset(row), 16);
        }
        assertThat(source.clean).isTrue();
        for (long key = 0; key < 200; key++) {
            map.remove(key);
        }
        assertThat(source.hasWritten()).isFalse();
        long row = map.put(7);
        // The values of all other slots, also of those that were never in use.
        byte[] array = map.array(row);
        for (int at = 8; at < array.length; at += 24) {
            if (at != map.offset(row)) {
                isJunk(array, at, at + 16);
            }
        }
        LongMap fresh = new LongMap(16, budget, 1, 2_048, true);
        long only = fresh.put(7);
        int other = fresh.offset(only) == 8 ? 32 : 8;
        isJunk(fresh.array(only), other, other + 16);
        fresh.close();
        System.arraycopy(written(16), 0, map.array(row), map.offset(row), 16);
        allBackAndFilled(map);
    }

    @Test
    void bytesMap() throws Exception {
        BytesMap map = new BytesMap(16, 2_000, budget, 1, 2_048, true);
        for (int length = 0; length < 100; length++) {
            long row = map.put(written(length), 0, length);
            System.arraycopy(written(16), 0, map.array(row), map.offset(row), 16);
        }
        map.put(written(2_000), 0, 2_000);
        for (int length = 0; length < 100; length++) {
            map.remove(written(length), 0, length);
        }
        map.remove(written(2_000), 0, 2_000);
        assertThat(source.hasWritten()).isFalse();
        long row = map.put(new byte[0], 0, 0);
        System.arraycopy(written(16), 0, map.array(row), map.offset(row), 16);
        map.trim();
        assertThat(source.clean).isTrue();
        allBackAndFilled(map);
    }

    @Test
    void retryQueue() throws Exception {
        RetryQueue queue = new RetryQueue(16, 10, budget, true);
        for (int i = 0; i < 500; i++) {
            queue.offer(written(16), 0, i % 20, 0);
        }
        assertThat(source.hasWritten()).isTrue();
        byte[] dst = new byte[500 * queue.itemBytes()];
        assertThat(queue.poll(100, 0, dst, 0, 500)).isEqualTo(500);
        assertThat(source.hasWritten()).isFalse();
        queue.offer(written(16), 0, 1, 0);
        allBackAndFilled(queue);
    }

    /** The control: without the mode nothing is filled. */
    @Test
    void uncheckedMemoryStays() {
        RecordVector vector = new RecordVector(16, new MemoryBudget(1L << 30, source, false), false);
        vector.add();
        System.arraycopy(written(16), 0, vector.array(0), vector.offset(0), 16);
        vector.close();
        assertThat(source.clean).isFalse();
    }

    private static void overlaps(ThrowingCallable call) {
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(call)
                .withMessageContaining("overlaps with one of thread other");
    }

    private interface Call {
        void run(OutputStream slow) throws Exception;
    }

    /**
     * Runs calls while another thread is within one, which writes to a slow stream or takes a block from a slow source.
     */
    private void whileWithin(Call within, Runnable others) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                inside.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        Thread other = new Thread(
                () -> {
                    try {
                        within.run(slow);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                "other");
        other.start();
        inside.await();
        try {
            others.run();
        } finally {
            done.countDown();
            other.join();
        }
    }

    @Test
    void callsThatOverlapWithASave() throws InterruptedException {
        LongMap longs = new LongMap(8, budget, 1, 2_048, true);
        long key = longs.put(7);
        whileWithin(slow -> longs.writeTo(slow, 1), () -> {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> longs.put(8),
                    () -> longs.find(7),
                    () -> longs.array(key),
                    () -> longs.offset(key),
                    () -> longs.key(key),
                    () -> longs.next(-1),
                    () -> longs.next(key),
                    longs::freeze,
                    longs::close)) {
                overlaps(call);
            }
        });
        BytesMap bytes = new BytesMap(8, 10, budget, 1, 2_048, true);
        long row = bytes.put("x");
        whileWithin(slow -> bytes.writeTo(slow, 1), () -> {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> bytes.put("y"),
                    () -> bytes.find("x"),
                    () -> bytes.array(row),
                    () -> bytes.offset(row),
                    () -> bytes.keyOffset(row),
                    () -> bytes.keyLength(row),
                    () -> bytes.next(-1),
                    () -> bytes.next(row),
                    bytes::freeze,
                    bytes::trim)) {
                overlaps(call);
            }
        });
        RecordVector vector = new RecordVector(8, budget, true);
        vector.add();
        whileWithin(slow -> vector.writeTo(slow, 1), () -> {
            for (ThrowingCallable call :
                    List.<ThrowingCallable>of(vector::add, () -> vector.array(0), () -> vector.offset(0))) {
                overlaps(call);
            }
        });
        // Afterwards all is as before.
        assertThat(longs.put(8)).isNotNegative();
        assertThat(bytes.keyLength(row)).isEqualTo(1);
        assertThat(vector.offset(0)).isZero();
    }

    @Test
    void callsThatOverlapWithOneThatTakesABlock() throws InterruptedException {
        OutputStream[] slow = {null};
        MemoryBudget slowly = MemoryBudget.of(1L << 30, bytes -> {
            if (slow[0] != null) {
                try {
                    slow[0].write(1);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return new byte[bytes];
        });
        Slab slab = new Slab(16, 1_024, 2, slowly, true);
        long chunk = slab.alloc(16);
        Region region = new Region(1_024, slowly, true);
        long piece = region.alloc(8);
        whileWithin(
                stream -> {
                    slow[0] = stream;
                    slab.alloc(1_024);
                },
                () -> {
                    for (ThrowingCallable call : List.<ThrowingCallable>of(
                            () -> slab.alloc(1),
                            () -> slab.addRef(chunk),
                            () -> slab.refs(chunk),
                            () -> slab.array(chunk),
                            () -> slab.offset(chunk),
                            () -> slab.length(chunk),
                            () -> slab.capacity(chunk),
                            () -> slab.truncate(chunk, 1),
                            slab::stats,
                            slab::close)) {
                        overlaps(call);
                    }
                    // It never throws.
                    assertThat(slab.owns(chunk)).isTrue();
                });
        whileWithin(
                stream -> {
                    slow[0] = stream;
                    region.alloc(1_000);
                },
                () -> {
                    for (ThrowingCallable call : List.<ThrowingCallable>of(
                            () -> region.alloc(1),
                            () -> region.array(piece),
                            () -> region.offset(piece),
                            () -> region.length(piece),
                            () -> region.toByteArray(piece),
                            () -> region.truncate(piece, 1),
                            region::reset)) {
                        overlaps(call);
                    }
                });
        assertThat(slab.refs(chunk)).isEqualTo(1);
        assertThat(region.length(piece)).isEqualTo(8);
    }
}
