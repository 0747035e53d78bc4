// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NativeArrayTest {
    @Test
    void everyAlignmentAndSizeHasAnAlignedAddressAndIsZero() {
        for (int alignment = 8; alignment <= 4_096; alignment *= 2) {
            for (int bytes : new int[] {0, 1, 7, 8, 9, 100, 4_096, 4_097}) {
                NativeArray array = NativeArray.allocate(bytes, alignment);
                ByteBuffer view = array.buffer();
                assertThat(array.bytes()).isEqualTo(bytes);
                assertThat(view.isDirect()).isTrue();
                assertThat(view.order()).isEqualTo(ByteOrder.nativeOrder());
                assertThat(view.position()).isZero();
                assertThat(view.limit()).isEqualTo(bytes);
                assertThat(view.capacity()).isEqualTo(bytes);
                assertThat(view.alignmentOffset(0, alignment)).isZero();
                while (view.hasRemaining()) {
                    assertThat(view.get()).isZero();
                }
                assertThat(array.buffer()).isNotSameAs(view);
            }
        }
    }

    @Test
    void elementsAreThoseOfAByteBufferInNativeOrder() {
        NativeArray array = NativeArray.allocate(64, 64);
        ByteBuffer expected = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            int ints = random.nextInt(16);
            int longs = random.nextInt(8);
            long bits = random.nextLong();
            switch (random.nextInt(12)) {
                case 0 -> {
                    array.setInt(ints, (int) bits);
                    expected.putInt(4 * ints, (int) bits);
                }
                case 1 -> {
                    array.setLong(longs, bits);
                    expected.putLong(8 * longs, bits);
                }
                case 2 -> {
                    array.setFloat(ints, Float.intBitsToFloat((int) bits));
                    expected.putInt(4 * ints, Float.floatToRawIntBits(Float.intBitsToFloat((int) bits)));
                }
                case 3 -> {
                    array.setDouble(longs, Double.longBitsToDouble(bits));
                    expected.putLong(8 * longs, Double.doubleToRawLongBits(Double.longBitsToDouble(bits)));
                }
                case 4 -> {
                    expected.putInt(4 * ints, expected.getInt(4 * ints) + (int) bits);
                    assertThat(array.addInt(ints, (int) bits)).isEqualTo(expected.getInt(4 * ints));
                }
                case 5 -> {
                    expected.putLong(8 * longs, expected.getLong(8 * longs) + bits);
                    assertThat(array.addLong(longs, bits)).isEqualTo(expected.getLong(8 * longs));
                }
                case 6 -> {
                    expected.putFloat(4 * ints, expected.getFloat(4 * ints) + i);
                    assertThat(array.addFloat(ints, i)).isEqualTo(Float.valueOf(expected.getFloat(4 * ints)));
                }
                case 7 -> {
                    expected.putDouble(8 * longs, expected.getDouble(8 * longs) + i);
                    assertThat(array.addDouble(longs, i)).isEqualTo(Double.valueOf(expected.getDouble(8 * longs)));
                }
                case 8 -> {
                    expected.putInt(4 * ints, expected.getInt(4 * ints) + (int) bits);
                    assertThat(array.atomicAddInt(ints, (int) bits)).isEqualTo(expected.getInt(4 * ints));
                }
                case 9 -> {
                    expected.putLong(8 * longs, expected.getLong(8 * longs) + bits);
                    assertThat(array.atomicAddLong(longs, bits)).isEqualTo(expected.getLong(8 * longs));
                }
                case 10 -> {
                    expected.putFloat(4 * ints, expected.getFloat(4 * ints) + 0.5f);
                    assertThat(array.atomicAddFloat(ints, 0.5f)).isEqualTo(Float.valueOf(expected.getFloat(4 * ints)));
                }
                default -> {
                    expected.putDouble(8 * longs, expected.getDouble(8 * longs) + 0.5);
                    assertThat(array.atomicAddDouble(longs, 0.5))
                            .isEqualTo(Double.valueOf(expected.getDouble(8 * longs)));
                }
            }
            assertThat(array.getInt(ints)).isEqualTo(expected.getInt(4 * ints));
            assertThat(array.getLong(longs)).isEqualTo(expected.getLong(8 * longs));
            assertThat(array.getFloat(ints)).isEqualTo(Float.valueOf(expected.getFloat(4 * ints)));
            assertThat(array.getDouble(longs)).isEqualTo(Double.valueOf(expected.getDouble(8 * longs)));
        }
        assertThat(array.buffer()).isEqualTo(expected);
    }

    @Test
    void bitsOfNaNsAreKept() {
        NativeArray array = NativeArray.allocate(16, 8);
        array.setDouble(0, Double.longBitsToDouble(0x7FF8_0000_1234_5678L));
        array.setFloat(2, Float.intBitsToFloat(0x7FC1_2345));
        assertThat(array.getLong(0)).isEqualTo(0x7FF8_0000_1234_5678L);
        assertThat(array.getInt(2)).isEqualTo(0x7FC1_2345);
    }

    @Test
    void anIndexOutsideIsRefusedByEveryMethod() {
        NativeArray array = NativeArray.allocate(15, 8);
        List<Runnable> calls = new ArrayList<>();
        for (int index : new int[] {-1, 3, 1 << 30, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            calls.add(() -> array.getInt(index));
            calls.add(() -> array.getFloat(index));
            calls.add(() -> array.setInt(index, 1));
            calls.add(() -> array.setFloat(index, 1));
            calls.add(() -> array.addInt(index, 1));
            calls.add(() -> array.addFloat(index, 1));
            calls.add(() -> array.atomicAddInt(index, 1));
            calls.add(() -> array.atomicAddFloat(index, 1));
        }
        for (int index : new int[] {-1, 1, 1 << 29, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            calls.add(() -> array.getLong(index));
            calls.add(() -> array.getDouble(index));
            calls.add(() -> array.setLong(index, 1));
            calls.add(() -> array.setDouble(index, 1));
            calls.add(() -> array.addLong(index, 1));
            calls.add(() -> array.addDouble(index, 1));
            calls.add(() -> array.atomicAddLong(index, 1));
            calls.add(() -> array.atomicAddDouble(index, 1));
        }
        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(call::run)
                        .withMessageContaining("outside"));
        assertThat(array.buffer()).isEqualTo(ByteBuffer.allocate(15));
    }

    @Test
    void theLimitsOfSizeAndAlignment() {
        for (int alignment : new int[] {0, 1, 4, 12, 8_192, -8, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NativeArray.allocate(8, alignment))
                    .withMessageContaining(Integer.toString(alignment));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NativeArray.allocate(-1, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> NativeArray.allocate(Integer.MAX_VALUE, 8));
    }

    @Test
    void atomicSumsOfThreadsLoseNothing() throws InterruptedException {
        NativeArray array = NativeArray.allocate(64, 64);
        int rounds = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    array.atomicAddInt(0, 1);
                    array.atomicAddLong(1, 3);
                    array.atomicAddFloat(4, 1);
                    array.atomicAddDouble(3, 0.5);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(array.getInt(0)).isEqualTo(4 * rounds);
        assertThat(array.getLong(1)).isEqualTo(12L * rounds);
        assertThat(array.getFloat(4)).isEqualTo(4f * rounds);
        assertThat(array.getDouble(3)).isEqualTo(2.0 * rounds);
    }
}
