// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Allocations;
import java.nio.CharBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alloc")
class PoolAllocationTest {
    private final Pool<StringBuilder> pool =
            Pool.builder(new Texts()).checked(false).build();

    @Test
    void borrowAndReleaseOfObjects() {
        Allocations.assertNone("borrow", () -> {
            StringBuilder text = pool.borrow();
            text.append("text");
            pool.release(text);
        });
        Allocations.assertNone("nested borrow", () -> {
            StringBuilder outer = pool.borrow();
            StringBuilder inner = pool.borrow(100);
            pool.release(inner);
            pool.release(outer);
        });
        assertThat(pool.stats().misses()).isEqualTo(2);
    }

    @Test
    void aBufferThatKeepsChars() {
        BufferPool buffers = BufferPool.builder().checked(false).build();
        CharBuffer text = CharBuffer.wrap("x".repeat(3_000));
        Allocations.assertNone("borrow", () -> {
            try (AppendBuffer out = buffers.borrow()) {
                out.appendUtf8(text);
            }
        });
        assertThat(buffers.stats().misses()).isEqualTo(1);
    }

    /** Nothing may be kept beside its array, neither to look through long strings. */
    @Test
    void aBufferAsLargeAsThePoolKeeps() {
        BufferPool buffers = BufferPool.builder()
                .checked(false)
                .initialBytes(4_096)
                .maxRetainedBytes(4_096)
                .build();
        String text = "x".repeat(1_000);
        Allocations.assertNone("borrow", () -> {
            try (AppendBuffer out = buffers.borrow()) {
                out.appendUtf8(text).appendAscii(text);
            }
        });
        assertThat(buffers.stats().misses()).isEqualTo(1);
        assertThat(buffers.stats().idleBytes()).isEqualTo(4_096);
    }

    @Test
    void theCheckSeesAnItemThatIsNotKept() {
        Pool<StringBuilder> small = Pool.builder(new Texts())
                .checked(false)
                .initialCapacity(16)
                .maxRetainedCapacity(16)
                .build();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("oversize", () -> small.release(small.borrow(17))));
    }
}
