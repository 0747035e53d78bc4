// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import dev.appendkit.AppendBuffer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that java-dogstatsd-client sends for the same metrics. */
class StatsdReadersTest {
    @Test
    void dogStatsdClientSendsTheSameLines() throws Exception {
        AppendBuffer out = AppendBuffer.wrap(new byte[1_432], 0, 1_432);
        StatsdWriter statsd = new StatsdWriter().reset(out);
        statsd.beginLong("counted", 5, StatsdWriter.Type.COUNTER).tag("k", "v").endRecord();
        statsd.beginLong("gauged", -7, StatsdWriter.Type.GAUGE)
                .tag("bare", null)
                .tag("k", "v")
                .endRecord();
        statsd.beginDouble("real", 0.125, StatsdWriter.Type.GAUGE).endRecord();
        statsd.beginLong("timed", 12, StatsdWriter.Type.TIMER).endRecord();
        statsd.beginDouble("spread", 1_234.5, StatsdWriter.Type.HISTOGRAM).endRecord();
        statsd.beginLong("distributed", 3, StatsdWriter.Type.DISTRIBUTION)
                .tag("k", "v")
                .endRecord();
        statsd.beginLong("once", 99, StatsdWriter.Type.SET).endRecord();
        List<String> expected = List.of(out.toString(UTF_8).split("\n", -1));

        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            StatsDClient client = new NonBlockingStatsDClientBuilder()
                    .hostname("127.0.0.1")
                    .port(socket.getLocalPort())
                    .enableTelemetry(false)
                    .enableAggregation(false)
                    .originDetectionEnabled(false)
                    .build();
            client.count("counted", 5, "k:v");
            client.recordGaugeValue("gauged", -7, "bare", "k:v");
            client.recordGaugeValue("real", 0.125);
            client.recordExecutionTime("timed", 12);
            client.recordHistogramValue("spread", 1_234.5);
            client.recordDistributionValue("distributed", 3, "k:v");
            client.recordSetValue("once", "99");
            List<String> sent = new ArrayList<>();
            while (sent.size() < expected.size()) {
                DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
                socket.receive(packet);
                sent.addAll(new String(packet.getData(), 0, packet.getLength(), UTF_8)
                        .lines()
                        .toList());
            }
            // Earlier it would drop what its threads have not sent.
            client.stop();
            // Tags have no order that means something.
            assertThat(sent.stream().map(StatsdReadersTest::sorted).toList())
                    .isEqualTo(expected.stream().map(StatsdReadersTest::sorted).toList());
        }
    }

    private static String sorted(String line) {
        int tags = line.indexOf("|#");
        if (tags < 0) {
            return line;
        }
        List<String> all = new ArrayList<>(List.of(line.substring(tags + 2).split(",", -1)));
        all.sort(null);
        return line.substring(0, tags + 2) + String.join(",", all);
    }
}
