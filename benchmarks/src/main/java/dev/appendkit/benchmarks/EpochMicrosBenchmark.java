// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Microseconds since the epoch as {@code 2026-11-21 09:02:03.123456} in UTC. fastjson2 and the JDK go through a
 * LocalDateTime, Log4j through its own instant and chars. {@code order} is {@code random}, or {@code clock}: ascending,
 * about a thousand a second. 65,536 values are fresh, 1,024 are repeated.
 */
public class EpochMicrosBenchmark extends ValueBenchmark {
    @Param({"65536", "1024"})
    public int count;

    @Param({"random", "clock"})
    public String order;

    private final Log4jTimestamp log4j = new Log4jTimestamp();
    private long[] values;

    private final ValueWriter ofFastjson2 =
            (to, pos, i) -> Fastjson2Timestamp.write(to, pos, Values.dateTime(values[i]));
    private final ValueWriter ofLog4j = (to, pos, i) -> log4j.write(to, pos, values[i]);

    @Override
    int prepare() {
        values = Values.epochMicros(count, order);
        return count;
    }

    @Override
    String text(int index) {
        return Values.dateTime(values[index]).toString().replace('T', ' ');
    }

    @Override
    String jdkText(int index) {
        return JdkText.format(Values.dateTime(values[index]));
    }

    @Override
    int append(byte[] to, int pos, int index) {
        return Append.appendTimestampMicros(to, pos, values[index], FractionDigits.MICROS);
    }

    @Override
    void append(AppendBuffer out, int index) {
        out.appendTimestampMicros(values[index], FractionDigits.MICROS);
    }

    @Override
    Map<String, ValueWriter> peers() {
        return Map.of("fastjson2", ofFastjson2, "Log4j", ofLog4j);
    }

    @Benchmark
    public int fastjson2() {
        return fill(ofFastjson2);
    }

    @Benchmark
    public int log4j() {
        return fill(ofLog4j);
    }
}
