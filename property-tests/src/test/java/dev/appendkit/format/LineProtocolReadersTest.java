// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.appendkit.AppendBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lines of influxdb-client-java, for what both of them take and write alike. */
class LineProtocolReadersTest {
    private final Random random = new Random(9);

    /** Without what this writer refuses, and without TAB, CR and LF, which the client escapes in its own way. */
    private String name() {
        String text = Strings.encodable(Strings.next(random)).replaceAll("[\\\\\r\n\t#]", "");
        return "n" + text;
    }

    @Test
    void influxdbClientWritesTheSameLines() {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 22);
        LineProtocolWriter line = new LineProtocolWriter().reset(out);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String measurement = name();
            String tag = name();
            String text = Strings.encodable(Strings.next(random)).replaceAll("[\r\n]", "");
            long number = random.nextLong();
            double real = random.nextInt(10_000_000) / 64.0;
            boolean flag = random.nextBoolean();
            // The client sorts fields by their keys.
            line.beginLine(measurement).appendTag("k" + tag, tag);
            line.appendBooleanField("b", flag).appendDoubleField("d", real).appendLongField("n", number);
            assertThat(line.appendStringField("s", text).endLine(i)).isTrue();
            expected.add(Point.measurement(measurement)
                    .addTag("k" + tag, tag)
                    .addField("b", flag)
                    .addField("d", real)
                    .addField("n", number)
                    .addField("s", text)
                    .time(i, WritePrecision.NS)
                    .toLineProtocol()
                    .replace("b=true", "b=t")
                    .replace("b=false", "b=f"));
        }
        assertThat(List.of(out.toString(UTF_8).split("\n", -1)).subList(0, expected.size()))
                .isEqualTo(expected);
    }
}
