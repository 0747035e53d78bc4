// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.ByteBufferAppend;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Part of a ByteBuffer whose other bytes, before the position and behind the limit, must not change. */
public final class ByteBufferTarget implements Target {
    private static final Map<String, Method> METHODS = Signatures.ofAppends(ByteBufferAppend.class, ByteBuffer.class);
    private static final int START = 5;
    private static final int BEHIND = 9;

    private final ByteBuffer whole;
    private final ByteBuffer buffer;

    private final int first;

    private ByteBufferTarget(ByteBuffer whole, int room, UnaryOperator<ByteBuffer> view) {
        this.whole = whole;
        for (int i = 0; i < whole.capacity(); i++) {
            whole.put(i, Guards.at(i));
        }
        whole.position(START).limit(START + room);
        buffer = view.apply(whole);
        first = buffer.position();
        assertThat(buffer.remaining()).isEqualTo(room);
    }

    /** Kinds by name; {@code allocate} is heap or direct. */
    public static void add(Map<String, IntFunction<Target>> kinds, String memory, IntFunction<ByteBuffer> allocate) {
        add(kinds, memory, allocate, whole -> whole);
        add(kinds, memory + ", sliced", allocate, ByteBuffer::slice);
        add(kinds, memory + ", duplicate", allocate, whole -> whole.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void add(
            Map<String, IntFunction<Target>> kinds,
            String name,
            IntFunction<ByteBuffer> allocate,
            UnaryOperator<ByteBuffer> view) {
        kinds.put(name, room -> new ByteBufferTarget(allocate.apply(START + room + BEHIND), room, view));
    }

    @Override
    public void append(Sample sample) {
        int before = buffer.position();
        int limit = buffer.limit();
        Object[] arguments = new Object[sample.arguments().length + 1];
        arguments[0] = buffer;
        System.arraycopy(sample.arguments(), 0, arguments, 1, sample.arguments().length);
        try {
            int written = (Integer) Signatures.call(METHODS.get(sample.signature()), null, arguments);
            assertThat(written).as(sample.signature()).isEqualTo(sample.length());
            assertThat(buffer.position() - before).isEqualTo(written);
        } catch (RuntimeException e) {
            assertThat(buffer.position()).isEqualTo(before);
            throw e;
        } finally {
            assertThat(buffer.limit()).isEqualTo(limit);
        }
    }

    @Override
    public void finish() {}

    @Override
    public byte[] content() {
        byte[] content = new byte[buffer.position() - first];
        buffer.get(first, content);
        return content;
    }

    @Override
    public void checkOutside() {
        byte[] bytes = new byte[whole.capacity()];
        whole.duplicate().clear().get(0, bytes);
        Guards.check(bytes, START, START + buffer.position() - first);
    }

    @Override
    public Class<? extends RuntimeException> refusal() {
        return BufferOverflowException.class;
    }
}
