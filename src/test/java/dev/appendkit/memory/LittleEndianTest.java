// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LittleEndianTest {
    /** A quiet and a signalling NaN with payloads among them. */
    private static final long[] BITS = {0, 1, -1, Long.MIN_VALUE, 0x7FF8_0000_1234_5678L, 0x7FF0_0000_7FA0_0001L};

    @Test
    void numbersAreThoseOfTheJdk() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] array = new byte[24];
        ByteBuffer jdk = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1_000; i++) {
            long bits = i < BITS.length ? BITS[i] : random.nextLong();
            int pos = i % 17;
            LittleEndian.putLong(array, pos, bits);
            assertThat(jdk.getLong(pos)).isEqualTo(bits).isEqualTo(LittleEndian.getLong(array, pos));
            LittleEndian.putInt(array, pos, (int) bits);
            assertThat(jdk.getInt(pos)).isEqualTo((int) bits).isEqualTo(LittleEndian.getInt(array, pos));
            double number = Double.longBitsToDouble(bits);
            LittleEndian.putDouble(array, pos, number);
            assertThat(jdk.getLong(pos)).isEqualTo(bits);
            assertThat(Double.doubleToRawLongBits(LittleEndian.getDouble(array, pos)))
                    .isEqualTo(bits);
            LittleEndian.putFloat(array, pos, Float.intBitsToFloat((int) bits));
            assertThat(jdk.getInt(pos)).isEqualTo((int) bits);
            assertThat(Float.floatToRawIntBits(LittleEndian.getFloat(array, pos)))
                    .isEqualTo((int) bits);
        }
    }

    @Test
    void sums() {
        byte[] array = new byte[9];
        assertThat(LittleEndian.addInt(array, 1, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(LittleEndian.addInt(array, 1, 1)).isEqualTo(Integer.MIN_VALUE);
        LittleEndian.putLong(array, 1, Long.MAX_VALUE);
        assertThat(LittleEndian.addLong(array, 1, 2)).isEqualTo(Long.MIN_VALUE + 1);
        LittleEndian.putFloat(array, 1, 0.5f);
        assertThat(LittleEndian.addFloat(array, 1, 1)).isEqualTo(1.5f);
        assertThat(LittleEndian.getFloat(array, 1)).isEqualTo(1.5f);
        LittleEndian.putDouble(array, 1, 0.5);
        assertThat(LittleEndian.addDouble(array, 1, -1)).isEqualTo(-0.5);
        assertThat(LittleEndian.getDouble(array, 1)).isEqualTo(-0.5);
    }

    @Test
    void outsideOfTheArray() {
        byte[] array = new byte[8];
        for (int pos : new int[] {-1, Integer.MIN_VALUE, 5, Integer.MAX_VALUE}) {
            for (Runnable call : List.<Runnable>of(
                    () -> LittleEndian.getInt(array, pos),
                    () -> LittleEndian.getLong(array, pos),
                    () -> LittleEndian.getFloat(array, pos),
                    () -> LittleEndian.getDouble(array, pos),
                    () -> LittleEndian.putInt(array, pos, -1),
                    () -> LittleEndian.putLong(array, pos, -1),
                    () -> LittleEndian.putFloat(array, pos, -1),
                    () -> LittleEndian.putDouble(array, pos, -1),
                    () -> LittleEndian.addInt(array, pos, -1),
                    () -> LittleEndian.addLong(array, pos, -1),
                    () -> LittleEndian.addFloat(array, pos, -1),
                    () -> LittleEndian.addDouble(array, pos, -1))) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
            }
        }
        assertThat(array).containsOnly(0);
        assertThatNullPointerException().isThrownBy(() -> LittleEndian.getInt(null, 0));
    }
}
