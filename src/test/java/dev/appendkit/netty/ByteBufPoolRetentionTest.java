// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.ByteBuf;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept and what is dropped, and when. */
class ByteBufPoolRetentionTest {
    private static final long SECONDS = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final ByteBufPool pool = ByteBufPool.builder()
            .checked(false)
            .slots(8)
            .initialBytes(256)
            .alwaysRetainBytes(1_024)
            .maxRetainedBytes(16_384)
            .nanoClock(nanos::get)
            .build();

    @ParameterizedTest
    @CsvSource({"2, 100, 100", "2, 64, 1000", "3, 256, 65536", "16, 256, 65536", "64, 1, 5000", "256, 512, 1048576"})
    void whatIsIdleStaysWithinTheBound(int slots, int initialBytes, int maxRetainedBytes) {
        ByteBufPool bounded = ByteBufPool.builder()
                .checked(false)
                .slots(slots)
                .initialBytes(initialBytes)
                .maxRetainedBytes(maxRetainedBytes)
                .build();
        List<ByteBuf> lent = new ArrayList<>();
        for (int bytes = maxRetainedBytes; bytes >= initialBytes; bytes /= 4) {
            for (int i = 0; i < Math.min(300, (4L << 20) / bytes + 1); i++) {
                lent.add(bounded.heapBuffer(bytes));
            }
        }
        lent.forEach(ByteBuf::release);
        int rounded = slots == 3 ? 4 : slots;
        assertThat(bounded.heapStats().idleItems()).isPositive();
        assertThat(bounded.heapStats().idleBytes()).isBetween(1L, (long) rounded * maxRetainedBytes);
        assertThat(bounded.directStats().idleBytes()).isZero();
    }

    @Test
    void eachThreadFillsWhatOthersLeave() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> {
                List<ByteBuf> lent = new ArrayList<>();
                for (int n = 0; n < 100; n++) {
                    lent.add(pool.directBuffer(16_384));
                    lent.add(pool.directBuffer(100));
                }
                lent.forEach(ByteBuf::release);
            });
            thread.start();
            thread.join();
        }
        PoolStats stats = pool.directStats();
        // 4 pieces of the largest class, 32 of the smallest.
        assertThat(stats.idleItems()).isEqualTo(4 + 32);
        assertThat(stats.idleBytes()).isEqualTo(4 * 16_384 + 32 * 256);
        assertThat(stats.drops(DropReason.FULL)).isEqualTo(stats.misses() - stats.idleItems());
    }

    @Test
    void whatIsTooLargeIsDropped() {
        pool.heapBuffer(16_385).release();
        assertThat(pool.heapStats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(pool.heapStats().idleItems()).isZero();
        ByteBuf grown = pool.heapBuffer(16_384);
        grown.writeZero(16_385).release();
        assertThat(pool.heapStats().drops(DropReason.OVERSIZE)).isEqualTo(2);
        assertThat(pool.heapStats().idleBytes()).isEqualTo(16_384);
    }

    @Test
    void theFifthSmallRequestInARowDropsLargeMemory() {
        pool.heapBuffer(16_384).release();
        for (int i = 1; i <= 4; i++) {
            small();
            assertThat(pool.heapStats().drops(DropReason.UNDERUSED)).isZero();
        }
        small();
        assertThat(pool.heapStats().drops(DropReason.UNDERUSED)).isEqualTo(1);
        assertThat(pool.heapStats().idleItems()).isZero();
        // The next one is made as large as it must be.
        small();
        assertThat(pool.heapStats().idleBytes()).isEqualTo(4_096);
    }

    /** A request of the class below, served by idle memory of the largest class. */
    private void small() {
        pool.heapBuffer(1_025).release();
    }

    @Test
    void aLargeUseClearsTheStrikes() {
        pool.heapBuffer(16_384).release();
        for (int round = 0; round < 5; round++) {
            for (int i = 1; i <= 4; i++) {
                small();
            }
            pool.heapBuffer(1_025).capacity(4_096).release();
        }
        assertThat(pool.heapStats().drops(DropReason.UNDERUSED)).isZero();
        assertThat(pool.heapStats().idleBytes()).isEqualTo(16_384);
    }

    @Test
    void smallMemoryIsKeptHoweverLittleIsUsed() {
        pool.heapBuffer(1_024).release();
        for (int i = 0; i < 20; i++) {
            pool.heapBuffer(1).release();
        }
        assertThat(pool.heapStats().idleBytes()).isEqualTo(1_024);
        assertThat(pool.heapStats().misses()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSecondTrimDropsWhatNobodyTook(boolean direct) {
        List<ByteBuf> lent = new ArrayList<>();
        for (int bytes : new int[] {100, 1_000, 4_000, 16_000}) {
            lent.add(direct ? pool.directBuffer(bytes) : pool.heapBuffer(bytes));
        }
        lent.forEach(ByteBuf::release);
        pool.trim();
        assertThat(stats(direct).idleItems()).isEqualTo(4);
        (direct ? pool.directBuffer(100) : pool.heapBuffer(100)).release();
        pool.trim();
        assertThat(stats(direct).idleItems()).isEqualTo(1);
        assertThat(stats(direct).idleBytes()).isEqualTo(256);
        pool.trim();
        assertThat(stats(direct).idleItems()).isZero();
        assertThat(stats(direct).trims()).isEqualTo(3);
    }

    private PoolStats stats(boolean direct) {
        return direct ? pool.directStats() : pool.heapStats();
    }

    @Test
    void aMissTrimsAfterTenSeconds() {
        pool.heapBuffer(16_384).release();
        nanos.addAndGet(11 * SECONDS);
        pool.heapBuffer(100).release();
        nanos.addAndGet(11 * SECONDS);
        pool.heapBuffer(100_000).release();
        assertThat(pool.heapStats().trims()).isEqualTo(2);
        assertThat(pool.heapStats().idleBytes()).isEqualTo(256);
    }

    @Test
    void aBufferThatIsNeverReleasedLosesItsSlot() {
        ByteBufPool one = ByteBufPool.builder()
                .checked(false)
                .slots(2)
                .initialBytes(64)
                .maxRetainedBytes(64)
                .build();
        ByteBuf lost = one.directBuffer(64);
        for (int i = 0; i < 17; i++) {
            one.directBuffer(64).release();
        }
        assertThat(one.directStats().idleItems()).isEqualTo(1);
        long misses = one.directStats().misses();
        one.directBuffer(64).release();
        assertThat(one.directStats().misses()).isEqualTo(misses);
        // It comes back after all, and is dropped.
        lost.release();
        assertThat(one.directStats().idleItems()).isEqualTo(1);
        assertThat(one.directStats().drops(DropReason.FULL)).isPositive();
    }

    @Test
    void droppedDirectMemoryIsFreed() throws InterruptedException {
        BufferPoolMXBean directMemory = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(bean -> bean.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        // What other tests have left shall not go while this one counts.
        System.gc();
        Thread.sleep(100);
        long before = directMemory.getMemoryUsed();
        int bytes = 1 << 20;
        for (int i = 0; i < 200; i++) {
            pool.directBuffer(bytes).release();
        }
        ByteBufPool large = ByteBufPool.builder()
                .checked(false)
                .slots(64)
                .maxRetainedBytes(bytes)
                .build();
        List<ByteBuf> lent = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            lent.add(large.directBuffer(bytes));
        }
        assertThat(directMemory.getMemoryUsed() - before).isGreaterThanOrEqualTo(32L * bytes);
        lent.forEach(ByteBuf::release);
        // Who keeps a released buffer keeps its memory from the collector.
        lent.clear();
        assertThat(large.directStats().idleBytes()).isPositive();
        large.trim();
        large.trim();
        assertThat(large.directStats().idleBytes()).isZero();
        // Where Netty may not free it, the collector does.
        for (int i = 0; i < 50 && directMemory.getMemoryUsed() - before > bytes; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(directMemory.getMemoryUsed() - before).isLessThanOrEqualTo(bytes);
    }
}
