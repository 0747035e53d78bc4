// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same with the JDK's maps and an object for each word, pair and number. */
final class ObjectCounter implements PairCounter {
    private static final class Word {
        final int id;
        long count;

        Word(int id) {
            this.id = id;
        }
    }

    private final Map<String, Word> words = new HashMap<>();
    private final Map<Long, Double> pairs = new HashMap<>();
    private final int[] window = new int[WINDOW];
    private int filled;
    private long total;

    @Override
    public void word(byte[] word, int length) {
        total++;
        Word entry = words.computeIfAbsent(
                new String(word, 0, length, US_ASCII), key -> new Word(words.size()));
        entry.count++;
        for (int distance = 1; distance <= filled; distance++) {
            pairs.merge(PairCounter.pair(entry.id, window[distance - 1]), 1.0 / distance, Double::sum);
        }
        System.arraycopy(window, 0, window, 1, WINDOW - 1);
        window[0] = entry.id;
        filled = Math.min(WINDOW, filled + 1);
    }

    @Override
    public void end() {
        filled = 0;
    }

    @Override
    public Result result() {
        long checksum = 0;
        for (Map.Entry<Long, Double> each : pairs.entrySet()) {
            checksum += PairCounter.mix(each.getKey(), each.getValue());
        }
        return new Result(total, words.size(), pairs.size(), checksum);
    }

    @Override
    public List<Count> mostFrequent(int count) {
        return words.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue().count))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::word))
                .limit(count)
                .toList();
    }
}
