// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.Append;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The hash of keys beside one of {@code BigInteger}s, as the Javadoc of {@code Table} writes it down. */
class KeyHashTest {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger GOLDEN = new BigInteger("9E3779B97F4A7C15", 16);
    private static final long[] SEEDS = {0, 1, -1, 42, Long.MIN_VALUE, 0x1234_5678_9ABC_DEF0L};

    private static BigInteger shiftXor(BigInteger z, int shift) {
        return z.xor(z.shiftRight(shift));
    }

    private static BigInteger mix(BigInteger z) {
        BigInteger x = shiftXor(z.mod(WORD), 30).multiply(new BigInteger("BF58476D1CE4E5B9", 16));
        x = shiftXor(x.mod(WORD), 27).multiply(new BigInteger("94D049BB133111EB", 16));
        return shiftXor(x.mod(WORD), 31);
    }

    private static long first(long seed) {
        return mix(BigInteger.valueOf(seed).add(GOLDEN)).longValue();
    }

    private static long second(long seed) {
        return mix(BigInteger.valueOf(seed).add(GOLDEN.shiftLeft(1))).longValue() | 1;
    }

    private static long fold(long x, long b) {
        BigInteger product = BigInteger.valueOf(x).multiply(BigInteger.valueOf(b));
        return product.shiftRight(64).longValue() ^ product.longValue();
    }

    private static long hash(byte[] key, int from, int to, long seed) {
        long hash = first(seed) ^ to - from;
        for (int i = from; i < to || i == from; i += 8) {
            long word = 0;
            for (int k = 0; k < 8 && i + k < to; k++) {
                word |= (key[i + k] & 0xFFL) << 8 * k;
            }
            hash = fold(hash ^ word, second(seed));
        }
        return hash;
    }

    @Test
    void secrets() {
        for (long seed : SEEDS) {
            assertThat(KeyHash.first(seed)).isEqualTo(first(seed));
            assertThat(KeyHash.second(seed)).isEqualTo(second(seed));
            assertThat(KeyHash.fold(seed)).isEqualTo((int) (seed >> 32) ^ (int) seed);
        }
    }

    @Test
    void longs() {
        SplittableRandom random = new SplittableRandom(1);
        for (long seed : SEEDS) {
            for (int i = 0; i < 200; i++) {
                long key = random.nextLong() >> random.nextInt(64);
                assertThat(KeyHash.of(key, first(seed), second(seed))).isEqualTo(fold(key ^ first(seed), second(seed)));
            }
        }
    }

    @Test
    void bytesAndTextsOfEveryLength() {
        SplittableRandom random = new SplittableRandom(2);
        String[] alphabets = {
            "ab\u007F",
            "a\u0080\u07FF\u0800",
            "aé",
            "a€é",
            "a\uD834\uDD1E",
            "é",
            "€",
            "\uD834\uDD1E",
            "a\uD800",
            "b\uDC00"
        };
        for (int length = 0; length <= 70; length++) {
            for (String alphabet : alphabets) {
                StringBuilder text = new StringBuilder();
                while (text.length() < length) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                check(text.toString(), SEEDS[length % SEEDS.length]);
                int[] whole = alphabet.codePoints().toArray();
                text.setLength(0);
                while (text.length() < length) {
                    text.appendCodePoint(whole[random.nextInt(whole.length)]);
                }
                check(text.toString(), SEEDS[length % SEEDS.length]);
            }
        }
    }

    private static void check(String text, long seed) {
        byte[] bytes = new byte[2 + Append.utf8Length(text) + 3];
        bytes[0] = 7;
        int to = Append.appendUtf8(bytes, 2, text);
        bytes[to] = 9;
        long expected = hash(bytes, 2, to, seed);
        assertThat(KeyHash.of(bytes, 2, to, first(seed), second(seed))).isEqualTo(expected);
        assertThat(KeyHash.of(text, to - 2, first(seed), second(seed))).isEqualTo(expected);
    }

    @Test
    void restsAndWords() {
        byte[] bytes = {-1, 1, 2, -3, 4, 5, -6, 7, 8, -1};
        for (int length = 0; length < 8; length++) {
            long expected = 0;
            for (int i = 0; i < length; i++) {
                expected |= (bytes[1 + i] & 0xFFL) << 8 * i;
            }
            assertThat(KeyHash.rest(bytes, 1, 1 + length)).isEqualTo(expected);
        }
        byte[] eight = "x\u007Fbcdefgh".getBytes(UTF_8);
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | eight[1 + i];
        }
        assertThat(KeyHash.eight("x\u007Fbcdefgh", 1)).isEqualTo(word);
    }

    @Test
    void generationsAreNeverZeroAndComeBackAfterAllOthers() {
        int first = Generations.draw();
        assertThat(first).isBetween(1, Generations.MASK);
        int count = 0;
        int generation = first;
        do {
            int next = Generations.next(generation);
            if (next < 1 || next > Generations.MASK || !Generations.isLater(next, generation) && next != 1) {
                throw new AssertionError(next + " after " + generation);
            }
            generation = next;
            count++;
        } while (generation != first);
        assertThat(count).isEqualTo((1 << 24) - 1);
        assertThat(Generations.isLater(5, 5)).isFalse();
        assertThat(Generations.isLater(5, 6)).isFalse();
        assertThat(Generations.isLater(2, Generations.MASK - 2)).isTrue();
        assertThat(Generations.isLater(Generations.MASK - 2, 2)).isFalse();
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(Generations.draw());
        }
        assertThat(drawn).hasSizeGreaterThan(95);
    }
}
