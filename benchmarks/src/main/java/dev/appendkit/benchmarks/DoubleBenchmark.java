// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.util.NumberUtils;
import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.ShortestDouble;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.openhft.chronicle.bytes.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The shortest text of a double, as JDK 19 and later write it. {@code kind} is described in {@link Values#doubles};
 * 65,536 values are fresh, 1,024 are repeated. {@code kernel} is what the cursor calls after its check. fastjson2 now
 * and then writes a digit more than needed and Chronicle Bytes neither exponents nor a fraction of zero, nor all digits
 * of long texts: fastjson2's texts are checked by reading them back, and those of Chronicle Bytes where they are
 * prices.
 */
public class DoubleBenchmark extends ValueBenchmark {
    @Param({"65536", "1024"})
    public int count;

    @Param({"mixed", "prices", "digits17"})
    public String kind;

    private final JacksonNumbers jackson = new JacksonNumbers();
    private final Bytes<byte[]> chronicle = Bytes.allocateElasticOnHeap(Batches.SIZE * 64);
    private double[] values;

    private final ValueWriter ofKernel = (to, pos, i) -> ShortestDouble.appendSpill(to, pos, values[i]);
    private final ValueWriter ofFastjson2 = (to, pos, i) -> NumberUtils.writeDouble(to, pos, values[i], true, false);
    private final BatchWriter ofJackson = (to, pos, from, n) -> jackson.write(to, pos, values, from, n);
    private final BatchWriter ofChronicle = this::writeChronicle;

    @Override
    int prepare() {
        values = Values.doubles(count, kind);
        return count;
    }

    @Override
    String text(int index) {
        return Double.toString(values[index]);
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendDouble(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendDouble(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("the kernel", ofKernel, "Jackson", (to, pos, i) -> ofJackson.write(to, pos, i, 1));
    }

    /** Two sides write another text, which is read instead of compared. */
    @Override
    public void setUp() {
        super.setUp();
        byte[] to = new byte[1 << 10];
        for (int i = 0; i < count; i++) {
            verify("fastjson2", i, to, ofFastjson2.write(to, 0, i));
            if (kind.equals("prices")) {
                // Of others it does not write all digits.
                writeChronicle(to, 0, i, 1);
                verify("Chronicle Bytes", i, chronicle.underlyingObject(), (int) chronicle.writePosition());
            }
        }
    }

    private void verify(String side, int i, byte[] text, int length) {
        String written = new String(text, 0, length, StandardCharsets.ISO_8859_1);
        if (Double.parseDouble(written) != values[i]) {
            throw new IllegalStateException(side + " wrote " + written + " instead of " + values[i]);
        }
    }

    /** Into its own buffer on the heap: it takes no array of a caller. */
    private int writeChronicle(byte[] to, int pos, int from, int n) {
        chronicle.clear();
        for (int i = from; i < from + n; i++) {
            chronicle.append(values[i]);
        }
        return (int) chronicle.writePosition();
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
    public int chronicle() {
        return fill(ofChronicle);
    }
}
