// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

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

    /**
     * Of so many digits each, a fifth of them negative; {@code 1-3} has as many of one digit as of two and of three.
     */
    static int[] ints(int count, String digits) {
        Random random = new Random(SEED);
        String[] ends = digits.split("-", -1);
        int fewest = Integer.parseInt(ends[0]);
        int most = Integer.parseInt(ends[ends.length - 1]);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(fewest, most + 1);
            int least = length == 1 ? 0 : (int) Math.pow(10, length - 1);
            int value = random.nextInt(least, (int) Math.pow(10, length));
            values[i] = random.nextInt(5) == 0 ? -value : value;
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

    /** Half prices, half ratios of full precision; a fifth is negative. */
    static float[] floats(int count) {
        Random random = new Random(SEED);
        float[] values = new float[count];
        for (int i = 0; i < count; ) {
            float magnitude = random.nextBoolean() ? (float) price(random) : random.nextFloat();
            float value = random.nextInt(5) == 0 ? -magnitude : magnitude;
            if (isCanonical(Float.toString(value), new BigDecimal(value), d -> d.floatValue() == value)) {
                values[i++] = value;
            }
        }
        return values;
    }

    /** Unscaled values of decimals: up to 15 digits, log-uniform, 20 % negative. */
    static long[] unscaled(int count) {
        Random random = new Random(SEED);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long magnitude = (long) Math.pow(10, random.nextDouble(0, 15));
            values[i] = random.nextInt(5) == 0 ? -magnitude : magnitude;
        }
        return values;
    }

    /** Scales of decimals, 0 to 6. */
    static int[] scales(int count) {
        Random random = new Random(SEED + 1);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(7);
        }
        return values;
    }

    static UUID[] uuids(int count) {
        Random random = new Random(SEED);
        UUID[] values = new UUID[count];
        for (int i = 0; i < count; i++) {
            values[i] = new UUID(random.nextLong(), random.nextLong());
        }
        return values;
    }

    /**
     * {@code ascii}, {@code accented} (each tenth char, at random, of Latin-1), {@code cjk} or {@code emoji} (each
     * eighth a pair), followed by the number of chars.
     */
    static String[] strings(int count, String kind) {
        Random random = new Random(SEED);
        String alphabet = kind.replaceAll("[0-9]", "");
        int length = Integer.parseInt(kind.substring(alphabet.length()));
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(length);
            while (text.length() < length) {
                text.appendCodePoint(codePoint(random, alphabet, length - text.length()));
            }
            values[i] = text.toString();
        }
        return values;
    }

    private static int codePoint(Random random, String alphabet, int room) {
        return switch (alphabet) {
            case "ascii" -> random.nextInt(' ', 0x7F);
            case "accented" -> random.nextInt(10) == 0 ? random.nextInt(0xE0, 0x100) : random.nextInt('a', 'z' + 1);
            case "cjk" -> random.nextInt(0x4E00, 0x9FFF);
            case "emoji" ->
                room > 1 && random.nextInt(8) == 0 ? random.nextInt(0x1F600, 0x1F640) : random.nextInt('a', 'z' + 1);
            default -> throw new IllegalArgumentException(alphabet);
        };
    }

    /**
     * Sources of SQL literals: {@code bytes64} and {@code bytes1024} without a special byte, {@code special64} with one
     * of about twenty, {@code string}: the text of the seed statement, its special chars at varying places.
     */
    static String[] escapes(int count, String kind) {
        Random random = new Random(SEED);
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            switch (kind) {
                case "bytes64", "bytes1024" -> {
                    int length = Integer.parseInt(kind.substring("bytes".length()));
                    while (text.length() < length) {
                        text.append((char) random.nextInt('a', 'z' + 1));
                    }
                }
                case "special64" -> {
                    while (text.length() < 64) {
                        text.append(random.nextInt(20) == 0 ? special(random) : (char) random.nextInt('a', 'z' + 1));
                    }
                }
                case "string" -> {
                    text.append("string containing special chars ");
                    for (char special : new char[] {'\'', '"', 7, 0}) {
                        text.insert(random.nextInt(text.length() + 1), special);
                    }
                }
                default -> throw new IllegalArgumentException(kind);
            }
            values[i] = text.toString();
        }
        return values;
    }

    private static char special(Random random) {
        return "'\\\0".charAt(random.nextInt(3));
    }

    private static boolean hasCanonicalText(double value) {
        return isCanonical(Double.toString(value), new BigDecimal(value), d -> d.doubleValue() == value);
    }

    /**
     * Whether {@code toString} writes the shortest and closest text. Before JDK 19 it sometimes does not (JDK-4511638);
     * such values are left out, so that the JDK's text is the expected one on every JDK.
     */
    private static boolean isCanonical(String written, BigDecimal exact, Predicate<BigDecimal> isRead) {
        BigDecimal text = new BigDecimal(written).stripTrailingZeros();
        int precision = text.precision();
        if (exact.round(new MathContext(precision, RoundingMode.HALF_EVEN)).compareTo(text) != 0) {
            return false;
        }
        return precision == 1
                || (!isRead.test(exact.round(new MathContext(precision - 1, RoundingMode.DOWN)))
                        && !isRead.test(exact.round(new MathContext(precision - 1, RoundingMode.UP))));
    }

    /**
     * Microseconds since the epoch, none a whole number of milliseconds (some peers write fewer digits then):
     * {@code random} between 1970 and 2100, or {@code clock}, about a thousand events a second from the first of 2026
     * on.
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
