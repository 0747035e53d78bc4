// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.testing.Guards;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Binary numbers against {@code DataOutputStream} and Netty; bytes that are UTF-8 already against the JDK's decoder.
 */
class BinaryOracleTest {
    private static final int ROUNDS = 20_000;

    /** Each byte with which the table of well-formed sequences begins a row, ends one, or has nothing to do. */
    private static final int[] BOUNDARIES = {
        0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
        0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };

    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private final CharBuffer chars = CharBuffer.allocate(256);

    @Test
    void bigEndianNumbersAreTheOnesOfDataOutputStream() throws IOException {
        Random random = new Random(11);
        AppendBuffer out = AppendBuffer.growing(64, 64);
        for (int i = 0; i < ROUNDS; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            double number = Double.longBitsToDouble(value);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(expected);
            data.write((int) value);
            data.writeShort((int) value);
            data.write((int) (value >> 16));
            data.writeShort((int) value);
            data.writeInt((int) value);
            data.writeLong(value);
            // The stream writes every NaN alike.
            data.writeFloat(Double.isNaN(number) ? Float.NaN : (float) number);
            data.writeDouble(Double.isNaN(number) ? Double.NaN : number);
            out.clear()
                    .appendByte((int) value)
                    .appendShortBigEndian((int) value)
                    .appendMediumBigEndian((int) value)
                    .appendIntBigEndian((int) value)
                    .appendLongBigEndian(value)
                    .appendFloatBigEndian(Double.isNaN(number) ? Float.NaN : (float) number)
                    .appendDoubleBigEndian(Double.isNaN(number) ? Double.NaN : number);
            assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void bothByteOrdersAreTheOnesOfNetty() {
        Random random = new Random(12);
        AppendBuffer out = AppendBuffer.growing(64, 64);
        ByteBuf expected = Unpooled.buffer(64);
        for (int i = 0; i < ROUNDS; i++) {
            int value = random.nextInt() >> random.nextInt(32);
            long wide = random.nextLong() >> random.nextInt(64);
            expected.clear()
                    .writeShort(value)
                    .writeShortLE(value)
                    .writeMedium(value)
                    .writeMediumLE(value)
                    .writeInt(value)
                    .writeIntLE(value)
                    .writeLong(wide)
                    .writeLongLE(wide)
                    .writeFloat(Float.intBitsToFloat(value))
                    .writeDouble(Double.longBitsToDouble(wide));
            out.clear()
                    .appendShortBigEndian(value)
                    .appendShortLittleEndian(value)
                    .appendMediumBigEndian(value)
                    .appendMediumLittleEndian(value)
                    .appendIntBigEndian(value)
                    .appendIntLittleEndian(value)
                    .appendLongBigEndian(wide)
                    .appendLongLittleEndian(wide)
                    .appendFloatBigEndian(Float.intBitsToFloat(value))
                    .appendDoubleBigEndian(Double.longBitsToDouble(wide));
            assertThat(Unpooled.wrappedBuffer(out.asByteBuffer())).isEqualTo(expected);
        }
        expected.release();
    }

    @Test
    void sequencesOfBoundaryBytesAreJudgedAsTheDecoderDoes() {
        checkAllFrom(0, new byte[4]);
    }

    private void checkAllFrom(int index, byte[] four) {
        for (int boundary : BOUNDARIES) {
            four[index] = (byte) boundary;
            check(four, 0, index + 1);
            if (index + 1 < four.length) {
                checkAllFrom(index + 1, four);
            }
        }
    }

    /** One wrong byte, at every place of a text, also where eight bytes are looked at together. */
    @Test
    void aWrongByteIsFoundWhereverItStands() {
        byte[] text = "plain ASCII, naïve €5 𝄞 clef, long enough for words of eight: żółć".getBytes(UTF_8);
        for (int i = 0; i < text.length; i++) {
            byte[] changed = text.clone();
            for (int wrong : BOUNDARIES) {
                changed[i] = (byte) wrong;
                check(changed, 0, changed.length);
                check(changed, Math.max(0, i - 5), Math.min(changed.length, i + 2));
            }
        }
    }

    private void check(byte[] src, int from, int to) {
        int expected = malformedAt(src, from, to);
        if (expected < 0) {
            if (Append.utf8Length(src, from, to) != to - from) {
                throw new AssertionError("another length than that of the bytes");
            }
            return;
        }
        try {
            Append.utf8Length(src, from, to);
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().equals("the bytes from index " + expected + " on are not UTF-8")) {
                throw new AssertionError("malformed at " + expected, e);
            }
            return;
        }
        throw new AssertionError("malformed at " + expected + " but accepted");
    }

    private int malformedAt(byte[] src, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(src, from, to - from);
        CoderResult result = decoder.reset().decode(in, chars.clear(), true);
        assertThat(result.isOverflow()).isFalse();
        return result.isError() ? in.position() : -1;
    }

    @Test
    void whatIsNotUtf8LeavesTheTargetAsItWas() {
        byte[] bad = {'o', 'k', (byte) 0xC3, 'x'};
        byte[] array = Guards.bytes(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Append.appendUtf8(array, 2, bad, 0, 4))
                .withMessageContaining("index 2");
        Guards.check(array, 0, 0);
        AppendBuffer out = AppendBuffer.growing(16, 16).appendAscii("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> out.appendUtf8(bad, 1, 3))
                .withMessageContaining("index 2");
        assertThat(out.length()).isEqualTo(1);
        for (int[] range : new int[][] {{-1, 2}, {3, 2}, {0, 5}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> out.appendUtf8(bad, range[0], range[1]));
        }
    }
}
