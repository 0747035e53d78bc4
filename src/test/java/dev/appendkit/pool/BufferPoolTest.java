// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.nio.BufferOverflowException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What a borrower sees, without the checked mode. */
class BufferPoolTest {
    private final BufferPool pool = BufferPool.builder().checked(false).build();

    @Test
    void aReleasedBufferComesBackEmptyWithItsArray() {
        AppendBuffer first = pool.borrow();
        byte[] grown = first.appendBytes(new byte[3_000], 0, 3_000).array();
        first.close();

        AppendBuffer second = pool.borrow();
        assertThat(second).isSameAs(first);
        assertThat(second.length()).isZero();
        assertThat(second.array()).isSameAs(grown);
        assertThat(second.appendLong(42).toString(US_ASCII)).isEqualTo("42");
        assertThat(pool.stats().misses()).isEqualTo(1);
    }

    @Test
    void aBorrowInsideABorrowGivesAnotherBuffer() {
        try (AppendBuffer outer = pool.borrow()) {
            outer.appendAscii("outer");
            for (int round = 0; round < 3; round++) {
                try (AppendBuffer inner = pool.borrow()) {
                    assertThat(inner).isNotSameAs(outer);
                    assertThat(inner.length()).isZero();
                    inner.appendAscii("inner");
                    assertThat(outer.toString(US_ASCII)).isEqualTo("outer");
                }
            }
        }
        assertThat(pool.stats().misses()).isEqualTo(2);
        assertThat(pool.stats().idleItems()).isEqualTo(2);
    }

    @Test
    void everyUseAfterCloseThrows() {
        AppendBuffer closed = pool.borrow().appendAscii("gone");
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> closed.appendLong(1));
        assertThatIllegalStateException().isThrownBy(() -> closed.appendAscii("text"));
        assertThatIllegalStateException().isThrownBy(() -> closed.appendByte((byte) 1));
        assertThatIllegalStateException().isThrownBy(closed::length);
        assertThatIllegalStateException().isThrownBy(closed::clear);
        assertThatIllegalStateException().isThrownBy(closed::array);
        assertThatIllegalStateException().isThrownBy(closed::toByteArray);
        assertThatIllegalStateException().isThrownBy(closed::close);
        assertThat(pool.stats().idleItems()).isEqualTo(1);
    }

    @Test
    void anAppendThatFailsLeavesNothingForTheNextBorrower() {
        BufferPool small = BufferPool.builder()
                .checked(false)
                .initialBytes(16)
                .maxBytes(16)
                .build();
        AppendBuffer first = small.borrow();
        assertThatThrownBy(() -> {
                    try (first) {
                        first.appendAscii("0123456789").appendAscii("0123456789");
                    }
                })
                .isInstanceOf(BufferOverflowException.class);
        AppendBuffer second = small.borrow();
        assertThat(second).isSameAs(first);
        assertThat(second.length()).isZero();
        assertThat(second.appendAscii("x").toString(US_ASCII)).isEqualTo("x");
    }

    @Test
    void anyThreadMayRelease() throws Exception {
        AppendBuffer lent = pool.borrow().appendLong(1);
        onAnotherThread(lent::close);
        assertThatIllegalStateException().isThrownBy(lent::close);
        AppendBuffer again = pool.borrow();
        assertThat(again).isSameAs(lent);
        assertThat(again.length()).isZero();
    }

    @Test
    void aSecondReleaseByAnotherThreadIsRefused() throws Exception {
        AppendBuffer lent = pool.borrow();
        lent.close();
        onAnotherThread(() -> assertThatIllegalStateException().isThrownBy(lent::close));
        assertThat(pool.borrow()).isNotSameAs(pool.borrow());
    }

    @Test
    void aMinimumCapacityIsThereBeforeAnythingGrows() {
        pool.borrow().close();
        try (AppendBuffer large = pool.borrow(5_000)) {
            assertThat(large.array()).hasSize(5_000);
        }
        try (AppendBuffer kept = pool.borrow(100)) {
            assertThat(kept.array()).hasSize(5_000);
        }
        try (AppendBuffer made = new FreshPool().pool.borrow(10)) {
            assertThat(made.array()).hasSize(512);
        }
    }

    private static final class FreshPool {
        final BufferPool pool = BufferPool.builder().checked(false).build();
    }

    @Test
    void sharedIsOnePool() {
        assertThat(BufferPool.shared()).isSameAs(BufferPool.shared());
        try (AppendBuffer out = BufferPool.shared().borrow()) {
            assertThat(out.appendLong(7).toString(US_ASCII)).isEqualTo("7");
        }
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        BufferPool.Builder builder = BufferPool.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(257));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.initialBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.alwaysRetainBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetainedBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBytes(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.initialBytes(65).maxRetainedBytes(64).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.initialBytes(32)
                        .maxRetainedBytes(64)
                        .maxBytes(31)
                        .build());
        BufferPool bounded =
                BufferPool.builder().initialBytes(8).maxBytes(1_000).build();
        assertThatIllegalArgumentException().isThrownBy(() -> bounded.borrow(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> bounded.borrow(1_001));
        bounded.borrow(1_000).close();
    }

    private static void onAnotherThread(Runnable action) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(action, true);
        Thread thread = new Thread(task);
        thread.start();
        assertThat(task.get()).isTrue();
        thread.join();
    }
}
