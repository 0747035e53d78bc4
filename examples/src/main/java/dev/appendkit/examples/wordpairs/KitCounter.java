// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.appendkit.memory.BytesMap;
import dev.appendkit.memory.LittleEndian;
import dev.appendkit.memory.LongMap;
import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** With the memory kit: words in a {@code BytesMap} (count, id), pairs in a {@code LongMap} (two ids, weight). */
final class KitCounter implements PairCounter {
    private static final int ID = 8;
    private static final long SCHEMA = 1;

    private final MemoryBudget budget = MemoryBudget.of(1L << 31);
    private final BytesMap words = new BytesMap(12, 64, budget);
    private final LongMap pairs = new LongMap(8, budget);
    private final int[] window = new int[WINDOW];
    private int filled;
    private long total;

    @Override
    public void word(byte[] word, int length) {
        total++;
        int size = words.size();
        long row = words.put(word, 0, length);
        if (row < 0) {
            throw new IllegalStateException("more words than the budget holds");
        }
        byte[] array = words.array(row);
        int offset = words.offset(row);
        if (words.size() > size) {
            LittleEndian.putInt(array, offset + ID, size);
        }
        LittleEndian.addLong(array, offset, 1);
        pairWith(LittleEndian.getInt(array, offset + ID));
    }

    private void pairWith(int id) {
        for (int distance = 1; distance <= filled; distance++) {
            long row = pairs.put(PairCounter.pair(id, window[distance - 1]));
            if (row < 0) {
                throw new IllegalStateException("more pairs than the budget holds");
            }
            LittleEndian.addDouble(pairs.array(row), pairs.offset(row), 1.0 / distance);
        }
        System.arraycopy(window, 0, window, 1, WINDOW - 1);
        window[0] = id;
        filled = Math.min(WINDOW, filled + 1);
    }

    @Override
    public void end() {
        filled = 0;
    }

    @Override
    public Result result() {
        long checksum = 0;
        for (long row = pairs.next(-1); row >= 0; row = pairs.next(row)) {
            double weight = LittleEndian.getDouble(pairs.array(row), pairs.offset(row));
            checksum += PairCounter.mix(pairs.key(row), weight);
        }
        return new Result(total, words.size(), pairs.size(), checksum);
    }

    @Override
    public List<Count> mostFrequent(int count) {
        List<Count> all = new ArrayList<>();
        for (long row = words.next(-1); row >= 0; row = words.next(row)) {
            byte[] array = words.array(row);
            String word = new String(array, words.keyOffset(row), words.keyLength(row), US_ASCII);
            all.add(new Count(word, LittleEndian.getLong(array, words.offset(row))));
        }
        all.sort(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::word));
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /** Writes the counts, maps the file and compares; returns the bytes of the file. */
    long writeMapAndCompare(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            words.writeTo(out, SCHEMA);
        }
        Table table = Table.map(file, SCHEMA);
        byte[] value = new byte[words.valueBytes()];
        for (long row = words.next(-1); row >= 0; row = words.next(row)) {
            byte[] array = words.array(row);
            int key = words.keyOffset(row);
            long found = table.find(array, key, key + words.keyLength(row));
            int offset = words.offset(row);
            if (found >= 0) {
                table.copyValue(found, value, 0);
            }
            if (found < 0 || !Arrays.equals(value, 0, value.length, array, offset, offset + value.length)) {
                throw new IllegalStateException("the mapped table differs from the map");
            }
        }
        return Files.size(file);
    }

    MemoryBudget budget() {
        return budget;
    }
}
