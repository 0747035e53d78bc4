// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;

/** The code of docs/memory.md: what the page shows stands here, line by line, and a test runs both sides. */
final class MemoryRecipes {
    private MemoryRecipes() {}

    static long countsBefore(long[] ids, long wanted) {
        Map<Long, Long> counts = new HashMap<>();
        for (long id : ids) {
            counts.merge(id, 1L, Long::sum);
        }
        return counts.getOrDefault(wanted, 0L);
    }

    static long countsAfter(long[] ids, long wanted) {
        LongMap counts = new LongMap(8, MemoryBudget.unlimited());
        for (long id : ids) {
            counts.add(id, 1);
        }
        return counts.get(wanted, 0);
    }

    static int wordsBefore(List<String> words, String wanted) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts.getOrDefault(wanted, 0);
    }

    static int wordsAfter(List<String> words, String wanted) {
        BytesMap counts = new BytesMap(4, 255, MemoryBudget.unlimited());
        for (String word : words) {
            long row = counts.put(word);
            LittleEndian.addInt(counts.array(row), counts.offset(row), 1);
        }
        long row = counts.find(wanted);
        return row < 0 ? 0 : LittleEndian.getInt(counts.array(row), counts.offset(row));
    }

    record Place(int x, int y) {
        static Place at(Table places, long row) {
            return new Place(places.getInt(row, 0), places.getInt(row, 4));
        }
    }

    static Place placesBefore(Map<String, Place> source, String wanted) {
        Map<String, Place> places = Map.copyOf(source);
        return places.get(wanted);
    }

    static Place placesAfter(Map<String, Place> source, String wanted) {
        BytesMap rows = new BytesMap(8, 20, MemoryBudget.unlimited());
        source.forEach((name, place) -> {
            long row = rows.insert(name);
            LittleEndian.putInt(rows.array(row), rows.offset(row), place.x());
            LittleEndian.putInt(rows.array(row), rows.offset(row) + 4, place.y());
        });
        Table places = rows.freeze();
        return Place.at(places, places.find(wanted));
    }

    record Retry(long id, long due) {}

    static List<Long> retriesBefore(long[] ids, long now) {
        PriorityQueue<Retry> queue = new PriorityQueue<>(Comparator.comparingLong(Retry::due));
        for (long id : ids) {
            queue.add(new Retry(id, now + id % 10));
        }
        List<Long> due = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().due() <= now + 5) {
            due.add(queue.remove().id());
        }
        return due;
    }

    static List<Long> retriesAfter(long[] ids, long now) {
        RetryQueue queue = new RetryQueue(8, 60, MemoryBudget.unlimited());
        byte[] payload = new byte[8];
        for (long id : ids) {
            LittleEndian.putLong(payload, 0, id);
            queue.offer(payload, 0, now + id % 10, 0);
        }
        List<Long> due = new ArrayList<>();
        byte[] items = new byte[100 * queue.itemBytes()];
        int count;
        while ((count = queue.poll(now + 5, 0, items, 0, 100)) > 0) {
            for (int i = 0; i < count; i++) {
                due.add(LittleEndian.getLong(items, i * queue.itemBytes()));
            }
        }
        return due;
    }

    static long handOverBefore(long value) {
        ArrayBlockingQueue<Long> queue = new ArrayBlockingQueue<>(1_000);
        boolean taken = queue.offer(value);
        return taken ? queue.poll() : -1;
    }

    static long handOverAfter(long value) {
        SpscRing ring = new SpscRing(8, 1_000);
        int place = ring.claim();
        if (place < 0) {
            return -1;
        }
        LittleEndian.putLong(ring.array(), place, value);
        ring.publish();
        long taken = LittleEndian.getLong(ring.array(), ring.peek());
        ring.release();
        return taken;
    }

    static float weightsBefore() {
        ByteBuffer weights = ByteBuffer.allocateDirect(4_000).order(ByteOrder.nativeOrder());
        weights.putFloat(4 * 7, weights.getFloat(4 * 7) + 0.5f);
        return weights.getFloat(4 * 7);
    }

    static float weightsAfter() {
        NativeArray weights = NativeArray.allocate(4_000, 64);
        weights.addFloat(7, 0.5f);
        return weights.getFloat(7);
    }

    static Table count(Iterable<String> words, Path file) throws IOException {
        try (BytesMap counts = new BytesMap(8, 255, MemoryBudget.of(1L << 30));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (String word : words) {
                if (!counts.add(word, 1)) {
                    throw new IllegalStateException("more words than a GiB holds");
                }
            }
            counts.writeTo(out, 1);
        }
        return Table.map(file, 1);
    }
}
