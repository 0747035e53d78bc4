// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees, without the checked mode. The same memory is told by a word that nobody clears. */
class ByteBufPoolTest {
    private static final int MARK_AT = 16;

    private final ByteBufPool pool = ByteBufPool.builder().checked(false).build();

    private ByteBuf borrow(boolean direct, int capacity) {
        return direct ? pool.directBuffer(capacity) : pool.heapBuffer(capacity);
    }

    private PoolStats stats(boolean direct) {
        return direct ? pool.directStats() : pool.heapStats();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReleasedBufferComesBackEmpty(boolean direct) {
        ByteBuf first = borrow(direct, 300);
        first.writeZero(MARK_AT).writeLong(0x1234_5678L).readByte();
        first.markReaderIndex().markWriterIndex();
        assertThat(first.release()).isTrue();

        ByteBuf second = direct ? pool.directBuffer(20, 40) : pool.heapBuffer(20, 40);
        assertThat(second.capacity()).isEqualTo(20);
        second.release();
        second = direct ? pool.directBuffer(260, 400) : pool.heapBuffer(260, 400);
        assertThat(second.getLong(MARK_AT)).isEqualTo(0x1234_5678L);
        assertThat(second.capacity()).isEqualTo(260);
        assertThat(second.maxCapacity()).isEqualTo(400);
        assertThat(second.refCnt()).isEqualTo(1);
        assertThat(second.readerIndex()).isZero();
        assertThat(second.writerIndex()).isZero();
        second.writeLong(1).readInt();
        assertThat(second.resetReaderIndex().readerIndex()).isZero();
        second.release();
        // The small one was served by the next larger class.
        assertThat(stats(direct).misses()).isEqualTo(1);
        assertThat(stats(direct).idleItems()).isEqualTo(1);
        assertThat(stats(direct).idleBytes()).isEqualTo(1_024);
        assertThat(stats(!direct).idleItems()).isZero();
    }

    @Test
    void aBorrowInsideABorrowGivesOtherMemory() {
        List<ByteBuf> lent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ByteBuf buffer = pool.heapBuffer(100);
            assertThat(lent).noneMatch(other -> other.array() == buffer.array());
            lent.add(buffer);
        }
        lent.forEach(ByteBuf::release);
        long misses = pool.heapStats().misses();
        lent.replaceAll(released -> pool.heapBuffer(100));
        assertThat(pool.heapStats().misses() - misses).isLessThan(misses);
        lent.forEach(ByteBuf::release);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aUseAfterTheLastReleaseIsRefused(boolean direct) {
        ByteBuf stale = borrow(direct, 100).writeInt(1);
        stale.retain();
        assertThat(stale.release()).isFalse();
        assertThat(stale.readInt()).isEqualTo(1);
        assertThat(stale.release()).isTrue();
        refused(stale::release);
        refused(stale::retain);
        refused(() -> stale.getByte(0));
        refused(() -> stale.writeByte(1));
        refused(() -> stale.nioBuffer(0, 1));
        refused(() -> stale.internalNioBuffer(0, 1));
        refused(() -> stale.capacity(50));
        refused(() -> stale.setBytes(0, new byte[1]));
        refused(() -> stale.copy(0, 1));
        if (!direct) {
            refused(stale::array);
        }
        assertThat(stats(direct).idleItems()).isEqualTo(1);
    }

    private static void refused(Runnable use) {
        assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(use::run);
    }

    @Test
    void droppedMemoryIsOutOfReach() {
        ByteBufPool small =
                ByteBufPool.builder().checked(false).maxRetainedBytes(1_024).build();
        ByteBuf dropped = small.directBuffer(2_000);
        dropped.release();
        refused(() -> dropped.getByte(0));
        assertThat(small.directStats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(small.directStats().idleItems()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void viewsBringTheMemoryBack(boolean direct) {
        ByteBuf whole = borrow(direct, 100).writeLong(42);
        ByteBuf slice = whole.retainedSlice(0, 4);
        ByteBuf duplicate = whole.retainedDuplicate();
        ByteBuf part = whole.readRetainedSlice(2);
        assertThat(whole.release()).isFalse();
        assertThat(slice.release()).isFalse();
        assertThat(part.release()).isFalse();
        assertThat(stats(direct).idleItems()).isZero();
        assertThat(duplicate.getLong(0)).isEqualTo(42);
        assertThat(duplicate.release()).isTrue();
        assertThat(stats(direct).idleItems()).isEqualTo(1);
    }

    @Test
    void compositesBringTheirComponentsBack() {
        CompositeByteBuf composite = pool.compositeBuffer();
        composite.addComponent(true, pool.heapBuffer(10).writeInt(1));
        composite.addComponent(true, pool.directBuffer(10).writeInt(2));
        composite.addComponent(true, pool.directBuffer(10).writeInt(3).retainedSlice(0, 4));
        assertThat(composite.getLong(4)).isEqualTo(0x2_0000_0003L);
        composite.internalComponent(2).release();
        composite.release();
        assertThat(pool.heapStats().idleItems()).isEqualTo(1);
        assertThat(pool.directStats().idleItems()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBufferGrowsInPlaceAndThenMoves(boolean direct) {
        ByteBuf buffer = borrow(direct, 8);
        assertThat(buffer.maxFastWritableBytes()).isEqualTo(256);
        int reader = 3;
        for (int i = 0; i < 20_000; i++) {
            buffer.writeInt(i);
        }
        buffer.readerIndex(reader);
        assertThat(buffer.capacity()).isGreaterThanOrEqualTo(80_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(buffer.getInt(4 * i)).isEqualTo(i);
        }
        assertThat(buffer.readerIndex()).isEqualTo(reader);
        buffer.release();
        // Each class that it moved through has one piece now; the last one was too large.
        assertThat(stats(direct).idleItems()).isEqualTo(5);
        assertThat(stats(direct).idleBytes()).isEqualTo(256 + 1_024 + 4_096 + 16_384 + 65_536);
        assertThat(stats(direct).drops(DropReason.OVERSIZE)).isEqualTo(1);
        long misses = stats(direct).misses();
        ByteBuf again = borrow(direct, 8).writeZero(60_000);
        again.release();
        assertThat(stats(direct).misses()).isEqualTo(misses);
    }

    @Test
    void anyThreadMayRelease() throws Exception {
        ByteBuf lent = pool.directBuffer(64).writeLong(7);
        FutureTask<Boolean> release = new FutureTask<>(lent::release);
        Thread other = new Thread(release);
        other.start();
        assertThat(release.get()).isTrue();
        other.join();
        refused(lent::release);
        assertThat(unwrapped(pool.directBuffer(64))).isSameAs(unwrapped(lent));
    }

    /** The leak detector, where it is on, wraps what the pool lends. */
    private static ByteBuf unwrapped(ByteBuf buffer) {
        return buffer.unwrap() == null ? buffer : buffer.unwrap();
    }

    @Test
    void aCursorWritesToIt() {
        for (boolean direct : new boolean[] {false, true}) {
            ByteBuf buffer = borrow(direct, 4);
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                for (int i = 0; i < 1_000; i++) {
                    out.appendZeroPadded(i, 4);
                }
            }
            assertThat(buffer.writerIndex()).isEqualTo(4_000);
            assertThat(buffer.toString(3_996, 4, US_ASCII)).isEqualTo("0999");
            buffer.release();
        }
    }

    @Test
    void theAllocatorsContract() {
        assertThat(pool.isDirectBufferPooled()).isTrue();
        assertThat(pool.heapBuffer().capacity()).isEqualTo(256);
        assertThat(pool.directBuffer(0).capacity()).isZero();
        assertThat(pool.heapBuffer(0, 0).maxCapacity()).isZero();
        assertThat(pool.ioBuffer().isDirect()).isTrue();
        assertThat(ByteBufPool.builder().preferDirect(false).build().buffer().isDirect())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> pool.heapBuffer(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.directBuffer(-1));
        assertThat(pool.heapBuffer(10).alloc()).isSameAs(pool);
        assertThat(pool.compositeBuffer().alloc()).isSameAs(pool);
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        ByteBufPool.Builder builder = ByteBufPool.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(257));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.initialBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.alwaysRetainBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetainedBytes(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.initialBytes(65).maxRetainedBytes(64).build());
    }
}
