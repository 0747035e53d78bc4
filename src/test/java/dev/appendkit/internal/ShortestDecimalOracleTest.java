// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control of the oracle: it takes what the specification's examples say and refuses everything near it. */
final class ShortestDecimalOracleTest {

    @ParameterizedTest
    @CsvSource({
        "2.0E23, 2e23",
        "4.9E-324, 4.9e-324",
        "9.9E-324, 9.9e-324",
        "1.0E23, 1e23",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "9.007199254740992E15, 9007199254740993",
        "1.0, 1",
        "100.0, 100",
        "-0.001, -0.001",
        "9.0E-4, 0.0009",
        "9999999.0, 9999999",
        "1.0E7, 10000000",
        "-0.0, -0.0",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void takesTheRightText(String text, double v) {
        assertThat(ShortestDecimalOracle.problem(text, v)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1.9999999999999998E23, 2e23", // rounds, but has more digits
        "5.0E-324, 4.9e-324", // one digit, but two digits come closer
        "5E-324, 4.9e-324",
        "4.94E-324, 4.9e-324",
        "4.8E-324, 4.9e-324", // as long, but not the closest
        "1.0, 1.0000000000000002", // another number
        "1.0000000000000003, 1.0000000000000002", // its neighbour
        "2.2250738585072011E-308, 2.2250738585072014E-308",
        "1.7976931348623158E308, 1.7976931348623157E308",
        "1.1258999068426243E15, 1125899906842624.25", // a tie, odd
        "100.00, 100",
        "100, 100",
        "100., 100",
        "+1.0, 1",
        "01.0, 1",
        "-1.0, 1",
        "1.0, -1",
        ".5, 0.5",
        "1.0E-3, 0.001",
        "0.0009, 0.0009",
        "9.0E-04, 0.0009",
        "9.0e-4, 0.0009",
        "1.0E0, 1",
        "10000000.0, 10000000",
        "1.0E+7, 10000000",
        "10.0E6, 10000000",
        "0.0, -0.0",
        "-0.0, 0.0",
        "-NaN, NaN",
        "Infinity, -Infinity",
        "x, 1",
        "'', 1",
    })
    void refusesAWrongText(String text, double v) {
        assertThat(ShortestDecimalOracle.problem(text, v)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1.4E-45, 1.4e-45", "3.4028235E38, 3.4028235E38", "0.1, 0.1", "1.1754944E-38, 1.17549435E-38"})
    void takesTheRightTextOfAFloat(String text, float v) {
        assertThat(ShortestDecimalOracle.problem(text, v)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1.0E-45, 1.4e-45", "3.4028236E38, 3.4028235E38", "0.10000000149011612, 0.1", "0.0, -0.0", "1.0, NaN"})
    void refusesAWrongTextOfAFloat(String text, float v) {
        assertThat(ShortestDecimalOracle.problem(text, v)).isNotNull();
    }

    @Test
    void agreesWithACorrectJdk() {
        assumeTrue(ShortestDecimalOracle.jdkIsCorrect(), "the JDK's own text is not the shortest before 19");
        SplittableRandom random = new SplittableRandom(19);
        for (int i = 0; i < 20_000; i++) {
            double v = Double.longBitsToDouble(random.nextLong());
            assertThat(ShortestDecimalOracle.problem(Double.toString(v), v)).isNull();
            float f = Float.intBitsToFloat(random.nextInt());
            assertThat(ShortestDecimalOracle.problem(Float.toString(f), f)).isNull();
        }
    }
}
