// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.AppendBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CheckedPoolTest {
    private static final byte JUNK = (byte) 0xFF;

    private final BufferPool pool = BufferPool.builder().checked(true).build();

    @Test
    void aStaleCursorNeverWorksAgainThoughItsArrayIsLentAgain() {
        boolean lentAgain = false;
        for (int round = 0; round < 100 && !lentAgain; round++) {
            AppendBuffer stale = pool.borrow().appendAscii("mine");
            byte[] memory = stale.array();
            stale.close();
            try (AppendBuffer next = pool.borrow().appendAscii("theirs")) {
                lentAgain = next.array() == memory;
                assertThat(next).isNotSameAs(stale);
                assertThatIllegalStateException().isThrownBy(() -> stale.appendLong(1));
                assertThatIllegalStateException().isThrownBy(stale::clear);
                assertThatIllegalStateException().isThrownBy(stale::close);
                assertThat(next.toString(US_ASCII)).isEqualTo("theirs");
            }
        }
        assertThat(lentAgain).isTrue();
    }

    @Test
    void memoryIsJunkAfterReleaseAndAtBorrow() {
        for (int round = 0; round < 20; round++) {
            AppendBuffer out = pool.borrow().appendAscii("secret");
            byte[] memory = out.array();
            out.close();
            assertThat(memory).containsOnly(JUNK);
            // A write through a stale array reference between two borrows does not survive either.
            Arrays.fill(memory, (byte) 'x');
            try (AppendBuffer next = pool.borrow()) {
                if (next.array() == memory) {
                    assertThat(memory).containsOnly(JUNK);
                }
            }
        }
    }

    @Test
    void oneReleaseInFourDropsTheBuffer() {
        int releases = 4_000;
        for (int i = 0; i < releases; i++) {
            pool.borrow().close();
        }
        PoolStats stats = pool.stats();
        // 1,000 expected, standard deviation 27.
        assertThat(stats.drops(DropReason.RANDOM)).isBetween(750L, 1_250L);
        assertThat(stats.misses()).isBetween(stats.drops(DropReason.RANDOM), stats.drops(DropReason.RANDOM) + 1);
    }

    @Test
    void whoHasNotReleasedIsKnown() {
        AppendBuffer forgotten = pool.borrow();
        pool.borrow().close();
        List<Throwable> outstanding = pool.stats().outstanding();
        assertThat(outstanding).hasSize(1);
        assertThat(outstanding.get(0).getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("whoHasNotReleasedIsKnown"));
        forgotten.close();
        assertThat(pool.stats().outstanding()).isEmpty();
    }

    @Test
    void ofTwoThreadsThatReleaseAtTheSameTimeOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 500; round++) {
                AppendBuffer shared = pool.borrow();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> one = threads.submit(() -> closes(shared, start));
                Future<Boolean> two = threads.submit(() -> closes(shared, start));
                assertThat(one.get()).isNotEqualTo(two.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(pool.stats().outstanding()).isEmpty();
    }

    private static boolean closes(AppendBuffer buffer, CyclicBarrier start) throws Exception {
        start.await();
        try {
            buffer.close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void strikesOutliveTheCursor() {
        BufferPool small = BufferPool.builder()
                .checked(true)
                .initialBytes(16)
                .alwaysRetainBytes(16)
                .build();
        for (int i = 0; i < 2_000; i++) {
            // Five kept in a row by chance, 0.75^4, are not rare.
            small.borrow(1_024).close();
        }
        assertThat(small.stats().drops(DropReason.UNDERUSED)).isPositive();
    }

    @Test
    void aLargerMinimumReplacesTheMemory() {
        for (int i = 0; i < 20; i++) {
            pool.borrow().close();
            try (AppendBuffer out = pool.borrow(10_000)) {
                assertThat(out.array()).hasSizeGreaterThanOrEqualTo(10_000);
            }
        }
    }
}
