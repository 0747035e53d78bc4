// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.internal.memory.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Keys that somebody chose who knows the seed, and keys in regular steps: the bounds hold, or the refusal comes. */
class HostileKeysTest {
    private static final long SEED = 42;
    private static final long FIRST = KeyHash.first(SEED);
    private static final long SECOND = KeyHash.second(SEED);
    private static final int SEGMENT_BYTES = 8_192;

    private static void fill(Iterable<Long> keys) {
        MemoryBudget budget = MemoryBudget.unlimited();
        LongMap map = new LongMap(8, budget, SEED, SEGMENT_BYTES, false);
        List<Long> taken = new ArrayList<>();
        boolean refused = false;
        for (long key : keys) {
            if (map.put(key) >= 0) {
                taken.add(key);
            } else {
                refused = true;
            }
            // Joined to a bound: of refused splits nothing may be left. Seven empty segments are possible on the way.
            assertThat(budget.used()).isLessThanOrEqualTo((long) (2.7 * 16 * taken.size()) + 9 * 1_024);
        }
        assertThat(map.size()).isEqualTo(taken.size());
        for (long key : taken) {
            assertThat(map.find(key)).isNotNegative();
        }
        assertThat(refused || taken.size() > 0).isTrue();
        for (long key : taken) {
            assertThat(map.remove(key)).isTrue();
        }
        map.trim();
        assertThat(budget.used()).isZero();
    }

    private static List<Long> keys(int count, LongPredicate hash) {
        List<Long> keys = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        while (keys.size() < count) {
            long key = random.nextLong();
            if (hash.test(KeyHash.of(key, FIRST, SECOND))) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Test
    void equalBitsOfTheHash() {
        fill(keys(1_000, hash -> hash >>> 52 == 5));
        fill(keys(1_000, hash -> (hash & 0xFFF) == 5));
        fill(keys(1_000, hash -> ((hash >>> 26) & 0xFFF) == 5));
    }

    @Test
    void everyStrideOfAPowerOfTwo() {
        for (int shift = 0; shift < 64; shift++) {
            List<Long> keys = new ArrayList<>();
            for (long i = 0; i < Math.min(3_000, shift > 52 ? 1L << (64 - shift) : 3_000); i++) {
                keys.add(i << shift);
            }
            fill(keys);
            assertThat(longestProbe(keys)).as("stride 2^%d", shift).isLessThan(200);
        }
    }

    /**
     * Keys whose products with the secret are what the attacker wants, and keys that are small after the first step.
     */
    @Test
    void theInverseOfTheMixer() {
        long inverse = SECOND;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - SECOND * inverse;
        }
        assertThat(inverse * SECOND).isEqualTo(1);
        for (int shift = 0; shift < 52; shift += 4) {
            List<Long> products = new ArrayList<>();
            List<Long> factors = new ArrayList<>();
            for (long i = 0; i < 3_000; i++) {
                products.add(FIRST ^ (i << shift) * inverse);
                factors.add(FIRST ^ i << shift);
            }
            fill(products);
            fill(factors);
            assertThat(longestProbe(products))
                    .as("products of step 2^%d", shift)
                    .isLessThan(200);
            assertThat(longestProbe(factors)).as("factors of step 2^%d", shift).isLessThan(200);
        }
    }

    /** Of a table with a quarter to a half of its slots in use. */
    private static int longestProbe(List<Long> keys) {
        int slots = Integer.highestOneBit(keys.size()) * 4;
        boolean[] used = new boolean[slots];
        int longest = 0;
        for (long key : keys) {
            int slot = (int) KeyHash.of(key, FIRST, SECOND) & slots - 1;
            int probes = 0;
            while (used[slot]) {
                slot = slot + 1 & slots - 1;
                probes++;
            }
            used[slot] = true;
            longest = Math.max(longest, probes);
        }
        return longest;
    }

    /** What collides under one seed does not under another: no difference of keys makes a hash for every seed. */
    @Test
    void theSeedDecides() {
        List<Long> keys = keys(300, hash -> (hash & 0xFFF) == 5);
        long first = KeyHash.first(SEED + 1);
        long second = KeyHash.second(SEED + 1);
        long same = keys.stream()
                .filter(key -> (KeyHash.of(key, first, second) & 0xFFF) == 5)
                .count();
        assertThat(same).isLessThan(10);
    }

    @Test
    void bytesOfEqualHashes() {
        List<byte[]> keys = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        while (keys.size() < 400) {
            byte[] key = Long.toHexString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
            if (KeyHash.of(key, 0, key.length, FIRST, SECOND) >>> 55 == 3) {
                keys.add(key);
            }
        }
        MemoryBudget budget = MemoryBudget.unlimited();
        BytesMap map = new BytesMap(0, 16, budget, SEED, 1_024, false);
        int taken = 0;
        for (byte[] key : keys) {
            taken += map.put(key, 0, key.length) >= 0 ? 1 : 0;
        }
        assertThat(map.size()).isEqualTo(taken).isLessThan(keys.size());
        assertThat(budget.used()).isLessThanOrEqualTo((long) (1.25 * 24 * taken) + 22L * taken + 2_048);
    }

    /** Hashes of bytes and of text are the same, at every length and every rest of the division by 8. */
    @Test
    void textAndBytesHaveOneHash() {
        SplittableRandom random = new SplittableRandom(3);
        for (int length = 0; length <= 70; length++) {
            for (String alphabet : new String[] {"ab", "aé", "a€é", "a\uD834\uDD1E"}) {
                StringBuilder text = new StringBuilder();
                while (text.length() < length) {
                    int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
                    text.appendCodePoint(
                            alphabet.codePoints().skip(at).findFirst().orElseThrow());
                }
                byte[] bytes = (" " + text).getBytes(StandardCharsets.UTF_8);
                long expected = KeyHash.of(bytes, 1, bytes.length, FIRST, SECOND);
                assertThat(KeyHash.of(text.toString(), bytes.length - 1, FIRST, SECOND))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aMillionPutsAndRemovesAtConstantSize() {
        MemoryBudget budget = MemoryBudget.unlimited();
        TestSource source = new TestSource();
        MemoryBudget counted = new MemoryBudget(Long.MAX_VALUE, source, false);
        LongMap longs = new LongMap(8, budget, SEED, 1 << 20, false);
        BytesMap bytes = new BytesMap(8, 20, counted, SEED, 1 << 20, false);
        byte[] key = new byte[8];
        for (long i = 0; i < 1_000_000; i++) {
            longs.put(i);
            LittleEndian.putLong(key, 0, i);
            bytes.put(key, 0, 8);
            if (i >= 1_000) {
                longs.remove(i - 1_000);
                LittleEndian.putLong(key, 0, i - 1_000);
                bytes.remove(key, 0, 8);
            }
        }
        assertThat(longs.size()).isEqualTo(1_000);
        assertThat(budget.peak()).isLessThan((long) (2.7 * 16 * 1_001 * 1.5) + 1_024);
        assertThat(counted.used()).isLessThan((long) ((1.25 * 24 + 22) * 1_001) + 1_024);
        // The number of objects is that of the blocks.
        assertThat(source.blocks()).isLessThan(50);
    }

    /** Published by a data race: a thread that sees the table sees all of it. */
    @Test
    void aTableReadBySixteenThreads() throws InterruptedException {
        Table[] shared = new Table[1];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            threads.add(new Thread(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        Table table = shared[0];
                        if (table != null) {
                            long row = table.find((long) i % 100);
                            if (row < 0 || table.getLong(row, 0) != i % 100 + 1) {
                                throw new AssertionError("key " + i % 100);
                            }
                        }
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (int round = 0; round < 200; round++) {
            LongMap map = new LongMap(8, MemoryBudget.unlimited());
            for (long key = 0; key < 100; key++) {
                map.add(key, key + 1);
            }
            shared[0] = map.freeze();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }
}
