// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class RoomTest {
    @Test
    void everyPositionAndNeedAroundASmallArray() {
        byte[] dst = new byte[4];
        for (int pos = -6; pos <= 9; pos++) {
            for (int needed = 0; needed <= 9; needed++) {
                int at = pos;
                int bytes = needed;
                if (pos >= 0 && pos + needed <= 4) {
                    assertThatCode(() -> Room.check(dst, at, bytes)).doesNotThrowAnyException();
                    continue;
                }
                String message = pos < 0 || pos > 4
                        ? "position " + pos + " is outside 0 to 4"
                        : "the append needs " + needed + " bytes, but only " + (4 - pos) + " are free: position " + pos
                                + " of at most 4";
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> Room.check(dst, at, bytes))
                        .withMessage(message);
            }
        }
    }

    @Test
    void whatAnIntCannotCount() {
        byte[] dst = new byte[4];
        for (long needed : new long[] {1L << 32, (1L << 32) + 2, Long.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Room.check(dst, 1, needed))
                    .withMessageContaining("needs " + needed);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Room.check(dst, Integer.MAX_VALUE, 0))
                .withMessage("position 2147483647 is outside 0 to 4");
    }
}
