// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.BufferOverflowException;
import org.junit.jupiter.api.Test;

/** A cursor asks for room only when it has too little; the storage must not rely on that, or it grows for nothing. */
final class GrowingStorageTest {
    @Test
    void roomThatIsThereIsKept() {
        GrowingStorage storage = new GrowingStorage(16, 64);
        byte[] array = storage.array;
        for (int needed = 0; needed <= 12; needed++) {
            storage.makeRoom(4, needed);
            assertThat(storage.array).isSameAs(array);
            assertThat(storage.position).isEqualTo(4);
            assertThat(storage.limit).isEqualTo(16);
        }
    }

    @Test
    void itDoublesOrGrowsToWhatIsNeededAndNoFurtherThanTheMaximum() {
        for (int needed = 13; needed <= 60; needed++) {
            GrowingStorage storage = new GrowingStorage(16, 64);
            storage.array[3] = 7;
            storage.makeRoom(4, needed);
            assertThat(storage.array).hasSize(Math.max(32, 4 + needed));
            assertThat(storage.limit).isEqualTo(storage.array.length);
            assertThat(storage.array[3]).isEqualTo((byte) 7);
        }
        GrowingStorage odd = new GrowingStorage(40, 64);
        odd.makeRoom(40, 1);
        assertThat(odd.array).hasSize(64);
    }

    @Test
    void whatExceedsTheMaximumIsRefused() {
        for (long needed : new long[] {61, 1L << 32, Long.MAX_VALUE}) {
            GrowingStorage storage = new GrowingStorage(16, 64);
            assertThatExceptionOfType(BufferOverflowException.class)
                    .isThrownBy(() -> storage.makeRoom(4, needed))
                    .withMessage(
                            "the append needs " + needed + " bytes, but only 60 are free: position 4 of at most 64");
            assertThat(storage.array).hasSize(16);
        }
    }
}
