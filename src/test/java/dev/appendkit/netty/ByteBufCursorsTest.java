// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.pool.PoolCore;
import dev.appendkit.internal.pool.PoolRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recycling of opened cursors, which the checked mode of the other tests leaves out. */
class ByteBufCursorsTest {
    private final ByteBufCursors cursors = new ByteBufCursors(false);
    private final ByteBuf heap = Unpooled.buffer(64);
    private final ByteBuf direct = Unpooled.directBuffer(64);

    @AfterEach
    void release() {
        heap.release();
        direct.release();
    }

    @Test
    void aClosedCursorIsOpenedForTheNextBufferOfAnyKind() {
        AppendBuffer first = cursors.open(heap, false);
        first.appendAscii("heap").close();
        AppendBuffer second = cursors.open(direct, false);
        second.appendAscii("direct").close();
        AppendBuffer third = cursors.open(heap, false);
        assertThat(third.length()).isZero();
        third.appendLong(1).close();
        assertThat(second).isSameAs(first);
        assertThat(third).isSameAs(first);
        assertThat(heap.toString(US_ASCII)).isEqualTo("heap1");
        assertThat(direct.toString(US_ASCII)).isEqualTo("direct");
    }

    @Test
    void twoOpenCursorsAreTwo() {
        AppendBuffer one = cursors.open(heap, false);
        AppendBuffer two = cursors.open(direct, false);
        assertThat(two).isNotSameAs(one);
        one.appendAscii("one");
        two.appendAscii("two");
        one.close();
        two.close();
        assertThat(heap.toString(US_ASCII)).isEqualTo("one");
        assertThat(direct.toString(US_ASCII)).isEqualTo("two");
    }

    @Test
    void everyUseAfterCloseThrows() {
        AppendBuffer closed = cursors.open(heap, false);
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> closed.appendLong(1));
        assertThatIllegalStateException().isThrownBy(closed::length);
        assertThatIllegalStateException().isThrownBy(closed::clear);
        assertThatIllegalStateException().isThrownBy(closed::close);
        assertThat(heap.writerIndex()).isZero();
    }

    @Test
    void aCloseThatFailsGivesTheCursorBackToo() {
        AppendBuffer first = cursors.open(heap, false);
        first.appendAscii("lost");
        heap.writeByte('x');
        assertThatIllegalStateException().isThrownBy(first::close);
        assertThatIllegalStateException().isThrownBy(first::close);
        AppendBuffer second = cursors.open(direct, false);
        assertThat(second).isSameAs(first);
        second.appendAscii("clean").close();
        assertThat(direct.toString(US_ASCII)).isEqualTo("clean");
    }

    @Test
    void aRefusedBufferTakesNoCursor() {
        AppendBuffer first = cursors.open(heap, false);
        first.close();
        assertThatThrownBy(() -> cursors.open(heap.asReadOnly(), false)).isInstanceOf(ReadOnlyBufferException.class);
        ByteBuf released = Unpooled.buffer(1);
        released.release();
        // By its name: the class is not in the module that the library requires.
        assertThatThrownBy(() -> cursors.open(released, false))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo("IllegalReferenceCountException"));
        AppendBuffer second = cursors.open(heap, false);
        assertThat(second).isSameAs(first);
        second.close();
    }

    @Test
    void aLongTextLeavesNoLongChunkBehind() {
        String text = "x".repeat(3 * ByteBufStorage.MAX_KEPT_CHUNK_LENGTH);
        for (String next : new String[] {text, "short", text, "x".repeat(5_000), "x".repeat(5_001)}) {
            direct.clear();
            AppendBuffer out = cursors.open(direct, false);
            out.appendLong(7).appendAscii(next).appendLong(8).close();
            assertThat(direct.toString(US_ASCII)).isEqualTo("7" + next + "8");
            direct.clear();
            cursors.open(direct, false)
                    .appendUtf8(next)
                    .appendBytes(next.getBytes(US_ASCII), 0, next.length())
                    .close();
            assertThat(direct.toString(US_ASCII)).isEqualTo(next + next);
            assertThat(cursors.idle())
                    .singleElement()
                    .extracting(ByteBufStorage::chunkLength)
                    .matches(kept -> kept <= ByteBufStorage.MAX_KEPT_CHUNK_LENGTH);
        }
        // All of it went through the chunk as it was made.
        assertThat(cursors.idle()).allMatch(idle -> idle.chunkLength() == 4_096);
        // Zeros are pieces; digits are written at once, from the last one to the first.
        cursors.open(direct.clear(), false).appendDecimal(1, -5_000).close();
        assertThat(cursors.idle()).allMatch(idle -> idle.chunkLength() == 4_096);
        cursors.open(direct.clear(), false)
                .appendBigInteger(BigInteger.TEN.pow(5_000))
                .close();
        assertThat(cursors.idle()).allMatch(idle -> idle.chunkLength() > 5_000);
    }

    /** Under the name of the class that opens them, with what they hold. */
    @Test
    void theRegistryOfPoolsKnowsIdleCursors() {
        cursors.open(direct, false).appendLong(7).close();
        List<PoolCore<?>> pools = new ArrayList<>();
        PoolRegistry.forEach(pools::add);
        assertThat(pools)
                .filteredOn(pool -> pool.slots() == cursors.slots())
                .singleElement()
                .satisfies(pool -> {
                    assertThat(pool.name()).isEqualTo("ByteBufAppend");
                    assertThat(pool.misses()).isEqualTo(1);
                    assertThat(pool.idle().count()).isEqualTo(1);
                    assertThat(pool.idle().held()).isEqualTo(4_096);
                    pool.trim();
                    pool.trim();
                    assertThat(pool.idle().count()).isZero();
                });
        cursors.open(direct, false).appendLong(8).close();
        assertThat(direct.toString(US_ASCII)).isEqualTo("78");
    }

    @Test
    void checkedCursorsAreNew() {
        ByteBufCursors checked = new ByteBufCursors(true);
        AppendBuffer stale = checked.open(heap, false);
        stale.close();
        AppendBuffer next = checked.open(heap, false);
        assertThat(next).isNotSameAs(stale);
        assertThatIllegalStateException().isThrownBy(() -> stale.appendLong(1));
        next.close();
    }
}
