// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A LocalDateTime as {@code 2026-11-21 09:02:03.123456} (Jackson's core has no timestamps); 1,024 random ones, since
 * more would measure the cache that holds the objects. {@code jdk} is {@code DateTimeFormatter.format}.
 */
public class LocalDateTimeBenchmark extends ValueBenchmark {
    @Param({"1024"})
    public int count;

    private LocalDateTime[] values;

    private final ValueWriter ofFastjson2 = (to, pos, i) -> Fastjson2Timestamp.write(to, pos, values[i]);

    @Override
    int prepare() {
        values = new LocalDateTime[count];
        long[] micros = Values.epochMicros(count, "random");
        Arrays.setAll(values, i -> Values.dateTime(micros[i]));
        return count;
    }

    @Override
    String text(int index) {
        return values[index].toString().replace('T', ' ');
    }

    @Override
    String jdkText(int index) {
        return JdkText.format(values[index]);
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendTimestamp(to, pos, values[index], FractionDigits.MICROS);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendTimestamp(values[index], FractionDigits.MICROS);
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
