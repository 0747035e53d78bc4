// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.DropReason;
import dev.appendkit.testing.Guards;
import dev.appendkit.testing.Texts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are reserved and filled in later, on every kind of cursor. */
class ReservationTest {
    /** A cursor and how its content is had in the end. */
    private record Kind(String name, AppendBuffer out, Supplier<byte[]> content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        AppendBuffer wrap = AppendBuffer.wrap(Guards.bytes(20_000), 7, 19_000);
        AppendBuffer growing = AppendBuffer.growing(0, 20_000);
        AppendBuffer borrowed = BufferPool.shared().borrow();
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer draining = AppendBuffer.draining((src, from, to) -> drained.write(src, from, to - from), 12_000);
        return Stream.of(
                new Kind("wrap", wrap, wrap::toByteArray),
                new Kind("growing", growing, growing::toByteArray),
                new Kind("borrowed", borrowed, borrowed::toByteArray),
                new Kind("draining", draining, () -> {
                    draining.close();
                    return drained.toByteArray();
                }),
                opened("heap ByteBuf", Unpooled.buffer(0)),
                opened("direct ByteBuf", Unpooled.directBuffer(16)),
                opened("composite ByteBuf", Unpooled.compositeBuffer()),
                opened(
                        "composite that loses its array",
                        Unpooled.compositeBuffer()
                                .addComponent(Unpooled.buffer(8).writerIndex(8))));
    }

    private static Kind opened(String name, ByteBuf buffer) {
        AppendBuffer out = ByteBufAppend.open(buffer);
        return new Kind(name, out, () -> {
            out.close();
            byte[] content = new byte[buffer.readableBytes()];
            buffer.readBytes(content).release();
            return content;
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nestedMessagesAreFilledInFromWithin(Kind kind) {
        AppendBuffer out = kind.out();
        String body = "0123456789".repeat(500);
        int outer = out.appendAscii("Q").reserve(4);
        int inner = out.appendAscii("<").reserve(3);
        int chunk = out.appendAscii(body).reserve(8);
        int count = out.appendAscii(body).reserve(5);
        assertThat(out.lengthSince(count)).isZero();
        out.patchVarLong(count, 300);
        assertThat(out.lengthSince(chunk)).isEqualTo(5_005);
        out.patchHexPadded(chunk, out.lengthSince(chunk));
        out.patchLittleEndian(inner, out.lengthSince(inner)).appendAscii(">");
        out.patchBigEndian(outer, out.lengthSince(outer) + 4);
        int last = out.reserve(6);
        out.patchZeroPadded(last, -42);
        out.patchBytes(out.reserve(2), "-ok-".getBytes(ISO_8859_1), 1, 3);
        byte[] expected = ("Q\0\0\47\46<\35\47\0" + body + "0000138d" + body + "\u00AC\u0082\u0080\u0080\0>-00042ok")
                .getBytes(ISO_8859_1);
        assertThat(new String(kind.content().get(), ISO_8859_1)).isEqualTo(new String(expected, ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theOrderOfFillingInDoesNotMatter(Kind kind) {
        AppendBuffer out = kind.out();
        int[] marks = new int[20];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = out.appendAscii("x".repeat(300)).reserve(2);
        }
        for (int i = 0; i < marks.length; i++) {
            int at = i * 7 % marks.length;
            out.patchZeroPadded(marks[at], at);
            assertThatIllegalArgumentException().isThrownBy(() -> out.patchZeroPadded(marks[at], 1));
            assertThatIllegalArgumentException().isThrownBy(() -> out.lengthSince(marks[at]));
        }
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < marks.length; i++) {
            expected.append("x".repeat(300)).append(String.format("%02d", i));
        }
        assertThat(new String(kind.content().get(), ISO_8859_1)).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMarkThatWasCutIsRefused(Kind kind) {
        AppendBuffer out = kind.out();
        int kept = out.appendAscii("ab").reserve(2);
        int cut = out.reserve(2);
        out.appendAscii("cd").truncate(5);
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchBigEndian(cut, 1));
        out.appendAscii("ef");
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchBigEndian(cut, 1));
        out.patchBytes(kept, new byte[] {'o', 'k'}, 0, 2);
        assertThat(kind.content().get()).isEqualTo("abok\0ef".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatDoesNotFitIsRefusedAndTheReservationStays(Kind kind) {
        AppendBuffer out = kind.out();
        int mark = out.reserve(2);
        for (Runnable call : new Runnable[] {
            () -> out.patchBigEndian(mark, 65_536),
            () -> out.patchBigEndian(mark, -32_769),
            () -> out.patchLittleEndian(mark, 65_536),
            () -> out.patchZeroPadded(mark, 100),
            () -> out.patchZeroPadded(mark, -10),
            () -> out.patchHexPadded(mark, 256),
            () -> out.patchVarLong(mark, 1 << 14),
            () -> out.patchVarLong(mark, -1),
            () -> out.patchBytes(mark, new byte[3], 0, 3),
            () -> out.patchBytes(mark, new byte[3], 0, 1),
            () -> out.patchBigEndian(mark + 1, 1)
        }) {
            assertThatIllegalArgumentException().isThrownBy(call::run);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> out.patchBytes(mark, new byte[3], 2, 4));
        assertThatNullPointerException().isThrownBy(() -> out.patchBytes(mark, null, 0, 2));
        for (int length : new int[] {0, -1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> out.reserve(length));
        }
        int nine = out.reserve(9);
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchLittleEndian(nine, 1));
        int seventeen = out.reserve(17);
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchHexPadded(seventeen, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchVarLong(seventeen, 1));
        int long65 = out.reserve(65);
        assertThatIllegalArgumentException().isThrownBy(() -> out.patchZeroPadded(long65, 1));
        out.truncate(2).patchLittleEndian(mark, -2);
        assertThat(kind.content().get()).containsExactly(0xFE, 0xFF);
    }

    /** A reserved byte is zero until it is filled in, whatever lay there. */
    @Test
    void reservedBytesTellNothing() {
        byte[] array = Guards.bytes(20);
        AppendBuffer out = AppendBuffer.wrap(array, 2, 18);
        out.reserve(16);
        assertThat(Arrays.copyOfRange(array, 2, 18)).containsOnly(0);
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> out.reserve(1));
        Guards.check(array, 2, 18);
    }

    @Test
    void integersOfEveryWidthAreTheOnesOfByteBuffer() {
        AppendBuffer out = AppendBuffer.growing(8, 8);
        for (long value : new long[] {0, 1, 0x7F, 0x80, 0x1234_5678_9ABCL, -1, -128, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] big = ByteBuffer.allocate(8).putLong(value).array();
            for (int width = 1; width <= 8; width++) {
                byte[] expected = Arrays.copyOfRange(big, 8 - width, 8);
                BigInteger signed = new BigInteger(expected);
                BigInteger unsigned = new BigInteger(1, expected);
                BigInteger exact = BigInteger.valueOf(value);
                int mark = out.clear().reserve(width);
                if (exact.equals(signed) || exact.equals(unsigned)) {
                    assertThat(out.patchBigEndian(mark, value).toByteArray()).isEqualTo(expected);
                    int again = out.clear().reserve(width);
                    byte[] little = out.patchLittleEndian(again, value).toByteArray();
                    for (int i = 0; i < width; i++) {
                        assertThat(little[i]).isEqualTo(expected[width - 1 - i]);
                    }
                } else {
                    assertThatIllegalArgumentException().isThrownBy(() -> out.patchBigEndian(mark, value));
                    assertThatIllegalArgumentException().isThrownBy(() -> out.patchLittleEndian(mark, value));
                }
            }
        }
    }

    @Test
    void paddedVarintsHaveTheValueOfShortOnes() {
        AppendBuffer out = AppendBuffer.growing(10, 10);
        for (long value : new long[] {0, 1, 127, 128, 300, 1L << 35, Long.MAX_VALUE, -1}) {
            for (int width = Append.varLongLength(value); width <= 10; width++) {
                byte[] bytes =
                        out.patchVarLong(out.clear().reserve(width), value).toByteArray();
                BigInteger decoded = BigInteger.ZERO;
                for (int i = 0; i < width; i++) {
                    assertThat(bytes[i] < 0).isEqualTo(i < width - 1);
                    decoded = decoded.add(BigInteger.valueOf(bytes[i] & 0x7F).shiftLeft(7 * i));
                }
                assertThat(Texts.varint(decoded)).isEqualTo(Texts.varint(new BigInteger(Long.toUnsignedString(value))));
            }
        }
    }

    @Test
    void aSinkGetsNothingBehindAReservation() {
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer out = AppendBuffer.draining((src, from, to) -> drained.write(src, from, to - from), 16);
        int mark = out.appendAscii("before").reserve(2);
        out.appendAscii("12345678").appendAscii("9012");
        assertThat(drained).hasToString("before");
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> out.appendAscii("345"))
                .withMessageContaining("needs 3 bytes");
        out.patchZeroPadded(mark, out.lengthSince(mark)).appendAscii("345").close();
        assertThat(drained).hasToString("before12123456789012345");
    }

    @Test
    void aDrainingCursorThatIsClosedWithAReservationIsBroken() {
        StringBuilder told = new StringBuilder();
        AppendBuffer out = AppendBuffer.draining(
                new Sink() {
                    @Override
                    public void drain(byte[] src, int from, int to) {
                        told.append("drained");
                    }

                    @Override
                    public void abort(Throwable cause) {
                        told.append(cause.getMessage());
                    }
                },
                16);
        out.appendAscii("x").reserve(1);
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("not filled in");
        assertThat(told).hasToString("reserved bytes were not filled in");
        out.close();
    }

    /** What is borrowed, opened or aimed again has no reservations of before. */
    @Test
    void aCursorThatIsUsedAgainKnowsNoMarksOfBefore() {
        BufferPool pool = BufferPool.builder().checked(false).build();
        for (int i = 0; i < 3; i++) {
            AppendBuffer out = pool.borrow().appendAscii("1234");
            assertThatIllegalArgumentException().isThrownBy(() -> out.patchBigEndian(0, 1));
            out.clear();
            for (int j = 0; j < 50; j++) {
                out.reserve(1);
            }
            assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("not filled in");
        }
        AppendBuffer wrap = AppendBuffer.wrap(new byte[8], 0, 8);
        wrap.reserve(2);
        wrap.reset(new byte[8], 0, 8).appendAscii("1234");
        assertThatIllegalArgumentException().isThrownBy(() -> wrap.patchBigEndian(0, 1));
    }

    /** Content with bytes that mean nothing yet is not handed out, and stays as it is. */
    @Test
    void contentWithAReservationIsNotHandedOut() throws IOException {
        AppendBuffer out = AppendBuffer.growing(8, 8).appendAscii("ab");
        int mark = out.reserve(2);
        byte[] copy = Guards.bytes(8);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (ThrowingCallable call : new ThrowingCallable[] {
            out::toByteArray,
            out::array,
            out::asByteBuffer,
            () -> out.toString(ISO_8859_1),
            () -> out.copyTo(copy, 0),
            () -> out.writeTo(stream)
        }) {
            assertThatIllegalStateException().isThrownBy(call).withMessageContaining("not filled in");
        }
        Guards.check(copy, 0, 0);
        assertThat(stream.size()).isZero();
        // Neither a wrapping nor a growing cursor minds.
        out.close();
        AppendBuffer wrap = AppendBuffer.wrap(copy, 0, 8);
        wrap.reserve(1);
        wrap.close();
        assertThat(out).hasToString("AppendBuffer[length=4, capacity=8]");
        assertThat(out.patchBytes(mark, new byte[] {'c', 'd'}, 0, 2).toString(ISO_8859_1))
                .isEqualTo("abcd");
        out.reserve(1);
        assertThat(out.truncate(4).toByteArray()).hasSize(4);
    }

    @Test
    void aBorrowedCursorThatIsClosedWithAReservationGoesBack() {
        for (boolean checked : new boolean[] {false, true}) {
            BufferPool pool = BufferPool.builder().checked(checked).build();
            AppendBuffer out = pool.borrow().appendAscii("x");
            out.reserve(1);
            assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("not filled in");
            assertThatIllegalStateException().isThrownBy(() -> out.appendInt(1)).withMessageContaining("closed");
            // The checked mode drops one release in four.
            assertThat(pool.stats().idleItems() + pool.stats().drops(DropReason.RANDOM))
                    .isEqualTo(1);
            try (AppendBuffer next = pool.borrow()) {
                assertThat(next.length()).isZero();
                assertThat(next.appendAscii("y").toByteArray()).containsExactly('y');
            }
        }
    }

    @Test
    void aByteBufWhoseCursorIsClosedWithAReservationStaysAsItWas() {
        for (ByteBuf buffer :
                new ByteBuf[] {Unpooled.buffer(8), Unpooled.directBuffer(8), Unpooled.compositeBuffer()}) {
            ByteBufAppend.appendAscii(buffer, "before");
            AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("x".repeat(10_000));
            out.reserve(1);
            assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("not filled in");
            assertThat(buffer.toString(ISO_8859_1)).isEqualTo("before");
            assertThat(buffer.refCnt()).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("closed");
            assertThat(ByteBufAppend.appendInt(buffer, 7)).isEqualTo(1);
            assertThat(buffer.toString(ISO_8859_1)).isEqualTo("before7");
            buffer.release();
        }
    }

    /** The sink may have handed the array on; its bytes move when room is made behind a reservation. */
    @Test
    void bytesOfTheDrainingCursorsOwnArrayAreAppendedAsTheyWere() {
        byte[][] own = new byte[1][];
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer out = AppendBuffer.draining(
                (src, from, to) -> {
                    own[0] = src;
                    drained.write(src, from, to - from);
                },
                16);
        out.appendAscii("0123456789abcdef").appendAscii("ABCDEFGHIJ");
        int mark = out.reserve(2);
        String expected = new String(own[0], 4, 8, ISO_8859_1);
        out.appendBytes(own[0], 4, 12);
        out.patchBytes(mark, new byte[] {'o', 'k'}, 0, 2).close();
        assertThat(drained).hasToString("0123456789abcdefABCDEFGHIJok" + expected);
    }

    /** A mark is the low 32 bits of a position. */
    @Test
    void marksBeyondAnIntAreFilledInToo() {
        AppendBuffer out = AppendBuffer.draining((src, from, to) -> {}, 1 << 20);
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 2_049; i++) {
            out.appendBytes(megabyte);
        }
        int mark = out.reserve(2);
        assertThat(mark).isNegative();
        assertThat(out.appendAscii("abc").lengthSince(mark)).isEqualTo(3);
        out.patchBigEndian(mark, 3).close();
    }
}
