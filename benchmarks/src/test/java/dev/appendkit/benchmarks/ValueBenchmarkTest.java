// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.AppendBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the checks that every benchmark makes of all its sides, and each row that they share once. */
class ValueBenchmarkTest {
    private static final int COUNT = 1_024;

    static List<ValueBenchmark> benchmarks() {
        List<ValueBenchmark> all = new ArrayList<>();
        for (String digits : new String[] {"mixed", "1", "2", "3"}) {
            IntBenchmark ints = new IntBenchmark();
            ints.count = COUNT;
            ints.digits = digits;
            all.add(ints);
        }
        LongBenchmark longs = new LongBenchmark();
        longs.count = COUNT;
        all.add(longs);
        for (String kind : new String[] {"mixed", "prices", "digits17"}) {
            DoubleBenchmark doubles = new DoubleBenchmark();
            doubles.count = COUNT;
            doubles.kind = kind;
            all.add(doubles);
        }
        FloatBenchmark floats = new FloatBenchmark();
        floats.count = COUNT;
        all.add(floats);
        DecimalBenchmark decimals = new DecimalBenchmark();
        decimals.count = COUNT;
        all.add(decimals);
        BigDecimalBenchmark bigDecimals = new BigDecimalBenchmark();
        bigDecimals.count = COUNT;
        all.add(bigDecimals);
        LocalDateTimeBenchmark dateTimes = new LocalDateTimeBenchmark();
        dateTimes.count = COUNT;
        all.add(dateTimes);
        for (String order : new String[] {"random", "clock"}) {
            EpochMicrosBenchmark micros = new EpochMicrosBenchmark();
            micros.count = COUNT;
            micros.order = order;
            all.add(micros);
        }
        UuidBenchmark uuids = new UuidBenchmark();
        uuids.count = COUNT;
        all.add(uuids);
        for (String kind : new String[] {"ascii16", "ascii64", "accented64", "cjk64", "emoji64"}) {
            Utf8Benchmark texts = new Utf8Benchmark();
            texts.kind = kind;
            all.add(texts);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void everySideWritesTheExpectedText(ValueBenchmark benchmark) {
        benchmark.setUp();
        int length = benchmark.copy();
        assertThat(length).isPositive();
        // Each row goes on to the next batch of 64; the first one comes again after all.
        for (int batch = 1; batch < benchmark.size() / Batches.SIZE; batch++) {
            benchmark.copy();
        }
        assertThat(benchmark.append()).isEqualTo(length);
        benchmark.tearDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes64", "bytes1024", "special64", "string"})
    void everySideEscapesSoThatItReadsBack(String kind) {
        SqlEscapeBenchmark benchmark = new SqlEscapeBenchmark();
        benchmark.kind = kind;
        benchmark.setUp();
        assertThat(benchmark.append()).isGreaterThanOrEqualTo(benchmark.copy());
    }

    @Test
    void aSideThatWritesAnotherTextIsFound() {
        ValueBenchmark wrong = new ValueBenchmark() {
            @Override
            int prepare() {
                return Batches.SIZE;
            }

            @Override
            String text(int index) {
                return "1";
            }

            @Override
            int append(byte[] to, int pos, int index) {
                to[pos] = '1';
                return pos + 1;
            }

            @Override
            void append(AppendBuffer out, int index) {
                out.appendInt(index / 63 + 1);
            }

            @Override
            Map<String, ValueWriter> peers() {
                return Map.of();
            }
        };
        assertThatIllegalStateException().isThrownBy(wrong::setUp).withMessageContaining("the cursor wrote 2");
    }
}
