// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All 2^32 values of a kind, in parallel: minutes. */
final class WholeDomainTest {

    private static final int CHUNK_BITS = 20;
    private static final long CHUNK = 1L << CHUNK_BITS;
    private static final long CHUNKS = 1L << (32 - CHUNK_BITS);

    private interface Chunk {
        void check(long from, long to);
    }

    private static void inParallel(long chunks, Chunk chunk) {
        LongStream.range(0, chunks).parallel().forEach(i -> chunk.check(i * CHUNK, (i + 1) * CHUNK));
    }

    @Test
    @Tag("exhaustive")
    void everyFloat() {
        inParallel(CHUNKS / 2, WholeDomainTest::checkFloats);
    }

    @Test
    @Tag("exhaustive")
    void everyIntSignedAndUnsigned() {
        inParallel(CHUNKS, (from, to) -> checkInts(new Counter(from), from, to));
    }

    @Test
    void chunksOfBothAreCheckedInEveryRun() {
        for (long chunk : new long[] {0, CHUNKS / 4, CHUNKS / 2, CHUNKS - 1}) {
            checkFloats(chunk / 2 * CHUNK, chunk / 2 * CHUNK + 20_000);
            checkInts(new Counter(chunk * CHUNK), chunk * CHUNK, chunk * CHUNK + 20_000);
        }
    }

    @Test
    void aCounterThatIsOffIsNoticed() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> checkInts(new Counter(1_000), 999, 1_001))
                .withMessageContaining("999");
    }

    @Test
    void theCounterCarries() {
        Counter counter = new Counter(98);
        counter.next();
        assertThat(counter.matches("x99".getBytes(StandardCharsets.ISO_8859_1), 1, 3))
                .isTrue();
        counter.next();
        assertThat(counter.matches("100".getBytes(StandardCharsets.ISO_8859_1), 0, 3))
                .isTrue();
        assertThat(counter.matches("200".getBytes(StandardCharsets.ISO_8859_1), 0, 3))
                .isFalse();
    }

    /** Each float and its negation, whose text is the same behind a sign: what is slow is the oracle. */
    private static void checkFloats(long from, long to) {
        byte[] dst = new byte[ShortestFloat.SPILL_ROOM];
        byte[] signed = new byte[ShortestFloat.SPILL_ROOM];
        for (long bits = from; bits < to; bits++) {
            float v = Float.intBitsToFloat((int) bits);
            int end = ShortestFloat.appendExact(dst, 0, v);
            // A NaN has no sign.
            int sign = Float.isNaN(v) ? 0 : 1;
            float negative = Float.intBitsToFloat((int) bits | 1 << 31);
            if (!isText(dst, end, v)
                    || end != ShortestFloat.length(v)
                    || !isSame(dst, end, signed, 0, ShortestFloat.appendSpill(signed, 0, v))
                    || sign + end != ShortestFloat.length(negative)
                    || !isSame(dst, end, signed, sign, ShortestFloat.appendExact(signed, 0, negative))
                    || !isSame(dst, end, signed, sign, ShortestFloat.appendSpill(signed, 0, negative))) {
                throw new AssertionError(Float.toHexString(v) + ": " + new String(dst, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static boolean isSame(byte[] text, int end, byte[] signed, int sign, int signedEnd) {
        return (sign == 0 || signed[0] == '-') && Arrays.equals(text, 0, end, signed, sign, signedEnd);
    }

    private static boolean isText(byte[] dst, int end, float v) {
        String jdk = Float.toString(v);
        boolean same = end == jdk.length();
        for (int i = 0; same && i < end; i++) {
            same = dst[i] == jdk.charAt(i);
        }
        if (same || ShortestDecimalOracle.jdkIsCorrect()) {
            return same;
        }
        // Before 19 the JDK's text rounds to the value, too, and may be too long, but is never too short.
        String text = new String(dst, 0, end, StandardCharsets.ISO_8859_1);
        return end <= jdk.length() && Float.compare(Float.parseFloat(text), v) == 0;
    }

    /** Every unsigned value, and below 2^31 its negation as well. */
    private static void checkInts(Counter counter, long from, long to) {
        byte[] dst = new byte[Digits.MAX_LONG_LENGTH + 8];
        for (long value = from; value < to; value++, counter.next()) {
            boolean right = counter.matches(dst, 0, Digits.appendUnsignedIntExact(dst, 0, (int) value))
                    && counter.matches(dst, 0, Digits.appendLongSpill(dst, 0, value))
                    && counter.matches(dst, 0, Digits.appendLongExact(dst, 0, value));
            if (value <= 1L << 31) {
                int negative = (int) -value;
                int sign = value == 0 ? 0 : 1;
                right &= counter.matches(dst, sign, Digits.appendIntExact(dst, 0, negative)) && isSigned(dst, sign);
                right &= counter.matches(dst, sign, Digits.appendIntSpill(dst, 0, negative)) && isSigned(dst, sign);
                right &= Digits.intLength(negative) == sign + counter.length();
            }
            if (value < 1L << 31) {
                right &= counter.matches(dst, 0, Digits.appendIntExact(dst, 0, (int) value))
                        && counter.matches(dst, 0, Digits.appendIntSpill(dst, 0, (int) value))
                        && Digits.intLength((int) value) == counter.length();
            }
            if (!right) {
                throw new AssertionError(Long.toString(value));
            }
        }
    }

    private static boolean isSigned(byte[] dst, int sign) {
        return sign == 0 || dst[0] == '-';
    }

    /** Decimal digits that count up by carrying, as a mechanical counter does. */
    private static final class Counter {
        private final byte[] digits = new byte[20];
        private int first;

        Counter(long start) {
            byte[] text = Long.toString(start).getBytes(StandardCharsets.ISO_8859_1);
            first = digits.length - text.length;
            System.arraycopy(text, 0, digits, first, text.length);
        }

        void next() {
            int at = digits.length - 1;
            while (at >= first && digits[at] == '9') {
                digits[at--] = '0';
            }
            if (at < first) {
                first = at;
                digits[at] = '0';
            }
            digits[at]++;
        }

        int length() {
            return digits.length - first;
        }

        boolean matches(byte[] dst, int from, int to) {
            return Arrays.equals(dst, from, to, digits, first, digits.length);
        }
    }
}
