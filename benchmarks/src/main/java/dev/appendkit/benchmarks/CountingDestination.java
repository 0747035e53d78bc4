// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.ByteBuffer;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;

/** Takes an event's bytes as Log4j's appenders do, into a buffer, and starts again. */
final class CountingDestination implements ByteBufferDestination {
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    /** The bytes since the last call. */
    int take() {
        int length = buffer.position();
        buffer.clear();
        return length;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return buffer;
    }

    @Override
    public ByteBuffer drain(ByteBuffer full) {
        full.clear();
        return full;
    }

    @Override
    public void writeBytes(ByteBuffer data) {
        buffer.put(data);
    }

    @Override
    public void writeBytes(byte[] data, int offset, int length) {
        buffer.put(data, offset, length);
    }
}
