// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map of texts beside a LinkedHashMap, by bytes and by text in turns. */
final class BytesMapModel extends Model {
    private static final int MAX_KEY_BYTES = 400;

    private final BytesMap map;
    private final int valueBytes;
    private final Map<String, Long> entries = new LinkedHashMap<>();
    private boolean removed;
    private int most;
    private final Map<Integer, Integer> now = new HashMap<>();
    private final Map<Integer, Integer> mostOfLength = new HashMap<>();

    BytesMapModel(TestSource source, boolean checked, int valueBytes) {
        super(source, checked);
        this.valueBytes = valueBytes;
        map = new BytesMap(valueBytes, MAX_KEY_BYTES, budget, 1, 2_048, checked);
    }

    private String key() {
        if (!entries.isEmpty() && random.nextInt(3) == 0) {
            return new ArrayList<>(entries.keySet()).get(random.nextInt(entries.size()));
        }
        int length = random.nextInt(random.nextInt(8) == 0 ? 300 : 25);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(20) == 0 ? 'é' : (char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }

    private int rounded(String key) {
        return (valueBytes + 2 + key.getBytes(UTF_8).length + 7) / 8 * 8;
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            for (int i = random.nextInt(30); i >= 0; i--) {
                put(random.nextInt(3), key());
            }
        } else if (kind < 92) {
            for (int i = random.nextInt(20); i >= 0; i--) {
                String key = key();
                boolean there = entries.remove(key) != null;
                if (there) {
                    now.merge(rounded(key), -1, Integer::sum);
                    removed = true;
                }
                byte[] bytes = (" " + key).getBytes(UTF_8);
                assertThat(random.nextBoolean() ? map.remove(key) : map.remove(bytes, 1, bytes.length))
                        .isEqualTo(there);
            }
        } else if (kind < 98) {
            long before = budget.used();
            long trimmed = attempt(map::trim);
            boolean failed = takeFailed();
            if (trimmed != FAILED) {
                assertThat(trimmed).isEqualTo(before - budget.used());
                if (!failed) {
                    most = entries.size();
                    mostOfLength.clear();
                    mostOfLength.putAll(now);
                }
            }
        } else {
            map.clear();
            entries.clear();
            now.clear();
            mostOfLength.clear();
            removed = false;
            most = 0;
            assertThat(budget.used()).isZero();
        }
    }

    private void put(int kind, String key) {
        boolean there = entries.containsKey(key);
        byte[] bytes = ("  " + key).getBytes(UTF_8);
        int to = bytes.length;
        if (to - 2 > MAX_KEY_BYTES) {
            assertThat(map.find(key)).isEqualTo(-1);
            assertThatIllegalArgumentException().isThrownBy(() -> map.put(key));
            assertThatIllegalArgumentException().isThrownBy(() -> map.put(bytes, 2, to));
            return;
        }
        if (kind == 0 && there) {
            assertThatIllegalArgumentException().isThrownBy(() -> map.insert(key));
            assertThatIllegalArgumentException().isThrownBy(() -> map.insert(bytes, 2, to));
            return;
        }
        boolean text = random.nextBoolean();
        long delta = random.nextInt(100);
        long result = attempt(() -> {
            if (kind == 0) {
                return text ? map.insert(key) : map.insert(bytes, 2, to);
            }
            if (kind == 1 || valueBytes < 8) {
                return text ? map.put(key) : map.put(bytes, 2, to);
            }
            return (text ? map.add(key, delta) : map.add(bytes, 2, to, delta)) ? map.find(key) : -1;
        });
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
        if (!there) {
            now.merge(rounded(key), 1, Integer::sum);
            mostOfLength.merge(rounded(key), now.get(rounded(key)), Math::max);
        }
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

    private void compare(BytesMap other) {
        assertThat(other.size()).isEqualTo(entries.size());
        Map<String, Long> found = new LinkedHashMap<>();
        for (long row = other.next(-1); row >= 0; row = other.next(row)) {
            String key = new String(other.array(row), other.keyOffset(row), other.keyLength(row), UTF_8);
            long value = valueBytes >= 8 ? LittleEndian.getLong(other.array(row), other.offset(row)) : 0;
            assertThat(found.put(key, value)).isNull();
            byte[] array = other.array(row);
            int from = other.keyOffset(row);
            assertThat(other.find(array, from, from + other.keyLength(row))).isEqualTo(row);
        }
        assertThat(found).isEqualTo(entries);
        if (!removed) {
            List<String> order = new ArrayList<>(found.keySet());
            assertThat(order).isEqualTo(new ArrayList<>(entries.keySet()));
        }
    }

    private void compare(Table table) {
        assertThat(table.size()).isEqualTo(entries.size());
        Map<String, Long> found = new HashMap<>();
        byte[] key = new byte[MAX_KEY_BYTES];
        for (long row = table.next(-1); row >= 0; row = table.next(row)) {
            int length = table.copyKey(row, key, 0);
            String text = new String(key, 0, length, UTF_8);
            assertThat(table.find(key, 0, length)).isEqualTo(row);
            assertThat(table.find(text)).isEqualTo(row);
            found.put(text, valueBytes >= 8 ? table.getLong(row, 0) : 0);
        }
        assertThat(found).isEqualTo(entries);
        assertThat(table.find("no such key")).isEqualTo(-1);
        assertThat(table.find("x".repeat(70_000))).isEqualTo(-1);
    }

    @Override
    void check() {
        compare(map);
        long index = budget.used() - source.bytes;
        assertThat(index % 8).isZero();
        assertThat((double) index).isBetween(8 * 4 * entries.size() / 3.0, 32 + 22.0 * most);
        double bound = 1_024 + 22.0 * most;
        for (Map.Entry<Integer, Integer> each : mostOfLength.entrySet()) {
            bound += 1.25 * each.getKey() * each.getValue();
        }
        assertThat((double) budget.used()).isLessThanOrEqualTo(bound);
    }

    @Override
    void close() {
        try {
            compare(map.freeze());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            map.writeTo(out, 7);
            byte[] file = out.toByteArray();
            compare(BytesMap.readFrom(new ByteArrayInputStream(file), 7, MemoryBudget.unlimited()));
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
