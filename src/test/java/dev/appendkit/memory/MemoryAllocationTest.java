// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Allocations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No method allocates once the memory is there; what may is left out here and named in the Javadoc. */
@Tag("alloc")
class MemoryAllocationTest {
    private static final String[] TEXTS = {"one", "a longer key of ASCII", "naïve €5 𝄞", ""};
    private static final byte[] BYTES = "some key of bytes".getBytes(UTF_8);

    private final MemoryBudget budget = MemoryBudget.of(64 << 20);
    private long sum;
    private int turn;

    @Test
    void slab() {
        Slab slab = new Slab(16, 1 << 16, 1.5, budget);
        long kept = slab.alloc(100);
        Allocations.assertNone("Slab", () -> {
            long one = slab.alloc(10 + (++turn & 0x3FF));
            long two = slab.alloc(20);
            slab.addRef(one);
            slab.setNext(one, two);
            slab.decRef(two);
            sum += slab.refs(one) + slab.length(one) + slab.capacity(one) + slab.offset(one) + slab.array(one).length;
            slab.truncate(one, 3);
            slab.decRef(slab.getNext(one));
            slab.decRef(one);
            slab.decRef(one);
            sum += slab.owns(one) ? 1 : 0;
            sum += slab.owns(kept) ? 1 : 0;
        });
    }

    @Test
    void region() {
        Region region = new Region(1 << 14, budget);
        Allocations.assertNone("Region", () -> {
            long one = region.alloc(100);
            long two = region.copy(BYTES, 1, 9);
            long three = region.copyUtf8(TEXTS[++turn & 3]);
            region.truncate(three, 0);
            sum += region.length(one) + region.offset(two) + region.array(two).length;
            if ((turn & 31) == 0) {
                region.reset();
            }
        });
    }

    @Test
    void recordVector() {
        RecordVector vector = new RecordVector(24, budget);
        Allocations.assertNone("RecordVector", () -> {
            int row = vector.add();
            LittleEndian.addLong(vector.array(row), vector.offset(row), row);
            sum += vector.size() + vector.recordBytes();
            if (row > 100) {
                vector.swapRemove(3);
                vector.truncate(50);
            }
        });
    }

    @Test
    void longMap() {
        LongMap map = new LongMap(8, budget);
        for (int i = 0; i < 1_000; i++) {
            map.put(i);
        }
        Allocations.assertNone("LongMap", () -> {
            long key = ++turn % 1_000;
            map.remove(key);
            long row = map.insert(key);
            sum += map.array(row)[map.offset(row)] + map.key(row) + map.find(key + 1) + map.get(key, 7) + map.size();
            sum += map.offset(row) + map.valueBytes();
            map.add(key, 3);
            row = map.next(map.next(-1));
            map.put(key);
        });
    }

    @Test
    void bytesMapAndTable() {
        BytesMap map = new BytesMap(8, 100, budget);
        for (String text : TEXTS) {
            map.put(text);
        }
        map.put(BYTES, 0, 10);
        Allocations.assertNone("BytesMap", () -> {
            String key = TEXTS[++turn & 3];
            map.remove(key);
            long row = map.insert(key);
            sum += map.array(row)[map.offset(row)] + map.keyOffset(row) + map.keyLength(row) + map.find(key);
            sum += map.find(BYTES, 0, 10) + map.get(key, 1) + map.get(BYTES, 0, 10, 1) + map.size() + map.valueBytes();
            map.add(key, 3);
            map.add(BYTES, 0, 10, 3);
            map.put(key);
            map.put(BYTES, 0, 10);
            map.remove(BYTES, 0, 10);
            map.insert(BYTES, 0, 10);
            row = map.next(map.next(-1));
        });
        Table table = map.freeze();
        LongMap longs = new LongMap(8, budget);
        longs.add(7, 1);
        Table ofLongs = longs.freeze();
        byte[] copy = new byte[100];
        Allocations.assertNone("Table", () -> {
            long row = table.find(TEXTS[++turn & 3]);
            sum += row + table.find(BYTES, 0, 10) + table.keyLength(row) + table.copyKey(row, copy, 0);
            sum += table.getLong(row, 0) + table.getInt(row, 4) + table.getByte(row, 7) + table.next(row);
            sum += (long) (table.getFloat(row, 0) + table.getDouble(row, 0)) + table.copyValue(row, copy, 0);
            sum += ofLongs.find(7) + ofLongs.key(ofLongs.find(7)) + table.size() + table.valueBytes();
        });
    }

    @Test
    void ring() {
        SpscRing ring = new SpscRing(8, 100);
        byte[] many = new byte[800];
        Allocations.assertNone("SpscRing", () -> {
            LittleEndian.putLong(ring.array(), ring.claim(), 7);
            ring.publish();
            sum += LittleEndian.getLong(ring.array(), ring.peek());
            ring.release();
            ring.push(many, 0, 60);
            sum += ring.pop(many, 0, 60) + ring.capacity() + ring.recordBytes();
        });
    }

    @Test
    void retryQueue() {
        RetryQueue queue = new RetryQueue(20, 64, budget);
        byte[] items = new byte[10 * queue.itemBytes()];
        Allocations.assertNone("RetryQueue", () -> {
            long now = ++turn;
            queue.offer(items, 0, now + 20, 5);
            queue.offer(items, 0, now + 2, 5);
            sum += queue.poll(now, 0, items, 0, 10) + queue.nextDueSecond() + queue.size() + queue.itemBytes();
        });
    }

    @Test
    void nativeArrayAndLittleEndian() {
        NativeArray array = NativeArray.allocate(80, 64);
        byte[] bytes = new byte[8];
        Allocations.assertNone("NativeArray", () -> {
            array.setInt(1, array.addInt(1, 2) + array.atomicAddInt(2, 1) + array.getInt(3));
            array.setLong(3, array.addLong(3, 2) + array.atomicAddLong(4, 1) + array.getLong(5));
            array.setFloat(12, array.addFloat(12, 2) + array.atomicAddFloat(13, 1) + array.getFloat(14));
            array.setDouble(7, array.addDouble(7, 2) + array.atomicAddDouble(8, 1) + array.getDouble(9));
            LittleEndian.addInt(bytes, 0, 1);
            LittleEndian.addFloat(bytes, 0, 1);
            LittleEndian.addDouble(bytes, 0, 1);
            sum += LittleEndian.addLong(bytes, 0, array.bytes());
        });
    }

    /** A new method is to be measured above, or named here as one that may allocate, or that is called once. */
    @Test
    void everyMethodIsKnown() {
        known(
                Slab.class,
                Set.of("alloc", "decRef", "addRef", "refs", "owns", "setNext", "getNext"),
                Set.of("array", "offset", "length", "capacity", "truncate"),
                Set.of("stats", "trim", "clear", "close"));
        known(
                Region.class,
                Set.of("alloc", "copy", "copyUtf8", "truncate", "reset"),
                Set.of("array", "offset", "length"),
                Set.of("toByteArray", "close"));
        known(
                RecordVector.class,
                Set.of("add", "swapRemove", "truncate"),
                Set.of("array", "offset", "size", "recordBytes"),
                Set.of("trim", "close", "writeTo", "readFrom"));
        Set<String> maps = Set.of("find", "remove", "put", "insert", "add", "get", "next");
        Set<String> once = Set.of("clear", "trim", "freeze", "close", "writeTo", "readFrom");
        known(LongMap.class, maps, Set.of("array", "offset", "key", "size", "valueBytes"), once);
        known(BytesMap.class, maps, Set.of("array", "offset", "keyOffset", "keyLength", "size", "valueBytes"), once);
        known(
                Table.class,
                Set.of("find", "next", "key", "keyLength", "copyKey", "copyValue", "size", "valueBytes"),
                Set.of("getByte", "getInt", "getLong", "getFloat", "getDouble"),
                Set.of("map", "read", "verify"));
        known(
                SpscRing.class,
                Set.of("claim", "publish", "push", "peek", "release", "pop"),
                Set.of("array", "capacity", "recordBytes"),
                Set.of());
        known(
                RetryQueue.class,
                Set.of("offer", "poll", "nextDueSecond", "size"),
                Set.of("itemBytes"),
                Set.of("trim", "clear", "close"));
    }

    private static void known(Class<?> type, Set<String> calls, Set<String> getters, Set<String> others) {
        Set<String> all = new TreeSet<>(calls);
        all.addAll(getters);
        all.addAll(others);
        Set<String> present = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(all).isEqualTo(present);
    }

    @Test
    void theCheckSeesWhatAllocates() {
        Slab slab = new Slab(16, 1 << 16, 1.5, budget);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone(
                        "stats", () -> sum += slab.stats().allocs()));
        LongMap map = new LongMap(8, budget);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("a map that grows anew", () -> {
                    map.put(1);
                    map.clear();
                }));
    }
}
