// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import org.junit.jupiter.api.Test;

class GuestTest {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    @Test
    void twoGuestsOfACursorDoNotKnowOfEachOther() {
        Guest<StringBuilder> text = new Guest<>(StringBuilder::new);
        Guest<int[]> numbers = new Guest<>(() -> new int[1]);
        AppendBuffer cursor = AppendBuffer.growing(8, 8);
        int[] kept = ACCESS.guest(cursor, numbers);
        StringBuilder builder = ACCESS.guest(cursor, text);
        for (int i = 0; i < 3; i++) {
            assertThat(ACCESS.guest(cursor, numbers)).isSameAs(kept);
            assertThat(ACCESS.guest(cursor, text)).isSameAs(builder);
        }
        assertThat(ACCESS.guest(AppendBuffer.growing(8, 8), numbers)).isNotSameAs(kept);
    }
}
