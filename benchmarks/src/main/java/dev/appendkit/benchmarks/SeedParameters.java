// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * One parameter set of the seed statement.
 *
 * <p>{@link #random} draws sets of the seed's shape: the same types and lengths, with the special characters at varying
 * places. One set repeated would be learned by the branch predictor, which makes escaping loops look two to three times
 * faster than they are.
 */
@SuppressWarnings("ArrayRecordComponent") // the sets are bound, never compared
record SeedParameters(long id, double ratio, boolean flag, Instant at, byte[] blob, String text) {

    /** The statement, for every side of the comparison. */
    static final String SQL = "SELECT ?, ?, ?, ?, ?, ?";

    /** The seed itself. */
    static final SeedParameters SEED = new SeedParameters(
            42424242L,
            Math.PI,
            false,
            Instant.ofEpochSecond(1423411542L, 807015000L),
            "bytes containing special chars ' \" \u0007 \0".getBytes(StandardCharsets.US_ASCII),
            "string containing special chars ' \" \u0007 \0");

    private static final char[] SPECIALS = {'\'', '"', '\u0007', '\0'};

    /** The instant as the type that the drivers encode fastest: an Instant costs them more. */
    LocalDateTime atUtc() {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /** The seed, then {@code count - 1} sets that have its shape; the same ones in every run. */
    static SeedParameters[] random(int count) {
        Random random = new Random(20150208);
        SeedParameters[] sets = new SeedParameters[count];
        sets[0] = SEED;
        for (int i = 1; i < count; i++) {
            sets[i] = new SeedParameters(
                    random.nextLong(10_000_000L, 100_000_000L),
                    sixteenDigits(random),
                    random.nextBoolean(),
                    microsecondInstant(random),
                    textWithSpecials(random, SEED.blob.length).getBytes(StandardCharsets.US_ASCII),
                    textWithSpecials(random, SEED.text.length()));
        }
        return sets;
    }

    /**
     * A double in [1, 8) whose shortest text has 16 digits as π's has. The digits are drawn and parsed, and kept only
     * if {@code Double.toString} agrees, so that the JDK 17 printer (not always the shortest) and later ones write the
     * same text.
     */
    private static double sixteenDigits(Random random) {
        while (true) {
            String digits = random.nextInt(1, 8) + "." + random.nextLong(100_000_000_000_000L, 1_000_000_000_000_000L);
            double value = Double.parseDouble(digits);
            if (Double.toString(value).equals(digits) && !digits.endsWith("0")) {
                return value;
            }
        }
    }

    /** An instant between 1970 and 2038 that needs all six fraction digits: some drivers drop trailing zeros. */
    private static Instant microsecondInstant(Random random) {
        int micros = random.nextInt(100_000) * 10 + random.nextInt(1, 10);
        return Instant.ofEpochSecond(random.nextLong(0, 1L << 31), micros * 1000L);
    }

    /** Lower-case words, with each special character once at a random place. */
    private static String textWithSpecials(Random random, int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = random.nextInt(7) == 0 ? ' ' : (char) random.nextInt('a', 'z' + 1);
        }
        for (char special : SPECIALS) {
            int place = random.nextInt(length);
            while (chars[place] < ' ' || chars[place] == '\'' || chars[place] == '"') {
                place = random.nextInt(length);
            }
            chars[place] = special;
        }
        return new String(chars);
    }
}
