// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link ByteBufferAppend} keeps for direct buffers. Without the checked mode, which keeps nothing. */
@Tag("alloc")
class ByteBufferScratchTest {
    private static final int BOUND = 4 << 10;

    private static PoolCore<?> pool() {
        List<PoolCore<?>> found = new ArrayList<>();
        PoolRegistry.forEach(pool -> {
            if (pool.name().equals("ByteBufferAppend")) {
                found.add(pool);
            }
        });
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void theScratchIsAPoolThatKeepsNoMoreThanItSaysAndTrims() {
        ByteBuffer direct = ByteBuffer.allocateDirect(200_000);
        BigDecimal longest = new BigDecimal(BigInteger.TEN.pow(60_000));
        for (int round = 0; round < 3; round++) {
            ByteBufferAppend.appendDecimal(direct.clear(), longest);
            assertThat(direct.position()).isEqualTo(60_001);
            ByteBufferAppend.appendUtf8(direct.clear(), "x".repeat(100_000));
            assertThat(direct.position()).isEqualTo(100_000);
            ByteBufferAppend.appendUtf8(direct.clear(), CharBuffer.wrap("y".repeat(10_000)));
            assertThat(direct.position()).isEqualTo(10_000);
            ByteBufferAppend.appendLong(direct.clear(), 42);
            assertThat(pool().idle().count()).isPositive();
            assertThat(pool().idle().held())
                    .isLessThanOrEqualTo((long) pool().idle().count() * BOUND);
        }
        pool().trim();
        pool().trim();
        assertThat(pool().idle().count()).isZero();
        ByteBufferAppend.appendLong(direct.clear(), 42);
        assertThat(pool().idle().held()).isEqualTo(BOUND);
    }
}
