// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.testing.Chars;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Identifiers beside {@code BigInteger}. */
class KsuidTest {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(62);
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(160);

    private static String base62(BigInteger number, int digits) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < digits; i++) {
            BigInteger[] both = rest.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(both[1].intValue()));
            rest = both[0];
        }
        assertThat(rest).isZero();
        return text.reverse().toString();
    }

    private static byte[] bytes(BigInteger number) {
        byte[] twos = number.toByteArray();
        byte[] bytes = new byte[20];
        int length = Math.min(20, twos.length);
        System.arraycopy(twos, twos.length - length, bytes, 20 - length, length);
        return bytes;
    }

    private static Ksuid ksuid(BigInteger number) {
        return Ksuid.of(bytes(number.mod(LIMIT)), 0);
    }

    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bit = 0; bit <= 160; bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            numbers.add(power.subtract(BigInteger.ONE));
            if (bit < 160) {
                numbers.add(power);
                numbers.add(power.add(BigInteger.ONE));
            }
        }
        for (int digits = 1; digits < 27; digits++) {
            BigInteger power = BASE.pow(digits);
            numbers.add(power);
            numbers.add(power.subtract(BigInteger.ONE));
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            numbers.add(new BigInteger(1, bytes));
        }
        return numbers;
    }

    @Test
    void textsAndBytes() {
        byte[] written = new byte[40];
        for (BigInteger number : numbers()) {
            Ksuid id = ksuid(number);
            String text = base62(number, 27);
            assertThat(id.toString()).isEqualTo(text);
            assertThat(Ksuid.parse(text)).isEqualTo(id);
            assertThat(Ksuid.parse(new Chars(text))).isEqualTo(id);
            assertThat(Ksuid.isValid(text)).isTrue();
            assertThat(Append.appendKsuid(written, 5, id)).isEqualTo(32);
            assertThat(new String(written, 5, 27, US_ASCII)).isEqualTo(text);
            Arrays.fill(written, (byte) 0);
            assertThat(id.copyTo(written, 7)).isEqualTo(27);
            assertThat(Arrays.copyOfRange(written, 7, 27)).isEqualTo(bytes(number));
            assertThat(id.next()).isEqualTo(ksuid(number.add(BigInteger.ONE)));
            assertThat(id.previous()).isEqualTo(ksuid(number.subtract(BigInteger.ONE)));
        }
        assertThat(Ksuid.MAX.next()).isEqualTo(Ksuid.MIN);
        assertThat(Ksuid.MIN.previous()).isEqualTo(Ksuid.MAX);
    }

    @Test
    void bytesTextsAndIdentifiersHaveOneOrder() {
        List<BigInteger> numbers = numbers();
        for (int i = 1; i < numbers.size(); i++) {
            BigInteger a = numbers.get(i - 1);
            BigInteger b = numbers.get(i);
            int order = a.compareTo(b);
            assertThat(Integer.signum(ksuid(a).compareTo(ksuid(b)))).isEqualTo(order);
            assertThat(Integer.signum(ksuid(a).toString().compareTo(ksuid(b).toString())))
                    .isEqualTo(order);
        }
    }

    @Test
    void wrongTexts() {
        String max = Ksuid.MAX.toString();
        checkFault(max.substring(1), "index 26 is missing");
        checkFault("", "index 0 is missing");
        checkFault(max + "0", "index 27 is one too many");
        for (int i = 0; i < 27; i++) {
            for (char wrong : new char[] {'/', ':', '@', '[', '`', '{', '-', ' ', 0, 0x80, 'é', 0xD800, 0xFFFF}) {
                checkFault(max.substring(0, i) + wrong + max.substring(i + 1), "index " + i + " is not a digit");
            }
        }
        checkFault(base62(LIMIT, 27), "exceeds 160 bits from index 26");
        checkFault("z".repeat(27), "exceeds 160 bits from index 0");
        checkFault("aWgEQ" + "0".repeat(22), "exceeds 160 bits from index 4");
        assertThatNullPointerException().isThrownBy(() -> Ksuid.parse(null));
    }

    private static void checkFault(String text, String fault) {
        assertThat(Ksuid.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Ksuid.parse(text)).withMessageContaining(fault);
    }

    @Test
    void everyCharAtEveryPlace() {
        String zeros = "0".repeat(27);
        for (int c = 0; c <= 0xFFFF; c++) {
            String text = zeros.substring(0, 13) + (char) c + zeros.substring(14);
            assertThat(Ksuid.isValid(text)).isEqualTo(DIGITS.indexOf(c) >= 0);
        }
    }

    @Test
    void times() {
        Instant first = Instant.parse("2014-05-13T16:53:20Z");
        assertThat(Ksuid.of(first, 1, 2)).isEqualTo(new Ksuid(0, 1, 2));
        assertThat(Ksuid.of(first.plusNanos(999_999_999), 1, 2).timestamp()).isZero();
        assertThat(Ksuid.MIN.instant()).isEqualTo(first);
        Instant last = first.plusSeconds(0xFFFF_FFFFL);
        assertThat(Ksuid.of(last, -1, -1)).isEqualTo(Ksuid.MAX);
        assertThat(Ksuid.MAX.instant()).isEqualTo(last);
        assertThat(Ksuid.MAX.epochSecond()).isEqualTo(last.getEpochSecond());
        for (Instant outside : new Instant[] {first.minusNanos(1), last.plusSeconds(1), Instant.MIN, Instant.MAX}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Ksuid.of(outside, 0, 0))
                    .withMessageContaining("2014-05-13T16:53:20Z");
        }
        // The reference implementation's example.
        Ksuid example = Ksuid.parse("0ujtsYcgvSTl8PAuAdqWYSMnLOv");
        assertThat(example.instant()).isEqualTo(Instant.parse("2017-10-10T04:00:47Z"));
    }

    @Test
    void randomOnesAreOfNow() {
        SplittableRandom random = new SplittableRandom(6);
        SplittableRandom same = new SplittableRandom(6);
        Instant before = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        Ksuid id = Ksuid.random(random);
        assertThat(id.instant()).isBetween(before, Instant.now());
        assertThat(id.high()).isEqualTo(same.nextLong());
        assertThat(id.low()).isEqualTo(same.nextLong());
    }

    @Test
    void wrongRanges() {
        byte[] array = new byte[20];
        for (int pos : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Ksuid.of(array, pos));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Ksuid.MAX.copyTo(array, pos));
            AppendBuffer out = AppendBuffer.growing(0, 100);
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.appendKsuid(array, pos));
            assertThat(out.length()).isZero();
        }
        assertThat(array).containsOnly(0);
    }
}
