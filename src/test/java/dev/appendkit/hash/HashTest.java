// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.Append;
import dev.appendkit.testing.Chars;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The hashes beside a {@code BigInteger} FNV, an array-of-bytes Jody and the published vectors. */
class HashTest {
    private static BigInteger fnv(byte[] bytes, boolean multiplyFirst, int bits) {
        BigInteger prime = bits == 32 ? BigInteger.valueOf(16_777_619) : new BigInteger("1099511628211");
        BigInteger hash = bits == 32 ? BigInteger.valueOf(2_166_136_261L) : new BigInteger("14695981039346656037");
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
        for (byte each : bytes) {
            BigInteger value = BigInteger.valueOf(each & 0xFF);
            hash = multiplyFirst
                    ? hash.multiply(prime).mod(modulus).xor(value)
                    : hash.xor(value).multiply(prime).mod(modulus);
        }
        return hash;
    }

    private static void check(byte[] bytes) {
        int length = bytes.length;
        byte[] array = new byte[length + 5];
        System.arraycopy(bytes, 0, array, 3, length);
        assertThat(Fnv1a.hash32(array, 3, 3 + length))
                .isEqualTo(fnv(bytes, false, 32).intValue());
        assertThat(Fnv1.hash32(array, 3, 3 + length))
                .isEqualTo(fnv(bytes, true, 32).intValue());
        assertThat(Fnv1a.hash64(array, 3, 3 + length))
                .isEqualTo(fnv(bytes, false, 64).longValue());
        assertThat(Fnv1.hash64(array, 3, 3 + length))
                .isEqualTo(fnv(bytes, true, 64).longValue());
        for (int cut = 0; cut <= length; cut += 1 + length / 7) {
            int at = 3 + cut;
            assertThat(Fnv1a.add32(Fnv1a.hash32(array, 3, at), array, at, 3 + length))
                    .isEqualTo(Fnv1a.hash32(array, 3, 3 + length));
            assertThat(Fnv1a.add64(Fnv1a.hash64(array, 3, at), array, at, 3 + length))
                    .isEqualTo(Fnv1a.hash64(array, 3, 3 + length));
            assertThat(Fnv1.add32(Fnv1.hash32(array, 3, at), array, at, 3 + length))
                    .isEqualTo(Fnv1.hash32(array, 3, 3 + length));
            assertThat(Fnv1.add64(Fnv1.hash64(array, 3, at), array, at, 3 + length))
                    .isEqualTo(Fnv1.hash64(array, 3, 3 + length));
        }
        assertThat(Jody.hash64(array, 3, 3 + length)).isEqualTo(Jody.hash64(bytes, 0, length));
        for (int cut = 0; cut <= length; cut += 8) {
            assertThat(Jody.add64(Jody.hash64(array, 3, 3 + cut), array, 3 + cut, 3 + length))
                    .isEqualTo(Jody.hash64(array, 3, 3 + length));
        }
    }

    private static void check(String text) {
        byte[] bytes = new byte[Append.utf8Length(text)];
        Append.appendUtf8(bytes, 0, text);
        CharSequence foreign = new Chars(text);
        int length = bytes.length;
        assertThat(Fnv1a.hash32(text)).isEqualTo(Fnv1a.hash32(bytes, 0, length)).isEqualTo(Fnv1a.hash32(foreign));
        assertThat(Fnv1.hash32(text)).isEqualTo(Fnv1.hash32(bytes, 0, length)).isEqualTo(Fnv1.hash32(foreign));
        assertThat(Fnv1a.hash64(text)).isEqualTo(Fnv1a.hash64(bytes, 0, length)).isEqualTo(Fnv1a.hash64(foreign));
        assertThat(Fnv1.hash64(text)).isEqualTo(Fnv1.hash64(bytes, 0, length)).isEqualTo(Fnv1.hash64(foreign));
        assertThat(Jody.hash64(text)).isEqualTo(Jody.hash64(bytes, 0, length)).isEqualTo(Jody.hash64(foreign));
        assertThat(Fnv1a.add64(7, text)).isEqualTo(Fnv1a.add64(7, bytes, 0, length));
        assertThat(Jody.add64(7, text)).isEqualTo(Jody.add64(7, bytes, 0, length));
    }

    @Test
    void publishedVectors() {
        // RFC 9923, appendix C, and its authors' test program.
        assertThat(Fnv1a.hash32("")).isEqualTo(0x811C9DC5);
        assertThat(Fnv1a.hash32("a")).isEqualTo(0xE40C292C);
        assertThat(Fnv1a.hash32("foobar")).isEqualTo(0xBF9CF968);
        assertThat(Fnv1a.hash64("a")).isEqualTo(0xAF63DC4C8601EC8CL);
        assertThat(Fnv1a.hash64("foobar")).isEqualTo(0x85944171F73967E8L);
        assertThat(Fnv1.hash32("a")).isEqualTo(0x050C5D7E);
        assertThat(Fnv1.hash32("foobar")).isEqualTo(0x31F0B262);
        assertThat(Fnv1.hash64("a")).isEqualTo(0xAF63BD4C8601B7BEL);
        assertThat(Fnv1.hash64("foobar")).isEqualTo(0x340D8765A4DDA9C2L);
        // As the command of jodyhash prints them.
        assertThat(Jody.hash64("")).isZero();
        assertThat(Jody.hash64("A")).isEqualTo(0x0000_0000_2E82_08BAL);
        assertThat(Jody.hash64("Hello World!")).isEqualTo(0x60BE_57B5_A53E_B1C7L);
        assertThat(Jody.hash64("DAB45194-42CC-4106-AB9F-2447FA4D35C2")).isEqualTo(0x5878_61D2_B41E_1997L);
        assertThat(Jody.hash64(42)).isEqualTo(0x0007_CF56_F7FC_0BA3L);
    }

    @Test
    void everyLengthAndRandomBytes() {
        SplittableRandom random = new SplittableRandom(2);
        for (int length = 0; length <= 70; length++) {
            byte[] bytes = new byte[length];
            check(bytes);
            Arrays.fill(bytes, (byte) 0xFF);
            check(bytes);
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    @Test
    void texts() {
        SplittableRandom random = new SplittableRandom(3);
        int[] chars = {'a', 0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFF};
        for (int length = 0; length <= 40; length++) {
            for (int i = 0; i < 100; i++) {
                StringBuilder text = new StringBuilder();
                for (int k = 0; k < length; k++) {
                    text.append((char) chars[random.nextInt(chars.length)]);
                }
                check(text.toString());
            }
        }
        check("x".repeat(100) + "𝄞");
        // Unlike the JDK, which writes a question mark.
        assertThat(Fnv1a.hash64("\uD800")).isEqualTo(Fnv1a.hash64("\uFFFD"));
        byte[] jdk = "\uD800".getBytes(UTF_8);
        assertThat(Fnv1a.hash64("\uD800")).isNotEqualTo(Fnv1a.hash64(jdk, 0, jdk.length));
    }

    @Test
    void numbers() {
        for (long value : new long[] {0, 1, -1, 0x0102_0304_0506_0708L, Long.MIN_VALUE, 0xFEDC_BA98_7654_3210L}) {
            byte[] eight = ByteBuffer.allocate(8).putLong(value).array();
            byte[] four = ByteBuffer.allocate(4).putInt((int) value).array();
            assertThat(Fnv1a.hash64(value)).isEqualTo(Fnv1a.hash64(eight, 0, 8));
            assertThat(Fnv1.hash64(value)).isEqualTo(Fnv1.hash64(eight, 0, 8));
            assertThat(Fnv1a.hash32((int) value)).isEqualTo(Fnv1a.hash32(four, 0, 4));
            assertThat(Fnv1.hash32((int) value)).isEqualTo(Fnv1.hash32(four, 0, 4));
            byte[] word =
                    ByteBuffer.allocate(8).putLong(Long.reverseBytes(value)).array();
            assertThat(Jody.hash64(value)).isEqualTo(Jody.hash64(word, 0, 8));
        }
    }

    @Test
    void wrongRanges() {
        byte[] array = new byte[8];
        for (int[] range : new int[][] {{-1, 4}, {0, 9}, {5, 4}}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Fnv1a.hash32(array, range[0], range[1]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Fnv1.add64(1, array, range[0], range[1]));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> Jody.hash64(array, range[0], range[1]));
        }
        assertThatNullPointerException().isThrownBy(() -> Fnv1.hash32((CharSequence) null));
        assertThatNullPointerException().isThrownBy(() -> Jody.hash64(null, 0, 0));
    }
}
