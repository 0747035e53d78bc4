// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fuzzer does by coverage, by chance. */
class JsonSequenceTest {
    @Test
    void anySequenceOfCalls() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            JsonDocuments texts = new JsonDocuments(random, true);
            JsonCases.check(new Choices() {
                @Override
                public int below(int bound) {
                    return random.nextInt(bound);
                }

                @Override
                public long number() {
                    return random.nextLong();
                }

                @Override
                public String text() {
                    return texts.text();
                }
            });
        }
    }
}
