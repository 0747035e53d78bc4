// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.IOUtils;
import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import java.math.BigDecimal;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A decimal of an unscaled long of up to 15 digits and a scale of 0 to 6, a fifth of them negative. {@code jdk} is
 * {@code BigDecimal.valueOf(unscaled, scale).toPlainString()}.
 */
public class DecimalBenchmark extends ValueBenchmark {
    @Param({"65536", "1024"})
    public int count;

    private long[] unscaled;
    private int[] scales;

    private final ValueWriter ofFastjson2 = (to, pos, i) -> IOUtils.writeDecimal(to, pos, unscaled[i], scales[i]);

    @Override
    int prepare() {
        unscaled = Values.unscaled(count);
        scales = Values.scales(count);
        return count;
    }

    @Override
    String text(int index) {
        return BigDecimal.valueOf(unscaled[index], scales[index]).toPlainString();
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendDecimal(to, pos, unscaled[index], scales[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendDecimal(unscaled[index], scales[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("fastjson2", ofFastjson2);
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }
}
