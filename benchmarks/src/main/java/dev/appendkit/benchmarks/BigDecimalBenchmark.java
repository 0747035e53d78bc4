// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import java.math.BigDecimal;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A BigDecimal whose unscaled value fits a long; 1,024 of them, since more would measure the cache that holds the
 * objects. fastjson2 reads a private field of the value through Unsafe, which appendkit does not.
 */
public class BigDecimalBenchmark extends ValueBenchmark {
    @Param({"1024"})
    public int count;

    private final Fastjson2Writer fastjson2 = new Fastjson2Writer();
    private BigDecimal[] values;

    private final BatchWriter ofFastjson2 = (to, pos, from, n) -> fastjson2.write(to, pos, values, from, n);

    @Override
    int prepare() {
        long[] unscaled = Values.unscaled(count);
        int[] scales = Values.scales(count);
        values = new BigDecimal[count];
        for (int i = 0; i < count; i++) {
            values[i] = BigDecimal.valueOf(unscaled[i], scales[i]);
        }
        return count;
    }

    @Override
    String text(int index) {
        return values[index].toPlainString();
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendDecimal(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendDecimal(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("fastjson2", (to, pos, i) -> ofFastjson2.write(to, pos, i, 1));
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }
}
