// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.Buffers.Made;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From {@code open} to {@code close}: whose the buffer is, what becomes visible and when. */
class OpenedCursorTest {
    private final List<Made> made = new ArrayList<>();

    @AfterEach
    void release() {
        for (Made one : made) {
            if (one.buffer().refCnt() > 0) {
                one.release();
            }
        }
    }

    static Stream<IntFunction<Made>> kinds() {
        return Stream.concat(Buffers.bounded().values().stream(), Buffers.unbounded().values().stream());
    }

    static Stream<IntFunction<Made>> boundedKinds() {
        return Buffers.bounded().values().stream();
    }

    private ByteBuf make(IntFunction<Made> kind, int capacity) {
        Made one = kind.apply(capacity);
        made.add(one);
        return one.buffer().setIndex(0, 0);
    }

    private static String text(ByteBuf buffer) {
        return buffer.toString(US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closePublishesWhatWasAppendedAndNothingEarlier(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        int references = buffer.refCnt();
        AppendBuffer out = ByteBufAppend.open(buffer);
        out.appendAscii("one ").appendInt(2).appendAscii(" three");
        assertThat(out.length()).isEqualTo(11);
        assertThat(buffer.writerIndex()).isZero();
        out.close();
        assertThat(text(buffer)).isEqualTo("one 2 three");
        assertThat(buffer.refCnt()).isEqualTo(references);
        try (AppendBuffer again = ByteBufAppend.open(buffer)) {
            assertThat(again.length()).isZero();
            again.appendAscii("!");
        }
        assertThat(text(buffer)).isEqualTo("one 2 three!");
        try (AppendBuffer nothing = ByteBufAppend.open(buffer)) {
            assertThat(nothing.length()).isZero();
        }
        assertThat(text(buffer)).isEqualTo("one 2 three!");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBlockThatEndsByAnExceptionPublishesItsWholeAppends(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> {
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                out.appendAscii("whole").appendAscii("not ASCII: é");
            }
        });
        assertThat(text(buffer)).isEqualTo("whole");
    }

    @ParameterizedTest
    @MethodSource("boundedKinds")
    void whatDoesNotFitIsRefusedAndTheRestPublished(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 10);
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> {
                    try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                        out.appendAscii("12345").appendAscii("6789ab");
                    }
                })
                .withMessageContaining("needs 6 bytes");
        assertThat(text(buffer)).isEqualTo("12345");
        assertThat(buffer.capacity()).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void truncatedAppendsAreNotPublished(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        try (AppendBuffer out = ByteBufAppend.open(buffer)) {
            int mark = out.appendAscii("kept").length();
            out.appendAscii(" dropped").truncate(mark).appendAscii(".");
            assertThat(out.length()).isEqualTo(5);
        }
        assertThat(text(buffer)).isEqualTo("kept.");
    }

    /** Back to before, into and behind the bytes that have left the chunk already. */
    @Test
    void truncateGoesBackBehindTheChunk() {
        for (int length : new int[] {0, 1, 4_095, 4_096, 4_097, 6_000, 8_191, 9_000}) {
            ByteBuf buffer = make(n -> Made.own(Unpooled.directBuffer(n)), 16);
            StringBuilder expected = new StringBuilder();
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                for (int i = 0; i < 900; i++) {
                    out.appendZeroPadded(i, 10);
                    expected.append(String.format("%010d", i));
                }
                out.truncate(length).appendAscii("end");
                assertThat(out.length()).isEqualTo(length + 3);
            }
            assertThat(text(buffer)).isEqualTo(expected.substring(0, length) + "end");
            buffer.release();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBufferReleasedMeanwhileIsNotWrittenTo(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("lost");
        int mark = out.reserve(4);
        while (buffer.refCnt() > 0) {
            buffer.release();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> out.patchBigEndian(mark, 1))
                .withMessageContaining("released");
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("released");
        assertThatIllegalStateException().isThrownBy(() -> out.appendInt(1));
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("closed");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWriterIndexMovedMeanwhileIsLeftWhereItIs(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("lost");
        int mark = out.reserve(4);
        buffer.writerIndex(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> out.patchBigEndian(mark, 1))
                .withMessageContaining("writerIndex");
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("writerIndex");
        assertThat(buffer.writerIndex()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> out.appendInt(1));
    }

    /** Before a byte is written that is lost anyway; where nothing is checked only the close finds it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void checkedModeComparesAtEveryAppend(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40).ensureWritable(40);
        AppendBuffer out = new ByteBufCursors(true).open(buffer, false);
        for (int i = 0; i < 3; i++) {
            out.appendInt(i).appendAscii("x");
        }
        assertThat(out.length()).isEqualTo(6);
        buffer.writerIndex(1);
        assertThatIllegalStateException().isThrownBy(() -> out.appendInt(1)).withMessageContaining("writerIndex");
        assertThatIllegalStateException().isThrownBy(() -> out.appendAscii("x")).withMessageContaining("writerIndex");
        buffer.writerIndex(0);
        out.appendInt(7).close();
        assertThat(text(buffer)).isEqualTo("0x1x2x7");
        AppendBuffer fast = new ByteBufCursors(false).open(buffer, false).appendInt(1);
        buffer.writerIndex(1);
        fast.appendInt(1);
        assertThatIllegalStateException().isThrownBy(fast::close).withMessageContaining("writerIndex");
    }

    static Stream<ByteBuf> growingBuffersWithArray() {
        return Stream.of(Unpooled.buffer(64), Buffers.POOLED.heapBuffer(64), Buffers.ADAPTIVE.heapBuffer(64));
    }

    /** Also where it moves within the array that all buffers of an arena share. */
    @ParameterizedTest
    @MethodSource("growingBuffersWithArray")
    void anArrayReplacedMeanwhileIsFound(ByteBuf buffer) {
        AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("lost");
        buffer.capacity(10_000);
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("array");
        assertThat(buffer.writerIndex()).isZero();
        buffer.release();
    }

    static Stream<ByteBuf> shrinkingBuffers() {
        return Stream.concat(
                growingBuffersWithArray(), Stream.of(Unpooled.directBuffer(64), Buffers.POOLED.directBuffer(64)));
    }

    @ParameterizedTest
    @MethodSource("shrinkingBuffers")
    void aCapacityCutMeanwhileIsFound(ByteBuf buffer) {
        AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("lost");
        buffer.capacity(3);
        assertThatIllegalStateException().isThrownBy(out::close).withMessageMatching(".*(array|capacity).*");
        assertThat(buffer.writerIndex()).isZero();
        assertThat(buffer.capacity()).isEqualTo(3);
        buffer.release();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSecondOfTwoCursorsDoesNotPublishOverTheFirst(IntFunction<Made> kind) {
        // No growth: it would show the first cursor that its array is gone.
        ByteBuf buffer = make(kind, 40).ensureWritable(40);
        AppendBuffer first = ByteBufAppend.open(buffer);
        AppendBuffer second = ByteBufAppend.open(buffer);
        second.appendAscii("over");
        first.appendAscii("first");
        first.close();
        assertThatIllegalStateException().isThrownBy(second::close);
        assertThat(text(buffer)).isEqualTo("first");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theContentIsNotToBeHadFromTheCursor(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        try (AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("x")) {
            for (Runnable call : List.<Runnable>of(
                    out::array,
                    out::arrayOffset,
                    out::asByteBuffer,
                    out::toByteArray,
                    () -> out.toString(UTF_8),
                    () -> out.copyTo(new byte[8], 0),
                    () -> out.reset(new byte[8], 0, 8))) {
                assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(call::run);
            }
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> out.writeTo(new ByteArrayOutputStream()));
        }
        assertThat(text(buffer)).isEqualTo("x");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCallersOwnMarkMakesABlockAllOrNothing(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        ByteBufAppend.appendAscii(buffer, "before");
        int mark = buffer.writerIndex();
        assertThatIllegalStateException().isThrownBy(() -> {
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                out.appendAscii("half");
                throw new IllegalStateException("the caller's own");
            } catch (IllegalStateException e) {
                buffer.writerIndex(mark);
                throw e;
            }
        });
        assertThat(text(buffer)).isEqualTo("before");
    }

    @Test
    void aCompositeOfOneComponentLosesItsArrayWhenItGrows() {
        for (int text : new int[] {1, 30, 5_000, 20_000}) {
            ByteBuf buffer = make(n -> Made.own(Buffers.composite(true, n, n)), 20);
            assertThat(buffer.hasArray()).isTrue();
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                out.appendAscii("0123456789").appendAscii("x".repeat(text)).appendAscii("end");
            }
            assertThat(text(buffer)).isEqualTo("0123456789" + "x".repeat(text) + "end");
        }
    }

    /** In pieces, and where the array that they are read from is given back: as if they were copied first. */
    @ParameterizedTest
    @MethodSource("buffersOverArrays")
    void bytesOfTheBufferItselfAreAppendedAsTheyWere(ByteBuf buffer, byte[] memory, int length) {
        int from = buffer.hasArray() ? buffer.arrayOffset() : 0;
        for (int i = 0; i < length; i++) {
            memory[from + i] = (byte) (i * 31 + (i >> 8));
        }
        byte[] expected = Arrays.copyOfRange(memory, from, from + length);
        int start = length / 10;
        buffer.setIndex(0, start);
        assertThat(ByteBufAppend.appendBytes(buffer, memory, from, from + length))
                .isEqualTo(length);
        byte[] written = new byte[length];
        buffer.getBytes(start, written).release();
        assertThat(written).isEqualTo(expected);
    }

    static Stream<Arguments> buffersOverArrays() {
        byte[] array = new byte[9_000];
        Named<byte[]> memory = Named.of("its memory", array);
        ByteBuf one = Unpooled.compositeBuffer().addComponent(Unpooled.wrappedBuffer(array));
        ByteBuf lent = ByteBufPool.builder().checked(true).build().heapBuffer(256);
        return Stream.of(
                Arguments.of(Named.of("composite", twoComponents(array)), memory, 8_000),
                Arguments.of(Named.of("slice of one", twoComponents(array).slice(0, 18_000)), memory, 8_000),
                Arguments.of(Named.of("composite that loses its array", one), memory, 9_000),
                Arguments.of(Named.of("heap buffer of a pool", lent), Named.of("its array", lent.array()), 256));
    }

    private static ByteBuf twoComponents(byte[] first) {
        return Unpooled.compositeBuffer()
                .addComponent(Unpooled.wrappedBuffer(first))
                .addComponent(Unpooled.wrappedBuffer(new byte[first.length]));
    }

    @Test
    void thereIsNoCursorOverNothing() {
        assertThatNullPointerException().isThrownBy(() -> ByteBufAppend.open(null));
        ByteBuf empty = Unpooled.EMPTY_BUFFER;
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ByteBufAppend.appendInt(empty, 1));
        assertThat(ByteBufAppend.appendUtf8(empty, "")).isZero();
    }

    static Stream<ByteBuf> growableBuffers() {
        return Stream.of(
                Unpooled.directBuffer(64),
                Buffers.POOLED.directBuffer(64),
                Unpooled.compositeBuffer(),
                Buffers.composite(true, 64, 32),
                Unpooled.buffer(64));
    }

    /** Also where more is appended after the cut, so that the buffer grows again. */
    @ParameterizedTest
    @MethodSource("growableBuffers")
    void aCapacityCutBetweenAppendsIsFound(ByteBuf buffer) {
        for (boolean checked : new boolean[] {false, true}) {
            AppendBuffer out = new ByteBufCursors(checked).open(buffer.setIndex(0, 0), false);
            out.appendAscii("x".repeat(5_000));
            buffer.capacity(4);
            assertThatIllegalStateException()
                    .isThrownBy(() -> out.appendAscii("y".repeat(5_000)))
                    .withMessageMatching(".*(array|capacity).*");
            assertThatIllegalStateException().isThrownBy(out::close).withMessageMatching(".*(array|capacity).*");
            assertThat(buffer.writerIndex()).isZero();
            assertThat(buffer.capacity()).isEqualTo(4);
        }
        buffer.release();
    }

    @Test
    void anUnreleasableBufferAroundAReleasedOneIsRefused() {
        ByteBufCursors cursors = new ByteBufCursors(false);
        for (ByteBuf inner : new ByteBuf[] {Unpooled.buffer(8), Unpooled.directBuffer(8)}) {
            cursors.open(inner, false).close();
            assertThat(cursors.idle()).hasSize(1);
            inner.release();
            for (ByteBuf buffer : new ByteBuf[] {inner, Unpooled.unreleasableBuffer(inner)}) {
                assertThatExceptionOfType(IllegalReferenceCountException.class)
                        .isThrownBy(() -> cursors.open(buffer, false));
                assertThatExceptionOfType(IllegalReferenceCountException.class)
                        .isThrownBy(() -> ByteBufAppend.appendInt(buffer, 1));
                assertThat(cursors.idle()).hasSize(1);
            }
        }
    }

    /** A buffer of somebody's own that fails in the middle of it. */
    @Test
    void aFailedOpenGivesItsCursorBack() {
        ByteBufCursors cursors = new ByteBufCursors(false);
        ByteBuf inner = Unpooled.buffer(8);
        cursors.open(inner, false).close();
        ByteBuf hostile = new HostileByteBuf();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> cursors.open(hostile, false))
                    .withMessage("hostile");
            assertThat(cursors.idle()).hasSize(1);
        }
        try (AppendBuffer out = cursors.open(inner, false)) {
            out.appendAscii("ok");
        }
        assertThat(text(inner)).isEqualTo("ok");
        inner.release();
    }

    /** Says that it has an array and then has none. */
    private static final class HostileByteBuf extends UnpooledHeapByteBuf {
        HostileByteBuf() {
            super(UnpooledByteBufAllocator.DEFAULT, 8, 8);
        }

        @Override
        public byte[] array() {
            throw new UnsupportedOperationException("hostile");
        }
    }

    /** The memory goes back only when the cursor is closed, so that nobody gets it at the same writerIndex. */
    @Test
    void aBufferReleasedAndTakenAgainIsFoundInCheckedMode() {
        for (boolean direct : new boolean[] {false, true}) {
            ByteBuf buffer = direct ? Buffers.POOLED.directBuffer(64) : Buffers.POOLED.heapBuffer(64);
            AppendBuffer out = new ByteBufCursors(true).open(buffer, false).appendAscii("lost");
            buffer.release();
            ByteBuf again = direct ? Buffers.POOLED.directBuffer(64) : Buffers.POOLED.heapBuffer(64);
            assertThat(again).isNotSameAs(buffer);
            assertThatIllegalStateException()
                    .isThrownBy(() -> out.appendInt(1))
                    .withMessageContaining("reference count");
            assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("reference count");
            assertThat(buffer.refCnt()).isZero();
            assertThat(again.writerIndex()).isZero();
            again.release();
        }
    }

    /** In checked mode the cursor holds a reference of its own while it is open. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aBufferMayBeRetainedWhileACursorIsOpen(IntFunction<Made> kind) {
        ByteBuf buffer = make(kind, 40);
        int references = buffer.refCnt();
        try (AppendBuffer out = new ByteBufCursors(true).open(buffer, false)) {
            out.appendAscii("a");
            buffer.retain();
            out.appendAscii("b");
            buffer.release();
            out.appendAscii("c");
        }
        assertThat(text(buffer)).isEqualTo("abc");
        assertThat(buffer.refCnt()).isEqualTo(references);
    }
}
