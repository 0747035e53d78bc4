// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a benchmark of formats checks before it measures: all sides write the same. */
class FormatBenchmarkTest {

    @ParameterizedTest
    @ValueSource(strings = {"clean8", "clean1024", "lengths", "escaped64", "cjk64"})
    void strings(String kind) {
        JsonStringBenchmark benchmark = new JsonStringBenchmark();
        benchmark.kind = kind;
        assertThatNoException().isThrownBy(benchmark::setUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "lengths"})
    void records(String kind) {
        JsonRecordBenchmark benchmark = new JsonRecordBenchmark();
        benchmark.kind = kind;
        assertThatNoException().isThrownBy(benchmark::setUp);
    }

    @Test
    void others() {
        assertThatNoException().isThrownBy(new CsvBenchmark()::setUp);
        assertThatNoException().isThrownBy(new RespBenchmark()::setUp);
        assertThatNoException().isThrownBy(new LineProtocolBenchmark()::setUp);
        assertThatNoException().isThrownBy(new PrometheusBenchmark()::setUp);
        assertThatNoException().isThrownBy(new ProtobufBenchmark()::setUp);
    }
}
