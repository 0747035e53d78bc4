// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** A real Redis reads the commands, in version 3 of its protocol, and gives back what it was sent. */
class RedisServerTest {
    private static final int ROUNDS = 1_000;
    private static final RespArgument SET = RespArgument.of("SET");
    private static final RespArgument GET = RespArgument.of("GET");

    private static RedisServer server;
    private static Socket socket;
    private static DataInputStream in;

    private final AppendBuffer out = AppendBuffer.growing(64, 1 << 22);
    private final RespWriter resp = new RespWriter().reset(out);
    private final Random random = new Random(12);

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new RedisServer(port);
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        socket.getOutputStream().write("HELLO 3\r\n".getBytes(US_ASCII));
        int lines = 2 * Integer.parseInt(line().substring(1));
        for (int i = 0; i < lines; i++) {
            String line = line();
            if (line.charAt(0) == '$') {
                line();
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        socket.close();
        server.stop();
    }

    private static String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int b = in.read();
        while (b != '\r') {
            line.append((char) b);
            b = in.read();
        }
        assertThat(in.read()).isEqualTo('\n');
        return line.toString();
    }

    private void send() throws IOException {
        assertThat(resp.isComplete()).isTrue();
        out.writeTo(socket.getOutputStream());
        out.clear();
    }

    private static byte[] bulk() throws IOException {
        String header = line();
        assertThat(header).startsWith("$");
        byte[] bytes = new byte[Integer.parseInt(header.substring(1))];
        in.readFully(bytes);
        assertThat(line()).isEmpty();
        return bytes;
    }

    @Test
    void textAndBytesComeBack() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String text = Strings.next(random);
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            resp.beginCommand(3).appendArgument(SET).appendArgument("key").appendArgument(text);
            resp.beginCommand(2).appendArgument(GET).appendArgument(new StringBuilder("key"));
            resp.beginCommand(3).appendArgument(SET).appendArgument("Ω").appendArgument(bytes, 0, bytes.length);
            resp.beginCommand(2).appendArgument(GET).appendArgument(RespArgument.of("Ω"));
            send();
            assertThat(line()).isEqualTo("+OK");
            assertThat(new String(bulk(), UTF_8)).isEqualTo(Strings.encodable(text));
            assertThat(line()).isEqualTo("+OK");
            assertThat(bulk()).isEqualTo(bytes);
        }
    }

    @Test
    void doublesAreScores() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            double score =
                    switch (i) {
                        case 0 -> Double.POSITIVE_INFINITY;
                        case 1 -> Double.NEGATIVE_INFINITY;
                        default -> {
                            double any = Double.longBitsToDouble(random.nextLong());
                            yield Double.isNaN(any) ? 1 : any;
                        }
                    };
            resp.beginCommand(4).appendArgument("ZADD").appendArgument("set").appendDoubleArgument(score);
            resp.appendLongArgument(i).beginCommand(3).appendArgument("ZSCORE").appendArgument("set");
            resp.appendLongArgument(i);
            send();
            assertThat(line()).isEqualTo(":1");
            String read = line().substring(1);
            assertThat(read.endsWith("inf") ? (read.startsWith("-") ? -1 : 1) / 0.0 : Double.parseDouble(read))
                    .isEqualTo(score);
        }
    }
}
