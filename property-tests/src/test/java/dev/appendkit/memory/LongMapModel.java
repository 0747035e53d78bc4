// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** A map of longs beside a HashMap. */
final class LongMapModel extends Model {
    private final LongMap map;
    private final int valueBytes;
    private final Map<Long, Long> entries = new HashMap<>();
    private int most;

    /** Segments of a few KiB, so that a short sequence splits them. */
    LongMapModel(TestSource source, boolean checked, int valueBytes) {
        super(source, checked);
        this.valueBytes = valueBytes;
        map = new LongMap(valueBytes, budget, 1, Math.max(4_096, 64 * (8 + valueBytes)), checked);
    }

    private long key() {
        if (!entries.isEmpty() && random.nextInt(3) == 0) {
            return new ArrayList<>(entries.keySet()).get(random.nextInt(entries.size()));
        }
        return random.nextInt(10) == 0 ? random.nextInt(-1, 2) : random.nextLong() >> random.nextInt(64);
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            for (int i = random.nextInt(40); i >= 0; i--) {
                put(random.nextInt(3), key());
            }
        } else if (kind < 90) {
            for (int i = random.nextInt(30); i >= 0; i--) {
                long key = key();
                assertThat(map.remove(key)).isEqualTo(entries.remove(key) != null);
            }
        } else if (kind < 98) {
            long before = budget.used();
            long trimmed = attempt(map::trim);
            takeFailed();
            if (trimmed != FAILED) {
                assertThat(trimmed).isEqualTo(before - budget.used());
            }
        } else {
            map.clear();
            entries.clear();
            most = 0;
            assertThat(budget.used()).isZero();
        }
    }

    private void put(int kind, long key) {
        boolean there = entries.containsKey(key);
        if (kind == 0 && there) {
            assertThatIllegalArgumentException().isThrownBy(() -> map.insert(key));
            return;
        }
        long delta = random.nextInt(100);
        long result = attempt(() -> kind == 0
                ? map.insert(key)
                : kind == 1 || valueBytes < 8 ? map.put(key) : map.add(key, delta) ? map.find(key) : -1);
        if (result == FAILED) {
            assertThat(map.find(key)).isEqualTo(-1);
            return;
        }
        if (result < 0) {
            assertThat(takeFailed()).isTrue();
            assertThat(there).isFalse();
            return;
        }
        takeFailed();
        if (valueBytes >= 8) {
            if (kind == 2) {
                entries.merge(key, delta, Long::sum);
            } else {
                long value = random.nextLong();
                assertThat(LittleEndian.getLong(map.array(result), map.offset(result)))
                        .isEqualTo(entries.getOrDefault(key, 0L));
                LittleEndian.putLong(map.array(result), map.offset(result), value);
                entries.put(key, value);
            }
        } else {
            entries.put(key, 0L);
        }
        most = Math.max(most, entries.size());
    }

    private void compare(LongMap other) {
        assertThat(other.size()).isEqualTo(entries.size());
        Map<Long, Long> found = new HashMap<>();
        for (long row = other.next(-1); row >= 0; row = other.next(row)) {
            long value = valueBytes >= 8 ? LittleEndian.getLong(other.array(row), other.offset(row)) : 0;
            assertThat(found.put(other.key(row), value)).isNull();
            assertThat(other.find(other.key(row))).isEqualTo(row);
        }
        assertThat(found).isEqualTo(entries);
    }

    private void compare(Table table) {
        assertThat(table.size()).isEqualTo(entries.size());
        Map<Long, Long> found = new HashMap<>();
        for (long row = table.next(-1); row >= 0; row = table.next(row)) {
            assertThat(table.find(table.key(row))).isEqualTo(row);
            found.put(table.key(row), valueBytes >= 8 ? table.getLong(row, 0) : 0);
        }
        assertThat(found).isEqualTo(entries);
        long absent = 123_456_789L;
        assertThat(table.find(absent) >= 0).isEqualTo(entries.containsKey(absent));
    }

    @Override
    void check() {
        compare(map);
        // While it grew, the old segment was there too: that is over now.
        assertThat(budget.used())
                .isEqualTo(source.bytes)
                .isLessThanOrEqualTo((long) (2.7 * (8 + valueBytes) * most) + 1_024);
    }

    @Override
    void close() {
        try {
            compare(map.freeze());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            map.writeTo(out, 7);
            byte[] file = out.toByteArray();
            compare(LongMap.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.unlimited()));
            Table table = Table.read(new ByteArrayInputStream(file), 7);
            compare(table);
            table.verify();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        map.close();
        map.close();
    }
}
