// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Allocations;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Borrowing and releasing what is idle allocates nothing, not even when a buffer moves to larger memory. */
@Tag("alloc")
class ByteBufPoolAllocationTest {
    private final ByteBufPool pool = ByteBufPool.builder().checked(false).build();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 256, 257, 4_096, 65_536})
    void borrowAndRelease(int capacity) {
        Allocations.assertNone("heap", () -> pool.heapBuffer(capacity).release());
        Allocations.assertNone("direct", () -> pool.directBuffer(capacity).release());
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 4_096, 65_536})
    void severalAtATime(int capacity) {
        Allocations.assertNone("nested", () -> {
            ByteBuf first = pool.directBuffer(capacity);
            ByteBuf second = pool.directBuffer(capacity);
            ByteBuf third = pool.directBuffer(capacity);
            first.release();
            third.release();
            second.release();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void growth(boolean direct) {
        Allocations.assertNone("growth", () -> {
            ByteBuf buffer = direct ? pool.directBuffer(16) : pool.heapBuffer(16);
            buffer.ensureWritable(300).ensureWritable(5_000).ensureWritable(40_000);
            buffer.release();
        });
    }

    @Test
    void theCheckFailsWhereABufferIsTooLargeToBeKept() {
        ByteBufPool small =
                ByteBufPool.builder().checked(false).maxRetainedBytes(256).build();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone(
                        "control", () -> small.heapBuffer(257).release()))
                .withMessageContaining("allocates");
    }
}
