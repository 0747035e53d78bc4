// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.NumberUtils;
import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The shortest text of a float, as JDK 19 and later write it: half prices, half ratios of full precision. fastjson2 now
 * and then writes a digit more than needed; its row is checked by reading its text back.
 */
public class FloatBenchmark extends ValueBenchmark {
    @Param({"65536", "1024"})
    public int count;

    private final JacksonNumbers jackson = new JacksonNumbers();
    private float[] values;

    private final ValueWriter ofFastjson2 = (to, pos, i) -> NumberUtils.writeFloat(to, pos, values[i], true, false);
    private final BatchWriter ofJackson = (to, pos, from, n) -> jackson.write(to, pos, values, from, n);

    @Override
    int prepare() {
        values = Values.floats(count);
        return count;
    }

    @Override
    String text(int index) {
        return Float.toString(values[index]);
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendFloat(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendFloat(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("Jackson", (to, pos, i) -> ofJackson.write(to, pos, i, 1));
    }

    /** fastjson2 writes another text, which is read instead of compared. */
    @Override
    public void setUp() {
        super.setUp();
        byte[] to = new byte[64];
        for (int i = 0; i < count; i++) {
            String written = new String(to, 0, ofFastjson2.write(to, 0, i), StandardCharsets.ISO_8859_1);
            if (Float.parseFloat(written) != values[i]) {
                throw new IllegalStateException("fastjson2 wrote " + written + " instead of " + values[i]);
            }
        }
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }

    @Benchmark
    public int jackson() {
        return fill(ofJackson);
    }
}
