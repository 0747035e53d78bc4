// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Varints of a length that was decided before the value, which the appends of reservations fill in. */
final class VarintsTest {
    @Test
    void aPaddedVarintHasItsLengthAndItsValue() {
        for (int bit = 0; bit < 64; bit++) {
            for (long delta = -2; delta <= 2; delta++) {
                long value = (1L << bit) + delta;
                for (int length = Varints.length(value); length <= Varints.MAX_LONG_LENGTH; length++) {
                    check(value, length);
                }
            }
        }
    }

    @Test
    void aSpilledVarintIsTheSame() {
        for (int bit = 0; bit < 64; bit++) {
            for (long delta = -2; delta <= 2; delta++) {
                long value = (1L << bit) + delta;
                byte[] dst = Guards.bytes(Varints.SPILL_ROOM + 6);
                byte[] exact = new byte[Varints.MAX_LONG_LENGTH];
                int length = Varints.append(exact, 0, value);
                assertThat(Varints.appendSpill(dst, 3, value)).isEqualTo(3 + length);
                assertThat(Arrays.copyOfRange(dst, 3, 3 + length)).isEqualTo(Arrays.copyOf(exact, length));
                Guards.check(dst, 3, 3 + Varints.SPILL_ROOM);
            }
        }
    }

    private static void check(long value, int length) {
        byte[] dst = Guards.bytes(20);
        assertThat(Varints.appendPadded(dst, 3, value, length)).isEqualTo(3 + length);
        Guards.check(dst, 3, 3 + length);
        BigInteger read = BigInteger.ZERO;
        for (int i = 0; i < length; i++) {
            read = read.add(BigInteger.valueOf(dst[3 + i] & 0x7F).shiftLeft(7 * i));
            assertThat(dst[3 + i] < 0).isEqualTo(i < length - 1);
        }
        assertThat(read).isEqualTo(new BigInteger(Long.toUnsignedString(value)));
    }
}
