// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.internal.Base64Text;
import dev.appendkit.testing.Texts;
import dev.appendkit.testing.Written;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64 against the JDK, varints and zigzag against their definition in arithmetic. */
class EncodingOracleTest {
    private final Written written = new Written();

    @Test
    void allBytesAndShortsInBase64() {
        byte[] src = new byte[5];
        for (int i = 0; i < 1 << 16; i++) {
            // Also a byte that is not of the range on each side: it must not be looked at.
            src[0] = (byte) ~i;
            src[1] = (byte) (i >>> 8);
            src[2] = (byte) i;
            src[3] = (byte) (i >>> 4);
            src[4] = (byte) ~i;
            base64(src, 1, 2);
            base64(src, 1, 3);
            base64(src, 1, 4);
        }
    }

    @Test
    void everyLengthInBase64() {
        byte[] src = new byte[300];
        new SplittableRandom(42).nextBytes(src);
        for (int from = 0; from < 4; from++) {
            for (int to = from; to <= src.length; to++) {
                base64(src, from, to);
            }
        }
    }

    private void base64(byte[] src, int from, int to) {
        written.expect(Base64.getEncoder().encode(Arrays.copyOfRange(src, from, to)))
                .by(Append.appendBase64(written.array(), Written.START, src, from, to));
        written.byCursor(out -> out.appendBase64(src, from, to));
        assertThat(Append.base64Length(src, from, to)).isEqualTo((to - from + 2) / 3 * 4);
    }

    @Test
    void allShortsAsVarints() {
        for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
            check(value);
            check((long) value);
        }
    }

    @Test
    void powersOfTwoAndTheirNeighboursAsVarints() {
        for (int bit = 0; bit < 64; bit++) {
            for (long delta = -2; delta <= 2; delta++) {
                check((1L << bit) + delta);
                check((1 << bit) + (int) delta);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void randomVarints(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            check(value);
            check((int) value);
        }
    }

    private void check(int value) {
        written.expect(Texts.varint(BigInteger.valueOf(Integer.toUnsignedLong(value))))
                .by(Append.appendVarInt(written.array(), Written.START, value));
        written.byCursor(out -> out.appendVarInt(value));
        assertThat(Append.varIntLength(value)).isEqualTo(written.length());
        written.expect(Texts.varint(Texts.zigZag(value)))
                .by(Append.appendZigZagInt(written.array(), Written.START, value));
        written.byCursor(out -> out.appendZigZagInt(value));
        assertThat(Append.zigZagIntLength(value)).isEqualTo(written.length());
    }

    private void check(long value) {
        written.expect(Texts.varint(new BigInteger(Long.toUnsignedString(value))))
                .by(Append.appendVarLong(written.array(), Written.START, value));
        written.byCursor(out -> out.appendVarLong(value));
        assertThat(Append.varLongLength(value)).isEqualTo(written.length());
        written.expect(Texts.varint(Texts.zigZag(value)))
                .by(Append.appendZigZagLong(written.array(), Written.START, value));
        written.byCursor(out -> out.appendZigZagLong(value));
        assertThat(Append.zigZagLongLength(value)).isEqualTo(written.length());
    }

    /** What no array holds is refused in the library's own words; an int cannot count it. */
    @Test
    void lengthsBeyondAnIntAreCountedAndRefused() {
        assertThat(Base64Text.length(Integer.MAX_VALUE)).isEqualTo(2_863_311_532L);
        assertThat(Base64Text.length(1_610_612_734)).isEqualTo(1L << 31);
        assertThat(Checks.toInt(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Checks.toInt(1L << 31))
                .withMessageContaining("2147483648 bytes");
    }
}
