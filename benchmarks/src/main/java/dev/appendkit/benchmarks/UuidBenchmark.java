// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import java.util.Map;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A random UUID; 1,024 of them, since more would measure the cache that holds the objects. fastjson2's writer puts
 * quotes around each and is flushed once per batch.
 */
public class UuidBenchmark extends ValueBenchmark {
    @Param({"1024"})
    public int count;

    private final Fastjson2Writer fastjson2 = new Fastjson2Writer();
    private UUID[] values;

    private final BatchWriter ofFastjson2 = (to, pos, from, n) -> fastjson2.write(to, pos, values, from, n);

    @Override
    int prepare() {
        values = Values.uuids(count);
        return count;
    }

    @Override
    String text(int index) {
        return values[index].toString();
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendUuid(to, pos, values[index]);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendUuid(values[index]);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("fastjson2", (to, pos, i) -> {
            int end = ofFastjson2.write(to, pos, i, 1);
            System.arraycopy(to, pos + 1, to, pos, end - pos - 2);
            return end - 2;
        });
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }
}
