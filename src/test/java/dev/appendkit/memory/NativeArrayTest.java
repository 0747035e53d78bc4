// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeArrayTest {
    @Test
    void sizeOrderAndAlignment() {
        for (int alignment = 8; alignment <= 4_096; alignment *= 2) {
            for (int bytes : new int[] {0, 1, 7, 8, 100, 4_097}) {
                NativeArray array = NativeArray.allocate(bytes, alignment);
                ByteBuffer buffer = array.buffer();
                assertThat(array.bytes()).isEqualTo(bytes).isEqualTo(buffer.remaining());
                assertThat(buffer.isDirect()).isTrue();
                assertThat(buffer.order()).isEqualTo(ByteOrder.nativeOrder());
                assertThat(buffer.alignmentOffset(0, alignment)).isZero();
                while (buffer.hasRemaining()) {
                    assertThat(buffer.get()).isZero();
                }
                assertThat(array.buffer().position()).isZero();
            }
        }
        for (int alignment : new int[] {0, 4, 9, 24, 8_192, -8, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> NativeArray.allocate(8, alignment));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NativeArray.allocate(-1, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> NativeArray.allocate(Integer.MAX_VALUE, 8));
    }

    @Test
    void elementsAreThoseOfTheBuffer() {
        NativeArray array = NativeArray.allocate(36, 8);
        ByteBuffer buffer = array.buffer();
        array.setInt(8, -7);
        assertThat(buffer.getInt(32)).isEqualTo(-7).isEqualTo(array.getInt(8));
        array.setLong(3, Long.MIN_VALUE);
        assertThat(buffer.getLong(24)).isEqualTo(Long.MIN_VALUE).isEqualTo(array.getLong(3));
        array.setFloat(1, Float.intBitsToFloat(0x7FA0_0001));
        assertThat(buffer.getInt(4)).isEqualTo(0x7FA0_0001);
        array.setDouble(1, Double.longBitsToDouble(0x7FF0_0000_0000_0001L));
        assertThat(buffer.getLong(8)).isEqualTo(0x7FF0_0000_0000_0001L);
        assertThat(array.addInt(8, 9)).isEqualTo(2).isEqualTo(array.getInt(8));
        assertThat(array.addLong(3, -1)).isEqualTo(Long.MAX_VALUE);
        array.setFloat(0, 1);
        assertThat(array.addFloat(0, 0.5f)).isEqualTo(1.5f).isEqualTo(array.getFloat(0));
        array.setDouble(2, 1);
        assertThat(array.addDouble(2, 0.5)).isEqualTo(1.5).isEqualTo(array.getDouble(2));
        assertThat(array.atomicAddInt(8, 5)).isEqualTo(7);
        assertThat(array.atomicAddLong(3, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(array.atomicAddFloat(0, 1)).isEqualTo(2.5f);
        assertThat(array.atomicAddDouble(2, 1)).isEqualTo(2.5);
    }

    @Test
    void outside() {
        NativeArray array = NativeArray.allocate(36, 8);
        for (int index : new int[] {-1, 9, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            for (Runnable call : List.<Runnable>of(
                    () -> array.getInt(index),
                    () -> array.setFloat(index, 1),
                    () -> array.addInt(index, 1),
                    () -> array.atomicAddInt(index, 1),
                    () -> array.atomicAddFloat(index, 1))) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
            }
        }
        // The last half is no long.
        for (Runnable call : List.<Runnable>of(
                () -> array.getLong(4),
                () -> array.setDouble(4, 1),
                () -> array.addLong(4, 1),
                () -> array.atomicAddLong(4, 1),
                () -> array.atomicAddDouble(4, 1))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
        }
    }

    @Test
    void sumsOfFourThreads() throws InterruptedException {
        NativeArray array = NativeArray.allocate(32, 64);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    array.atomicAddInt(0, 1);
                    array.atomicAddFloat(1, 1);
                    array.atomicAddLong(1, 3);
                    array.atomicAddDouble(2, 0.5);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(array.getInt(0)).isEqualTo(80_000);
        assertThat(array.getFloat(1)).isEqualTo(80_000);
        assertThat(array.getLong(1)).isEqualTo(240_000);
        assertThat(array.getDouble(2)).isEqualTo(40_000);
    }
}
