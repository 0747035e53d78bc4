// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of keywords, compared with the JDK's sets. */
class WordsTest {
    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            word.append((char) ('A' + random.nextInt(4)));
        }
        return word.toString();
    }

    @Test
    void aWordIsInTheGroupsThatItWasAddedToAndInNoOther() {
        Random random = new Random(1);
        for (int count : new int[] {0, 1, 2, 3, 5, 8, 13, 30, 80, 150, 300}) {
            Set<String> first = new HashSet<>();
            Set<String> second = new HashSet<>();
            for (int i = 0; i < count; i++) {
                (random.nextBoolean() ? first : second).add(word(random));
            }
            // One word at least is in both.
            String both = word(random);
            first.add(both);
            second.add(both);
            Words words = new Words.Builder()
                    .add(1, first.toArray(String[]::new))
                    .add(2, second.toArray(String[]::new))
                    .build();
            Set<String> asked = new HashSet<>(first);
            asked.addAll(second);
            for (int i = 0; i < 200; i++) {
                asked.add(word(random));
            }
            for (String word : asked) {
                int groups = (first.contains(word) ? 1 : 0) | (second.contains(word) ? 2 : 0);
                byte[] text = Arrays.copyOf(word.toLowerCase(Locale.ROOT).getBytes(US_ASCII), 16);
                long packed = Words.pack(text, 0, word.length());
                assertThat(words.groups(packed))
                        .as("%s of %d words", word, count)
                        .isEqualTo(groups);
                assertThat(words.contains(packed)).as(word).isEqualTo(groups != 0);
            }
            assertThat(words.groups(0)).isZero();
            assertThat(words.contains(0)).isFalse();
        }
    }
}
