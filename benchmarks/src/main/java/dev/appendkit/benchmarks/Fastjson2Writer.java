// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.alibaba.fastjson2.JSONWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.UUID;

/** fastjson2's UTF-8 writer, kept open; its buffer is flushed to an array once per batch. */
final class Fastjson2Writer {
    private final FixedSink sink = new FixedSink();
    private final JSONWriter writer = JSONWriter.ofUTF8();

    int write(byte[] dst, int pos, BigDecimal[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            writer.writeDecimal(values[i], 0, null);
        }
        return flush(dst, pos);
    }

    /** With the quotes of a JSON string. */
    int write(byte[] dst, int pos, UUID[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            writer.writeUUID(values[i]);
        }
        return flush(dst, pos);
    }

    private int flush(byte[] dst, int pos) {
        sink.aim(dst, pos);
        try {
            writer.flushTo(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.position();
    }
}
