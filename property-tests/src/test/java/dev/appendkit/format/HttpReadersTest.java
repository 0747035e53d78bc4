// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Netty and the JDK's client read the fields. */
class HttpReadersTest {
    private static final String TOKEN = "!#$%&'*+-.^_`|~09azAZ";

    private final Random random = new Random(13);
    private final AppendBuffer out = AppendBuffer.growing(64, 1 << 20);

    private String name(int i) {
        StringBuilder name = new StringBuilder("x" + i);
        random.ints(random.nextInt(20), 0, TOKEN.length()).forEach(k -> name.append(TOKEN.charAt(k)));
        return name.toString();
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        random.ints(random.nextInt(60), 0x20, 0x7F).forEach(c -> value.append(c == '\\' ? '\t' : (char) c));
        return value.toString().strip();
    }

    private List<String> appendResponse() {
        out.clear().appendAscii("HTTP/1.1 204 No Content\r\n");
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = name(i);
            String value = i == 0 ? "42" : value();
            if (i == 0) {
                HttpFields.appendField(out, name, 42);
            } else {
                HttpFields.appendField(out, name, value);
            }
            fields.add(name);
            fields.add(value);
        }
        HttpFields.appendDateField(out, "Date", 1_795_251_723);
        fields.add("Date");
        fields.add("Sat, 21 Nov 2026 09:02:03 GMT");
        out.appendAscii("\r\n");
        return fields;
    }

    @Test
    void nettyReadsTheFields() {
        for (int round = 0; round < 200; round++) {
            List<String> fields = appendResponse();
            EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
            channel.writeInbound(Unpooled.wrappedBuffer(out.toByteArray()));
            HttpResponse response = channel.readInbound();
            assertThat(response.decoderResult().isSuccess()).isTrue();
            List<String> read = new ArrayList<>();
            response.headers().forEach(field -> {
                read.add(field.getKey());
                read.add(field.getValue());
            });
            assertThat(read).isEqualTo(fields);
            ReferenceCountUtil.release(response);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void theJdkClientReadsTheFields() throws Exception {
        List<String> fields = appendResponse();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var response = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.discarding());
            try (Socket socket = server.accept()) {
                OutputStream to = socket.getOutputStream();
                out.writeTo(to);
                to.flush();
                for (int i = 0; i < fields.size(); i += 2) {
                    // The client reads a tab as a space.
                    assertThat(response.get().headers().firstValue(fields.get(i)))
                            .contains(fields.get(i + 1).replace('\t', ' '));
                }
            }
        }
    }
}
