// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedByteBufPoolTest {
    private static final byte JUNK = (byte) 0xFF;

    private final ByteBufPool pool = ByteBufPool.builder().checked(true).build();

    @Test
    void aStaleBufferNeverWorksAgainThoughItsMemoryIsLentAgain() {
        boolean lentAgain = false;
        for (int round = 0; round < 100 && !lentAgain; round++) {
            ByteBuf stale = pool.heapBuffer(100);
            ByteBuf slice = stale.slice(0, 10);
            byte[] memory = stale.array();
            stale.release();
            ByteBuf next = pool.heapBuffer(100).writeInt(7);
            lentAgain = next.array() == memory;
            assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> stale.setInt(0, 1));
            assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> slice.setInt(0, 1));
            assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(stale::release);
            assertThat(next.getInt(0)).isEqualTo(7);
            next.release();
        }
        assertThat(lentAgain).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memoryIsJunkAtBorrow(boolean direct) {
        for (int round = 0; round < 20; round++) {
            ByteBuf buffer = direct ? pool.directBuffer(1_000) : pool.heapBuffer(1_000);
            for (int i = 0; i < 1_000; i++) {
                assertThat(buffer.getByte(i)).isEqualTo(JUNK);
            }
            buffer.writeZero(1_000).release();
        }
    }

    @Test
    void memoryIsJunkAfterRelease() {
        for (int round = 0; round < 20; round++) {
            ByteBuf buffer = pool.heapBuffer(1_000);
            byte[] memory = buffer.array();
            Arrays.fill(memory, (byte) 'x');
            buffer.release();
            assertThat(memory).containsOnly(JUNK);
        }
    }

    @Test
    void oneReleaseInFourDropsTheMemory() {
        for (int i = 0; i < 4_000; i++) {
            pool.directBuffer(64).release();
        }
        // 1,000 expected, standard deviation 27.
        assertThat(pool.directStats().drops(DropReason.RANDOM)).isBetween(750L, 1_250L);
    }

    @Test
    void whoHasNotReleasedIsKnown() {
        ByteBuf forgotten = pool.directBuffer(10);
        pool.directBuffer(10).release();
        PoolStats stats = pool.directStats();
        List<Throwable> outstanding = stats.outstanding();
        assertThat(outstanding).hasSize(1);
        assertThat(outstanding.get(0).getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("whoHasNotReleasedIsKnown"));
        assertThat(pool.heapStats().outstanding()).isEmpty();
        forgotten.writeZero(5_000).release();
        assertThat(pool.directStats().outstanding()).isEmpty();
    }
}
