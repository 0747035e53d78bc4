// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.IOUtils;
import com.fasterxml.jackson.core.io.NumberOutput;
import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Digits;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * Decimal text of an int, a fifth of them negative. {@code digits} is how many each has ({@code 1-3}: one to three, at
 * random), or {@code mixed}: log-uniform magnitudes. 65,536 values are fresh, 1,024 are repeated (see {@link Batches}).
 * {@code kernel} is what the cursor calls after its check.
 */
@Fork(value = 2, jvmArgsAppend = AgronaBuffer.OPENS)
public class IntBenchmark extends ValueBenchmark {
    @Param({"65536", "1024"})
    public int count;

    @Param({"mixed", "1-3", "1", "2", "3"})
    public String digits;

    private final AgronaBuffer agrona = new AgronaBuffer();
    private int[] values;

    private final ValueWriter ofKernel = (to, pos, i) -> Digits.appendIntSpill(to, pos, values[i]);
    private final ValueWriter ofFastjson2 = (to, pos, i) -> IOUtils.writeInt32(to, pos, values[i]);
    private final ValueWriter ofJackson = (to, pos, i) -> NumberOutput.outputInt(values[i], to, pos);
    private final ValueWriter ofAgrona = (to, pos, i) -> pos + agrona.over(to).putIntAscii(pos, values[i]);

    @Override
    int prepare() {
        values = digits.equals("mixed") ? Values.ints(count) : Values.ints(count, digits);
        return count;
    }

    @Override
    String text(int index) {
        return Integer.toString(values[index]);
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendInt(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendInt(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("the kernel", ofKernel, "fastjson2", ofFastjson2, "Jackson", ofJackson, "Agrona", ofAgrona);
    }

    @Benchmark
    public int kernel() {
        return fill(ofKernel);
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }

    @Benchmark
    public int jackson() {
        return fill(ofJackson);
    }

    @Benchmark
    public int agrona() {
        return fill(ofAgrona);
    }
}
