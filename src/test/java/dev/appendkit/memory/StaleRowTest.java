// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Without checked mode a row that was kept over a change gives anything, but an iteration from it ends. */
class StaleRowTest {
    @Test
    void anIterationOfBytesEnds() {
        SplittableRandom random = new SplittableRandom(1);
        // What looks like the length of a free entry, and like that of an entry of nothing.
        byte[][] fillings = {{-1}, {0}, {-1, -1, 0, 0, 0, 0, 0, 0}, {-1, -1, 0, 0, 0, 0}, {1, 0, -1, -1, 0}};
        for (int valueBytes : new int[] {0, 1, 6, 8, 40}) {
            for (byte[] filling : fillings) {
                BytesMap map = new BytesMap(valueBytes, 4_000, MemoryBudget.unlimited(), 1, 1 << 16, false);
                int rows = 0;
                for (int i = 0; i < 60; i++) {
                    byte[] key = new byte[i % 10 == 9 ? 2_000 : random.nextInt(60)];
                    for (int k = 0; k < key.length; k++) {
                        key[k] = random.nextInt(6) == 0 ? (byte) i : filling[k % filling.length];
                    }
                    long row = map.put(key, 0, key.length);
                    byte[] array = map.array(row);
                    for (int k = 0; k < valueBytes; k++) {
                        array[map.offset(row) + k] = filling[k % filling.length];
                    }
                    if (i % 3 == 0) {
                        map.remove(key, 0, key.length);
                    }
                }
                // Every place of every block, whether an entry begins there or not.
                for (long block = 0; block < 64; block++) {
                    for (long row = block << 20; isWithin(map, row); row++) {
                        rows += ends(map, row) ? 1 : 0;
                    }
                }
                assertThat(rows).isPositive();
            }
        }
    }

    private static boolean isWithin(BytesMap map, long row) {
        try {
            return map.array(row).length > 0;
        } catch (IndexOutOfBoundsException end) {
            return false;
        }
    }

    private static boolean ends(BytesMap map, long from) {
        long row = from;
        try {
            for (int steps = 0; row >= 0; steps++) {
                if (steps > 20_000) {
                    throw new AssertionError("no end from row " + from);
                }
                row = map.next(row);
            }
        } catch (IndexOutOfBoundsException allowed) {
            return false;
        }
        return true;
    }

    @Test
    void anIterationOfLongsEnds() {
        LongMap map = new LongMap(8, MemoryBudget.unlimited(), 1, 2_048, false);
        long[] rows = new long[500];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = map.put(i);
        }
        for (int i = 0; i < rows.length; i++) {
            if (i % 50 == 0) {
                map.remove(i);
                map.trim();
            }
            int steps = 0;
            try {
                for (long row = rows[i]; row >= 0; row = map.next(row)) {
                    assertThat(steps++).isLessThan(1_000);
                }
            } catch (IndexOutOfBoundsException allowed) {
                // Its segment is gone.
            }
        }
        assertThat(Arrays.stream(rows).distinct()).hasSizeGreaterThan(50);
    }
}
