// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Allocations;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ring, the retry queue and the native array allocate nothing in steady state. */
@Tag("alloc")
class QueueAllocationTest {
    private final byte[] bytes = new byte[1_024];
    private long sum;

    @Test
    void noCallOfARingAllocates() {
        SpscRing ring = new SpscRing(16, 32);
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("claim, publish, peek, release", () -> {
            LittleEndian.putLong(ring.array(), ring.claim(), sum);
            ring.publish();
            sum += LittleEndian.getLong(ring.array(), ring.peek());
            ring.release();
        });
        calls.put("push, pop", () -> {
            ring.push(bytes, 0, 20);
            sum += ring.pop(bytes, 0, 40);
        });
        calls.put("the getters", () -> sum += ring.capacity() + ring.recordBytes());
        calls.forEach(Allocations::assertNone);
    }

    @Test
    void noCallOfARetryQueueAllocatesOnceItHasItsMemory() {
        RetryQueue queue = new RetryQueue(20, 64, MemoryBudget.unlimited());
        long[] now = {0};
        Runnable cycle = () -> {
            now[0]++;
            for (int i = 1; i <= 20; i++) {
                queue.offer(bytes, 0, now[0] + 2L * i, i);
            }
            queue.offer(bytes, 0, now[0] - 1, 0);
            while (queue.poll(now[0], 0, bytes, 0, 7) == 7) {
                sum++;
            }
            sum += queue.nextDueSecond() + queue.size() + queue.itemBytes();
        };
        Allocations.assertNone("offer, poll, nextDueSecond, size", cycle);
    }

    @Test
    void noCallOfANativeArrayAllocates() {
        NativeArray array = NativeArray.allocate(64, 64);
        Allocations.assertNone("get, set, add, atomicAdd", () -> {
            array.setInt(0, array.getInt(1) + array.addInt(2, 3) + array.atomicAddInt(3, 4));
            array.setLong(2, array.getLong(3) + array.addLong(4, 3) + array.atomicAddLong(5, 4));
            array.setFloat(4, array.getFloat(5) + array.addFloat(6, 3) + array.atomicAddFloat(7, 4));
            array.setDouble(4, array.getDouble(5) + array.addDouble(6, 3) + array.atomicAddDouble(7, 4));
            sum += array.bytes();
        });
    }

    /** The control. */
    @Test
    void aViewIsANewObject() {
        NativeArray array = NativeArray.allocate(64, 64);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone(
                        "buffer", () -> sum += array.buffer().capacity()));
    }
}
