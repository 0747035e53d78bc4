// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.internal.FixedDouble;
import dev.appendkit.testing.Allocations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Numbers of every size in a process that uses the JDK's methods in every way: what allocates nothing only because the
 * compiler has seen one way of them must not pass.
 */
@Tag("alloc")
class NumberAllocationTest {
    private static final BigDecimal[] DECIMALS = {
        new BigDecimal("19.99"),
        new BigDecimal("-0.05"),
        new BigDecimal("0.00"),
        new BigDecimal("-999999999.999999"),
        new BigDecimal("1E-22"),
        BigDecimal.valueOf(Long.MAX_VALUE),
        BigDecimal.valueOf(-Long.MAX_VALUE, 0),
        BigDecimal.valueOf(Long.MIN_VALUE, 4),
        new BigDecimal("12345678901234567890"),
        new BigDecimal("-12345678901234567890.12"),
        new BigDecimal("99999999999999999999999999999999999999"),
        new BigDecimal("-0.99999999999999999999999999999999999999"),
        new BigDecimal(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE), -3),
    };

    private static final BigInteger[] INTEGERS = {
        BigInteger.TEN,
        BigInteger.valueOf(Long.MIN_VALUE),
        BigInteger.ONE.shiftLeft(64).negate(),
        BigInteger.TEN.pow(30),
        BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE),
        BigInteger.ONE.subtract(BigInteger.ONE.shiftLeft(128)),
    };

    /** Where the JDK's methods leave their results. */
    private static long sum;

    private final byte[] array = new byte[FixedDouble.MAX_LENGTH];

    private static void useTheJdksMethods() {
        BigDecimal[] all = {
            new BigDecimal("123.456"), new BigDecimal("1E5"), DECIMALS[9], DECIMALS[10], new BigDecimal(INTEGERS[3], 7)
        };
        for (int i = 0; i < 100_000; i++) {
            BigDecimal decimal = all[i % all.length];
            BigDecimal other = all[i % (all.length - 1)];
            BigDecimal rounded = decimal.setScale(1, RoundingMode.DOWN);
            sum += decimal.longValue() + decimal.precision() + rounded.hashCode();
            sum += (long) decimal.doubleValue() + decimal.toBigInteger().hashCode();
            sum += decimal.compareTo(other) > 0 ? 1 : 0;
        }
    }

    @Test
    void decimalsUpTo128Bits() {
        useTheJdksMethods();
        for (BigDecimal decimal : DECIMALS) {
            Allocations.assertNone(decimal.toString(), () -> Append.appendDecimal(array, 0, decimal));
            Allocations.assertNone("length of " + decimal, () -> sum += Append.decimalLength(decimal));
        }
    }

    @Test
    void integersUpTo128Bits() {
        useTheJdksMethods();
        for (BigInteger integer : INTEGERS) {
            Allocations.assertNone(integer.toString(), () -> Append.appendBigInteger(array, 0, integer));
            Allocations.assertNone("length of " + integer, () -> sum += Append.bigIntegerLength(integer));
        }
    }

    @Test
    void fixedDigitsOfEveryMagnitude() {
        Map<String, Double> values = new TreeMap<>();
        for (double v : new double[] {19.99, -1e-300, Double.MAX_VALUE, 2.0 / 3, 1e17 / 3, Double.NaN}) {
            values.put(Double.toString(v), v);
        }
        values.forEach((text, boxed) -> {
            double v = boxed;
            for (int digits : new int[] {0, 2, 17, 18, 19, 100, FixedDouble.MAX_FRACTION_DIGITS}) {
                Allocations.assertNone(text + " to " + digits, () -> {
                    sum += FixedDouble.length(v, digits);
                    FixedDouble.appendExact(array, 0, v, digits);
                });
            }
        });
    }

    @Test
    void theCheckFailsWhereANumberIsLarger() {
        BigInteger large = BigInteger.ONE.shiftLeft(129);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("129 bits", () -> Append.appendBigInteger(array, 0, large)))
                .withMessageContaining("allocates");
        assertThat(sum).as("the results are used").isNotEqualTo(-1);
    }
}
