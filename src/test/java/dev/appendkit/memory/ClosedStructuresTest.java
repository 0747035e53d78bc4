// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.testing.Signatures;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every public method of a closed structure, by reflection, so that none can be forgotten. */
class ClosedStructuresTest {
    private static final MemoryBudget BUDGET = MemoryBudget.unlimited();

    private static Object argument(Class<?> type) {
        if (type == byte[].class) {
            return new byte[100];
        }
        if (type == OutputStream.class) {
            return new ByteArrayOutputStream();
        }
        if (type == CharSequence.class) {
            return "x";
        }
        return type == long.class ? (Object) 7L : (Object) 0;
    }

    private static void closed(AutoCloseable structure, Set<String> still) throws Exception {
        structure.close();
        Set<String> called = new TreeSet<>();
        for (Method method : structure.getClass().getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers())
                    || Modifier.isStatic(method.getModifiers())
                    || method.isSynthetic()) {
                continue;
            }
            called.add(method.getName());
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(ClosedStructuresTest::argument)
                    .toArray();
            if (still.contains(method.getName())) {
                Object answer = Signatures.call(method, structure, arguments);
                assertThat(answer).as(method.toString()).isIn(null, 0, 0L, false);
                continue;
            }
            assertThatIllegalStateException()
                    .as(method.toString())
                    .isThrownBy(() -> Signatures.call(method, structure, arguments))
                    .withMessageContaining("closed");
        }
        assertThat(called).hasSizeGreaterThan(6).containsAll(still);
        assertThat(BUDGET.used()).isZero();
    }

    @Test
    void everyMethodThrows() throws Exception {
        Slab slab = new Slab(16, 1_024, 2, BUDGET);
        slab.decRef(slab.alloc(7));
        closed(slab, Set.of("owns", "close"));
        Region region = new Region(1_024, BUDGET);
        region.alloc(7);
        closed(region, Set.of());
        RecordVector vector = new RecordVector(8, BUDGET);
        vector.add();
        closed(vector, Set.of("size", "close"));
        LongMap longs = new LongMap(8, BUDGET);
        longs.put(7);
        longs.put(0);
        closed(longs, Set.of("size", "close"));
        BytesMap bytes = new BytesMap(8, 10, BUDGET);
        bytes.put("x");
        closed(bytes, Set.of("size", "close"));
        RetryQueue queue = new RetryQueue(8, 10, BUDGET);
        queue.offer(new byte[8], 0, 1, 0);
        closed(queue, Set.of("size", "close"));
    }

    /** The control: an open structure's methods do not throw that. */
    @Test
    void anOpenStructureAnswers() {
        List<Integer> sizes = List.of(
                new LongMap(8, BUDGET).valueBytes(),
                new BytesMap(9, 10, BUDGET).valueBytes(),
                new RecordVector(10, BUDGET).recordBytes(),
                new RetryQueue(8, 10, BUDGET).itemBytes());
        assertThat(sizes).containsExactly(8, 9, 10, 20);
    }
}
