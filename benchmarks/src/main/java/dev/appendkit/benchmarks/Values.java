// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;

/** Realistic values with a fixed seed: the same ones for every side and in every run. */
final class Values {
    private static final long SEED = 20261121;

    private Values() {}

    /** Log-uniform magnitudes, 20 % negative. */
    static int[] ints(int count) {
        Random random = new Random(SEED);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int magnitude = random.nextInt() >>> random.nextInt(1, 32);
            values[i] = random.nextInt(5) == 0 ? -magnitude : magnitude;
        }
        return values;
    }

    /** Log-uniform magnitudes, 20 % negative. */
    static long[] longs(int count) {
        Random random = new Random(SEED);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long magnitude = random.nextLong() >>> random.nextInt(1, 64);
            values[i] = random.nextInt(5) == 0 ? -magnitude : magnitude;
        }
        return values;
    }

    /** {@code prices}, {@code digits17} (ratios with 16 or 17 digits) or {@code mixed}. */
    static double[] doubles(int count, String kind) {
        Random random = new Random(SEED);
        double[] values = new double[count];
        for (int i = 0; i < count; ) {
            double value =
                    switch (kind) {
                        case "prices" -> price(random);
                        case "digits17" -> random.nextDouble();
                        case "mixed" -> mixed(random);
                        default -> throw new IllegalArgumentException(kind);
                    };
            if (hasCanonicalText(value)) {
                values[i++] = value;
            }
        }
        return values;
    }

    /** Two fraction digits, up to 10,000, log-uniform. */
    private static double price(Random random) {
        return Math.round(Math.pow(10, random.nextDouble(1, 6))) / 100.0;
    }

    /**
     * 40 % prices, 20 % measurements of up to six digits, 20 % ratios, 20 % full precision over thirty decades; a fifth
     * is negative.
     */
    private static double mixed(Random random) {
        int kind = random.nextInt(10);
        double value;
        if (kind < 4) {
            value = price(random);
        } else if (kind < 6) {
            value = random.nextInt(1, 1_000_000) / Math.pow(10, random.nextInt(7));
        } else if (kind < 8) {
            value = random.nextDouble();
        } else {
            value = random.nextDouble(1, 10) * Math.pow(10, random.nextInt(-15, 15));
        }
        return random.nextInt(5) == 0 ? -value : value;
    }

    /**
     * Whether {@code Double.toString} writes the shortest and closest text. Before JDK 19 it sometimes does not
     * (JDK-4511638); such values are left out, so that the JDK's text is the expected one on every JDK.
     */
    private static boolean hasCanonicalText(double value) {
        BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        if (exact.round(new MathContext(text.precision(), RoundingMode.HALF_EVEN))
                        .compareTo(text)
                != 0) {
            return false;
        }
        return text.precision() == 1 || !parsesTo(value, exact, text.precision() - 1);
    }

    private static boolean parsesTo(double value, BigDecimal exact, int precision) {
        return exact.round(new MathContext(precision, RoundingMode.DOWN)).doubleValue() == value
                || exact.round(new MathContext(precision, RoundingMode.UP)).doubleValue() == value;
    }

    /**
     * Microseconds since the epoch, none a whole number of milliseconds (some peers write fewer digits then): {@code
     * random} between 1970 and 2100, or {@code clock}, about a thousand events a second from the first of 2026 on.
     */
    static long[] epochMicros(int count, String order) {
        Random random = new Random(SEED);
        long end = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() * 1_000;
        long clock = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long milli =
                    switch (order) {
                        case "random" -> random.nextLong(end);
                        case "clock" -> (clock += random.nextInt(2_000)) / 1_000;
                        default -> throw new IllegalArgumentException(order);
                    };
            values[i] = milli * 1_000 + random.nextInt(1, 1_000);
        }
        return values;
    }

    static LocalDateTime dateTime(long epochMicros) {
        long second = Math.floorDiv(epochMicros, 1_000_000L);
        int nano = (int) Math.floorMod(epochMicros, 1_000_000L) * 1_000;
        return LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    }
}
