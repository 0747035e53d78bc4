// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.appendkit.testing.Written;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalOracleTest {
    private final Written written = new Written();

    @Test
    void everyLengthOfALongAtEveryScale() {
        for (long power = 1; power > 0; power = power == 1_000_000_000_000_000_000L ? -1 : power * 10) {
            for (long unscaled : new long[] {power, power - 1, power + 1, -power, 7 * power / 3}) {
                for (int scale = -25; scale <= 45; scale++) {
                    check(unscaled, scale);
                }
            }
        }
        for (int scale = -25; scale <= 45; scale++) {
            check(0, scale);
            check(Long.MAX_VALUE, scale);
            check(Long.MIN_VALUE, scale);
            check(Long.MIN_VALUE + 1, scale);
        }
    }

    @Test
    void randomLongs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            check(random.nextLong() >> random.nextInt(64), random.nextInt(-4, 24));
        }
    }

    @Test
    void largeOnes() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 8_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(i % 100 == 0 ? 800 : 40)];
            random.nextBytes(bytes);
            BigInteger unscaled = new BigInteger(bytes);
            check(unscaled);
            check(new BigDecimal(unscaled, random.nextInt(-20, 120)));
        }
        for (int exponent = 0; exponent < 120; exponent++) {
            for (int delta = -1; delta <= 1; delta++) {
                BigInteger unscaled = BigInteger.TEN.pow(exponent).add(BigInteger.valueOf(delta));
                check(unscaled);
                check(unscaled.negate());
                check(new BigDecimal(unscaled, exponent));
                check(new BigDecimal(unscaled.negate(), exponent / 2));
            }
        }
        for (int bits = 60; bits < 200; bits++) {
            check(BigInteger.ONE.shiftLeft(bits));
            check(BigInteger.ONE.shiftLeft(bits).negate());
            check(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        }
    }

    @Test
    void theLongestTextsAreWrittenAndOneByteMoreIsRefused() {
        int max = Append.MAX_DECIMAL_LENGTH;
        assertThat(max).isEqualTo(65_536);
        check(new BigDecimal(BigInteger.ONE, -(max - 1)));
        check(new BigDecimal(BigInteger.ONE, max - 2));
        check(BigInteger.TEN.pow(max - 1));
        check(BigInteger.TEN.pow(max - 1).subtract(BigInteger.ONE).negate());
        refused(new BigDecimal(BigInteger.ONE, -max));
        refused(new BigDecimal(BigInteger.ONE.negate(), -(max - 1)));
        refused(new BigDecimal(BigInteger.ONE, max - 1));
        refused(new BigDecimal(BigInteger.TEN.pow(max - 1).negate(), 0));
        refused(BigInteger.TEN.pow(max));
        refused(BigInteger.TEN.pow(max - 1).negate());
        check(1, -(max - 1));
        refused(1, -max);
        refused(-1, -(max - 1));
        refused(1, max - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1_000_000_000, 1_000_000_000, Integer.MAX_VALUE})
    void aHugeScaleIsRefusedAtOnce(int scale) {
        refused(new BigDecimal(BigInteger.TWO, scale));
        refused(-3, scale);
        refused(new BigDecimal(BigInteger.TEN.pow(30), scale));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1_000_000, -1})
    void aZeroOfNegativeScaleIsOneDigit(int scale) {
        check(BigDecimal.valueOf(0, scale));
        check(0, scale);
    }

    @Test
    void aHugeIntegerIsRefusedFromItsBitsAlone() {
        // 2^(2^26) has 20 million digits; to compute them would take minutes, to compute 10^(2 * 10^7) seconds, 48
        // times.
        BigInteger huge = BigInteger.ONE.shiftLeft(1 << 26);
        assertTimeout(Duration.ofSeconds(20), () -> {
            refused(huge);
            for (int scale : new int[] {Integer.MIN_VALUE, -100, -3, 0, 2, 100, 20_000_000, Integer.MAX_VALUE}) {
                refused(new BigDecimal(huge, scale));
                refused(new BigDecimal(huge.negate(), scale));
            }
        });
    }

    @Test
    void theFirstNumbersThatAreTooLongAreRefusedWhateverTheirBitsAre() {
        int bits = BigInteger.TEN.pow(Append.MAX_DECIMAL_LENGTH).bitLength();
        for (int bit = bits - 1; bit < bits + 10; bit++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bit);
            if (bit == bits - 1) {
                check(power);
            } else {
                refused(power);
                refused(new BigDecimal(power, 5));
            }
            refused(power.negate());
        }
    }

    @Test
    void shortOnesAtEveryScaleWithinReachOfADouble() {
        // Up to 15 digits are taken from the double that is next to the decimal.
        SplittableRandom random = new SplittableRandom(13);
        for (int scale = -40; scale <= 70; scale++) {
            for (long power = 1; power <= 1_000_000_000_000_000_000L / 10; power *= 10) {
                check(BigDecimal.valueOf(10 * power - 1, scale));
                check(BigDecimal.valueOf(-power, scale));
                check(BigDecimal.valueOf(random.nextLong(power, 10 * power), scale));
                check(BigDecimal.valueOf(-random.nextLong(power, 10 * power), scale));
            }
            check(BigDecimal.valueOf(Long.MAX_VALUE, scale));
            check(BigDecimal.valueOf(-Long.MAX_VALUE, scale));
            check(BigDecimal.valueOf(Long.MIN_VALUE, scale));
            check(BigDecimal.valueOf(0, scale));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.00, 0.00", "-0.05, -0.05", "1E+3, 1000", "1E-10, 0.0000000001", "123.4500, 123.4500"})
    void knownTexts(BigDecimal value, String text) {
        assertThat(value.toPlainString()).isEqualTo(text);
        check(value);
    }

    @Test
    void aSubclassThatLiesIsCopiedAndWhatItSaysOtherwiseIsNotAsked() {
        BigDecimal lying = new LyingDecimal("12345678901234567890.25");
        written.expect("12345678901234567890.25").by(Append.appendDecimal(written.array(), Written.START, lying));
        written.expect("12345678901234567890.25").byCursor(out -> out.appendDecimal(lying));
        assertThat(Append.decimalLength(lying)).isEqualTo(23);
        String digits = "-98765432109876543210";
        written.expect(digits).by(Append.appendBigInteger(written.array(), Written.START, new LyingInteger(digits)));
        written.expect(digits).byCursor(out -> out.appendBigInteger(new LyingInteger(digits)));
        assertThat(Append.bigIntegerLength(new LyingInteger(digits))).isEqualTo(21);
        BigDecimal within = new BigDecimal(new LyingInteger(digits), 3);
        written.expect("-98765432109876543.210").byCursor(out -> out.appendDecimal(within));
        BigDecimal least = new BigDecimal(new LyingInteger(Long.toString(Long.MIN_VALUE)), 3);
        written.expect("-9223372036854775.808").byCursor(out -> out.appendDecimal(least));
    }

    @Test
    void aSubclassThatAnswersDifferentlyEachTimeIsAskedOnce() {
        BigDecimal fickle = new FickleDecimal();
        written.expect("12345.678").byCursor(out -> out.appendDecimal(fickle));
        written.expect("1234567.8").by(Append.appendDecimal(written.array(), Written.START, fickle));
        assertThat(Append.decimalLength(fickle)).as("scale -1").isEqualTo(9);
    }

    private void check(long unscaled, int scale) {
        BigDecimal decimal = BigDecimal.valueOf(unscaled, scale);
        String text = decimal.toPlainString();
        written.expect(text).by(Append.appendDecimal(written.array(), Written.START, unscaled, scale));
        written.expect(text).byCursor(out -> out.appendDecimal(unscaled, scale));
        check(decimal);
    }

    private void check(BigDecimal value) {
        String text = value.toPlainString();
        written.expect(text).by(Append.appendDecimal(written.array(), Written.START, value));
        written.expect(text).byCursor(out -> out.appendDecimal(value));
        assertThat(Append.decimalLength(value)).isEqualTo(text.length());
    }

    private void check(BigInteger value) {
        String text = value.toString();
        written.expect(text).by(Append.appendBigInteger(written.array(), Written.START, value));
        written.expect(text).byCursor(out -> out.appendBigInteger(value));
        assertThat(Append.bigIntegerLength(value)).isEqualTo(text.length());
    }

    private void refused(long unscaled, int scale) {
        refused(() -> Append.appendDecimal(written.array(), 0, unscaled, scale));
        refused(() -> written.cursor().appendDecimal(unscaled, scale));
        refused(() -> Append.decimalLength(unscaled, scale));
    }

    private void refused(BigDecimal value) {
        refused(() -> Append.appendDecimal(written.array(), 0, value));
        refused(() -> written.cursor().appendDecimal(value));
        refused(() -> Append.decimalLength(value));
    }

    private void refused(BigInteger value) {
        refused(() -> Append.appendBigInteger(written.array(), 0, value));
        refused(() -> written.cursor().appendBigInteger(value));
        refused(() -> Append.bigIntegerLength(value));
    }

    private void refused(Runnable append) {
        assertThatIllegalArgumentException().isThrownBy(append::run).withMessageContaining("65536");
        assertThat(written.cursor().length()).isZero();
    }

    /** Has a scale and an unscaled value that change from call to call. */
    private static final class FickleDecimal extends BigDecimal {
        private static final long serialVersionUID = 1;
        private int scale = 5;

        FickleDecimal() {
            super("1");
        }

        @Override
        public int scale() {
            scale -= 2;
            return scale;
        }

        @Override
        public BigInteger unscaledValue() {
            return BigInteger.valueOf(12_345_678L);
        }
    }

    /** Answers every question that a writer could ask with something else than its value. */
    private static final class LyingDecimal extends BigDecimal {
        private static final long serialVersionUID = 1;

        LyingDecimal(String value) {
            super(value);
        }

        @Override
        public int precision() {
            return 2;
        }

        @Override
        public int signum() {
            return 0;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public BigDecimal scaleByPowerOfTen(int n) {
            return ONE;
        }

        @Override
        public String toPlainString() {
            return "'; DROP TABLE t; --";
        }

        @Override
        public String toString() {
            return toPlainString();
        }
    }

    /** As above, but the bit length is right when it is asked for the first time: the copy needs it. */
    private static final class LyingInteger extends BigInteger {
        private static final long serialVersionUID = 1;
        private boolean asked;

        LyingInteger(String value) {
            super(value);
        }

        @Override
        public int bitLength() {
            if (asked) {
                return 3;
            }
            asked = true;
            return super.bitLength();
        }

        @Override
        public int signum() {
            return 0;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public BigInteger abs() {
            return ONE;
        }

        @Override
        public String toString() {
            return "'; DROP TABLE t; --";
        }
    }
}
