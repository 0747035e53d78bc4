// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Jackson's UTF-8 generator with its fast writer of floating point numbers, kept open, writing root values without a
 * separator. Its internal buffer is flushed to an array once per batch.
 */
final class JacksonNumbers {
    private final FixedSink sink = new FixedSink();
    private final JsonGenerator generator;

    JacksonNumbers() {
        try {
            generator = new JsonFactoryBuilder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .rootValueSeparator((SerializableString) null)
                    .build()
                    .createGenerator(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for floats. */
    int write(byte[] dst, int pos, float[] values, int from, int count) {
        sink.aim(dst, pos);
        try {
            for (int i = from; i < from + count; i++) {
                generator.writeNumber(values[i]);
            }
            generator.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.position();
    }

    /** Writes {@code count} values from index {@code from} on, and returns the index after the last byte. */
    int write(byte[] dst, int pos, double[] values, int from, int count) {
        sink.aim(dst, pos);
        try {
            for (int i = from; i < from + count; i++) {
                generator.writeNumber(values[i]);
            }
            generator.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.position();
    }
}
