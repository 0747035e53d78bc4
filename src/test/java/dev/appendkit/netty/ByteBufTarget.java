// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.Buffers.Made;
import dev.appendkit.testing.CursorTarget;
import dev.appendkit.testing.Guards;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Signatures;
import dev.appendkit.testing.Target;
import io.netty.buffer.ByteBuf;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A ByteBuf that has three bytes already, through the static methods or through one opened cursor. */
final class ByteBufTarget implements Target {
    private static final Map<String, Method> METHODS = Signatures.ofAppends(ByteBufAppend.class, ByteBuf.class);
    private static final int READER = 1;

    private final Made made;
    private final int capacity;
    private final int references;
    private final @Nullable AppendBuffer cursor;

    private ByteBufTarget(Made made, int room, @Nullable ByteBufCursors cursors) {
        this.made = made;
        capacity = Buffers.PREFIX + room;
        references = made.buffer().refCnt();
        made.buffer().setIndex(READER, Buffers.PREFIX);
        cursor = cursors == null ? null : cursors.open(made.buffer(), false);
    }

    static IntFunction<Target> statics(IntFunction<Made> factory) {
        return room -> new ByteBufTarget(factory.apply(Buffers.PREFIX + room), room, null);
    }

    /** In checked mode every append asks for room; the fast paths are those of the other one. */
    static IntFunction<Target> opened(IntFunction<Made> factory, boolean checked) {
        ByteBufCursors cursors = new ByteBufCursors(checked);
        return room -> new ByteBufTarget(factory.apply(Buffers.PREFIX + room), room, cursors);
    }

    @Override
    public void append(Sample sample) {
        if (cursor != null) {
            CursorTarget.append(cursor, sample);
            return;
        }
        ByteBuf buffer = made.buffer();
        int before = buffer.writerIndex();
        Object[] arguments = new Object[sample.arguments().length + 1];
        arguments[0] = buffer;
        System.arraycopy(sample.arguments(), 0, arguments, 1, sample.arguments().length);
        try {
            int written = (Integer) Signatures.call(METHODS.get(sample.signature()), null, arguments);
            assertThat(written).as(sample.signature()).isEqualTo(sample.length());
            assertThat(buffer.writerIndex() - before).isEqualTo(written);
        } catch (RuntimeException e) {
            assertThat(buffer.writerIndex()).isEqualTo(before);
            throw e;
        }
    }

    @Override
    public void finish() {
        if (cursor != null) {
            assertThat(made.buffer().writerIndex()).isEqualTo(Buffers.PREFIX);
            cursor.close();
        }
    }

    @Override
    public byte[] content() {
        byte[] content = new byte[made.buffer().writerIndex() - Buffers.PREFIX];
        made.buffer().getBytes(Buffers.PREFIX, content);
        return content;
    }

    @Override
    public void checkOutside() {
        ByteBuf buffer = made.buffer();
        assertThat(buffer.readerIndex()).isEqualTo(READER);
        assertThat(buffer.refCnt()).isEqualTo(references);
        byte[] prefix = new byte[Buffers.PREFIX];
        buffer.getBytes(0, prefix);
        Guards.check(prefix, prefix.length, prefix.length);
        if (made.isView()) {
            made.checkAround(capacity);
        }
    }

    @Override
    public Class<? extends RuntimeException> refusal() {
        return cursor == null ? IndexOutOfBoundsException.class : BufferOverflowException.class;
    }

    @Override
    public void close() {
        made.release();
    }
}
