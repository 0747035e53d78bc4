// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.Random;

/** Where the calls of a sequence come from: a fuzzer or chance. */
interface Choices {
    /** From 0 to {@code bound} - 1. */
    int below(int bound);

    long number();

    String text();

    /** Calls by chance, with the texts of {@link Strings}, some of them with a NUL. */
    static Choices random(Random random) {
        return new Choices() {
            @Override
            public int below(int bound) {
                return random.nextInt(bound);
            }

            @Override
            public long number() {
                return random.nextLong() >> random.nextInt(64);
            }

            @Override
            public String text() {
                return switch (random.nextInt(8)) {
                    case 0 -> Strings.next(random) + '\0';
                    case 1, 2, 3 -> Strings.mild(random);
                    default -> Strings.next(random);
                };
            }
        };
    }
}
