// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayOutputStream;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Closed structures, arguments out of range, and what checked mode finds. */
class MisuseTest {
    private interface Call {
        void run() throws Exception;
    }

    private static final byte[] SOME = new byte[100];

    private static MemoryBudget budget() {
        return MemoryBudget.unlimited();
    }

    private static void allClosed(Call... calls) {
        for (Call call : calls) {
            assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("closed");
        }
    }

    private static void allOutside(Call... calls) {
        for (Call call : calls) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
        }
    }

    private static void allWrong(Call... calls) {
        for (Call call : calls) {
            assertThatIllegalArgumentException().isThrownBy(call::run);
        }
    }

    @Test
    void closedRegion() {
        Region region = new Region(1_024, budget());
        long piece = region.alloc(1);
        region.close();
        allClosed(
                () -> region.alloc(1),
                () -> region.alloc(10_000),
                () -> region.alloc(-1),
                () -> region.copy(SOME, 0, 1),
                () -> region.copyUtf8("x"),
                () -> region.array(piece),
                () -> region.offset(piece),
                () -> region.length(piece),
                () -> region.toByteArray(piece),
                () -> region.truncate(piece, 0),
                region::reset,
                region::close);
    }

    @Test
    void closedVector() {
        RecordVector vector = new RecordVector(4, budget());
        vector.add();
        vector.close();
        vector.close();
        assertThat(vector.size()).isZero();
        allClosed(
                vector::add,
                () -> vector.array(0),
                () -> vector.offset(0),
                () -> vector.swapRemove(0),
                () -> vector.truncate(0),
                vector::trim,
                () -> vector.writeTo(new ByteArrayOutputStream(), 0));
    }

    @Test
    void closedMaps() {
        LongMap longs = new LongMap(8, budget());
        long row = longs.put(7);
        longs.close();
        longs.close();
        assertThat(longs.size()).isZero();
        allClosed(
                () -> longs.find(7),
                () -> longs.find(0),
                () -> longs.put(7),
                () -> longs.insert(0),
                () -> longs.add(7, 1),
                () -> longs.get(7, 0),
                () -> longs.remove(7),
                () -> longs.next(-1),
                () -> longs.key(row),
                () -> longs.array(row),
                () -> longs.offset(row),
                longs::clear,
                longs::trim,
                longs::freeze,
                () -> longs.writeTo(new ByteArrayOutputStream(), 0));
        BytesMap bytes = new BytesMap(8, 10, budget());
        long place = bytes.put("x");
        bytes.close();
        bytes.close();
        allClosed(
                () -> bytes.find("x"),
                () -> bytes.find(SOME, 0, 1),
                () -> bytes.put("x"),
                () -> bytes.put("a key that is too long"),
                () -> bytes.insert(SOME, 0, 1),
                () -> bytes.add("x", 1),
                () -> bytes.get("x", 1),
                () -> bytes.remove("x"),
                () -> bytes.next(-1),
                () -> bytes.array(place),
                () -> bytes.offset(place),
                () -> bytes.keyOffset(place),
                () -> bytes.keyLength(place),
                bytes::clear,
                bytes::trim,
                bytes::freeze,
                () -> bytes.writeTo(new ByteArrayOutputStream(), 0));
    }

    @Test
    void closedQueue() {
        RetryQueue queue = new RetryQueue(8, 10, budget());
        queue.offer(SOME, 0, 1, 1);
        queue.close();
        queue.close();
        assertThat(queue.size()).isZero();
        allClosed(
                () -> queue.offer(SOME, 0, 1, 1),
                () -> queue.poll(1, 1, SOME, 0, 1),
                queue::nextDueSecond,
                queue::trim,
                queue::clear);
    }

    @Test
    void constructors() {
        allWrong(
                () -> new Region(1_023, budget()),
                () -> new Region((1 << 30) + 1, budget()),
                () -> new RecordVector(0, budget()),
                () -> new RecordVector(65_537, budget()),
                () -> new LongMap(-1, budget()),
                () -> new LongMap(1_025, budget()),
                () -> new BytesMap(1_025, 1, budget()),
                () -> new BytesMap(1, -1, budget()),
                () -> new BytesMap(1, 65_535, budget()),
                () -> new RetryQueue(0, 10, budget()),
                () -> new RetryQueue(1_025, 10, budget()),
                () -> new RetryQueue(8, 1, budget()),
                () -> new RetryQueue(8, (1 << 20) + 1, budget()));
        for (Call call : List.<Call>of(
                () -> new Region(1_024, null),
                () -> new Slab(1, 1, 2, null),
                () -> new RecordVector(1, null),
                () -> new LongMap(1, null),
                () -> new BytesMap(1, 1, null),
                () -> new RetryQueue(1, 2, null),
                () -> new LongMap(1, budget()).writeTo(null, 1),
                () -> new BytesMap(1, 1, budget()).find((CharSequence) null),
                () -> new BytesMap(1, 1, budget()).find(null, 0, 0),
                () -> new Region(1_024, budget()).copyUtf8(null))) {
            assertThatNullPointerException().isThrownBy(call::run);
        }
    }

    @Test
    void arguments() {
        Region region = new Region(1_024, budget());
        long piece = region.alloc(8);
        allWrong(() -> region.alloc(-1), () -> region.truncate(piece, 9), () -> region.truncate(piece, -1));
        allOutside(() -> region.copy(SOME, 1, 101), () -> region.copy(SOME, 2, 1));
        RecordVector vector = new RecordVector(8, budget());
        vector.add();
        allOutside(() -> vector.array(1), () -> vector.offset(-1), () -> vector.swapRemove(1));
        allWrong(() -> vector.truncate(2), () -> vector.truncate(-1));
        LongMap longs = new LongMap(4, budget());
        longs.put(1);
        allOutside(() -> longs.array(-1), () -> longs.offset(-1), () -> longs.key(-1));
        assertThatIllegalStateException().isThrownBy(() -> longs.add(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> longs.get(1, 1));
        BytesMap bytes = new BytesMap(4, 10, budget());
        bytes.put("x");
        allOutside(
                () -> bytes.array(-1),
                () -> bytes.offset(-1),
                () -> bytes.keyOffset(-1),
                () -> bytes.keyLength(-1),
                () -> bytes.find(SOME, 0, 101),
                () -> bytes.put(SOME, -1, 1));
        allWrong(() -> bytes.insert("x"), () -> bytes.put("x".repeat(11)), () -> bytes.put(SOME, 0, 11));
        assertThat(bytes.find("x".repeat(11))).isEqualTo(-1);
        assertThat(bytes.remove(SOME, 0, 11)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> bytes.add("x", 1));
        RetryQueue queue = new RetryQueue(8, 10, budget());
        allWrong(
                () -> queue.offer(SOME, 0, 1, -1),
                () -> queue.offer(SOME, 0, 1, 1_000_000_000),
                () -> queue.poll(1, -1, SOME, 0, 1),
                () -> queue.poll(1, 0, SOME, 0, -1));
        allOutside(
                () -> queue.offer(SOME, 93, 1, 0),
                () -> queue.offer(SOME, -1, 1, 0),
                () -> queue.poll(1, 0, SOME, 0, 6),
                () -> queue.poll(1, 0, SOME, -1, 1));
        assertThat(queue.size()).isZero();
    }

    @Test
    void aRowKeptOverAChange() {
        LongMap longs = new LongMap(8, budget(), 1, 1 << 20, true);
        long row = longs.put(1);
        longs.add(1, 1);
        assertThat(longs.key(row)).isEqualTo(1);
        longs.put(2);
        assertThatIllegalStateException().isThrownBy(() -> longs.array(row)).withMessageContaining("kept");
        BytesMap bytes = new BytesMap(8, 10, budget(), 1, 1 << 20, true);
        long place = bytes.put("1");
        bytes.remove("1");
        assertThatIllegalStateException().isThrownBy(() -> bytes.offset(place)).withMessageContaining("kept");
        // The control.
        LongMap unchecked = new LongMap(8, budget(), 1, 1 << 20, false);
        long kept = unchecked.put(1);
        unchecked.put(2);
        unchecked.array(kept);
    }

    @Test
    void callsThatOverlap() throws InterruptedException {
        CountDownLatch within = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        MemoryBudget slow = MemoryBudget.of(1 << 20, bytes -> {
            within.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return new byte[bytes];
        });
        LongMap map = new LongMap(8, slow, 1, 1 << 20, true);
        Thread other = new Thread(() -> map.put(1));
        other.start();
        within.await();
        assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(() -> map.find(2));
        done.countDown();
        other.join();
        assertThat(map.get(1, 7)).isZero();
    }

    @Test
    void aRegionsMemoryIsNotUsedAgainInCheckedMode() {
        Region region = new Region(1_024, budget(), true);
        long piece = region.copyUtf8("text");
        byte[] array = region.array(piece);
        int offset = region.offset(piece);
        region.reset();
        assertThat(array[offset]).isEqualTo((byte) 0xFF);
        assertThat(region.array(region.alloc(8))).isNotSameAs(array);
        assertThatIllegalStateException().isThrownBy(() -> region.length(piece)).withMessageContaining("reset");
        Region unchecked = new Region(1_024, budget(), false);
        byte[] first = unchecked.array(unchecked.alloc(8));
        unchecked.reset();
        assertThat(unchecked.array(unchecked.alloc(8))).isSameAs(first);
    }
}
