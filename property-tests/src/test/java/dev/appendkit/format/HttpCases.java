// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** Netty reads the fields of a response. */
final class HttpCases extends FormatCases {
    private static final String ALLOWED = "!#$%&'*+-.^_`|~09azAZ \t\"(),/:;<=>?@[\\]{}";

    HttpCases(Choices choices) {
        super(choices);
    }

    /** A field is whole when its call has returned. */
    @Override
    boolean isComplete() {
        return true;
    }

    @Override
    void rollBack() {}

    @Override
    void call() {
        String name = text();
        switch (choices.below(4)) {
            case 0 -> {
                long value = choices.number();
                HttpFields.appendField(out, form(name), value);
                accept(name, Long.toString(value));
            }
            case 1 -> {
                HttpFields.appendDateField(out, form(name), 1_795_251_723);
                accept(name, "Sat, 21 Nov 2026 09:02:03 GMT");
            }
            default -> {
                String value = text();
                HttpFields.appendField(out, form(name), form(value));
                accept(name, value);
            }
        }
    }

    /** Any text, or one of which most chars are allowed. */
    private String text() {
        if (choices.below(4) == 0) {
            return choices.text();
        }
        StringBuilder text = new StringBuilder("x");
        int chars = choices.below(16);
        int allowed = choices.below(2) == 0 ? 21 : ALLOWED.length();
        for (int i = 0; i < chars; i++) {
            text.append(ALLOWED.charAt(choices.below(allowed)));
        }
        return text.toString();
    }

    @Override
    List<Object> read(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder());
        channel.writeInbound(
                Unpooled.copiedBuffer("HTTP/1.1 204 No Content\r\n", US_ASCII),
                Unpooled.wrappedBuffer(bytes),
                Unpooled.copiedBuffer("\r\n", US_ASCII));
        HttpResponse response = channel.readInbound();
        if (response.decoderResult().isFailure()) {
            throw new IllegalStateException(response.decoderResult().cause());
        }
        List<Object> read = new ArrayList<>();
        response.headers().forEach(field -> {
            read.add(field.getKey());
            read.add(field.getValue());
        });
        ReferenceCountUtil.release(response);
        channel.finishAndReleaseAll();
        return read;
    }
}
