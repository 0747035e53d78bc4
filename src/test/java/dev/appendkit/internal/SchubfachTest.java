// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The exact search is asked for few values only; here it has to answer those too that the estimates settle. */
final class SchubfachTest {

    private static final long FRACTION_MASK = (1L << 52) - 1;

    private final byte[] dst = new byte[ShortestDouble.SPILL_ROOM];

    @Test
    void agreesWithTheEstimateOfDoubles() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 50_000; i++) {
            // Normal numbers, no power of two.
            long fraction = random.nextLong(1, 1L << 52);
            int biased = random.nextInt(1, 2047);
            int end = ShortestDouble.appendSpill(dst, 0, Double.longBitsToDouble((long) biased << 52 | fraction));
            int q = biased - 1075;
            assertThat(value(q, Schubfach.shortest(q, fraction | (FRACTION_MASK + 1), false, 3, 1)))
                    .isEqualByComparingTo(text(end));
        }
    }

    @Test
    void agreesWithTheEstimateOfFloats() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50_000; i++) {
            int fraction = random.nextInt(1, 1 << 23);
            int biased = random.nextInt(1, 255);
            int end = ShortestFloat.appendSpill(dst, 0, Float.intBitsToFloat(biased << 23 | fraction));
            int q = biased - 150;
            assertThat(value(q, Schubfach.shortest(q, fraction | 1 << 23, false, 8, 1)))
                    .isEqualByComparingTo(text(end));
        }
    }

    @Test
    void fillsUpToTheMinimum() {
        // 3 * 2^-1074 = 1.48E-323, whose two digits 15 stand for 10^-324.
        long decimal = Schubfach.shortest(-1074, 3, false, 3, 10_000);
        assertThat(Schubfach.digits(decimal)).isEqualTo(15_000);
        assertThat(Schubfach.scale(decimal)).isEqualTo(3);
    }

    private BigDecimal text(int end) {
        return new BigDecimal(new String(dst, 0, end, StandardCharsets.US_ASCII));
    }

    private static BigDecimal value(int q, long decimal) {
        int scale = Schubfach.scale(decimal) - PowersOfTen.floorLog10OfPowerOf2(q);
        return BigDecimal.valueOf(Schubfach.digits(decimal), scale);
    }
}
