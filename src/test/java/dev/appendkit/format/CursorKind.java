// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.Guards;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A kind of cursor with a given room, all but the draining ones. */
record CursorKind(String name, IntFunction<Opened> factory) {
    /**
     * A cursor, and how to get at what it has appended.
     *
     * @param content closes the cursor and answers the bytes, a char each
     */
    record Opened(AppendBuffer cursor, Supplier<String> content) {}

    /** Kinds whose room is its limit. */
    static List<CursorKind> bounded() {
        return List.of(
                new CursorKind("wrap", CursorKind::wrap),
                new CursorKind("growing from 0", room -> plain(AppendBuffer.growing(0, room))),
                new CursorKind("growing from a half", room -> plain(AppendBuffer.growing(room / 2, room))),
                new CursorKind("borrowed", room -> borrowed(room, false)),
                new CursorKind("borrowed, checked", room -> borrowed(room, true)),
                new CursorKind("heap ByteBuf", room -> opened(Unpooled.buffer(3, 3 + room))),
                new CursorKind(
                        "direct ByteBuf", room -> opened(PooledByteBufAllocator.DEFAULT.directBuffer(3, 3 + room))),
                new CursorKind(
                        "slice of a ByteBuf",
                        room -> opened(Unpooled.wrappedBuffer(new byte[room + 20])
                                .slice(5, room + 3)
                                .writerIndex(0))));
    }

    /** Kinds that always make room. */
    static List<CursorKind> unbounded() {
        return List.of(
                new CursorKind("growing", room -> plain(AppendBuffer.growing(room, 1 << 24))),
                new CursorKind("composite ByteBuf", room -> opened(composite(room))));
    }

    private static Opened wrap(int room) {
        byte[] array = Guards.bytes(room + 16);
        AppendBuffer cursor = AppendBuffer.wrap(array, 7, 7 + room);
        return new Opened(cursor, () -> {
            Guards.check(array, 7, 7 + room);
            return cursor.toString(ISO_8859_1);
        });
    }

    private static Opened plain(AppendBuffer cursor) {
        return new Opened(cursor, () -> cursor.toString(ISO_8859_1));
    }

    private static Opened borrowed(int room, boolean checked) {
        AppendBuffer cursor = BufferPool.builder()
                .maxBytes(room)
                .initialBytes(0)
                .checked(checked)
                .build()
                .borrow();
        return new Opened(cursor, () -> {
            String content = cursor.toString(ISO_8859_1);
            cursor.close();
            return content;
        });
    }

    private static Opened opened(ByteBuf buffer) {
        buffer.writeBytes(new byte[3]);
        AppendBuffer cursor = ByteBufAppend.open(buffer);
        return new Opened(cursor, () -> {
            cursor.close();
            String content = buffer.toString(3, buffer.readableBytes() - 3, ISO_8859_1);
            buffer.release();
            return content;
        });
    }

    private static CompositeByteBuf composite(int room) {
        CompositeByteBuf composite = Unpooled.compositeBuffer(64);
        for (int left = room + 3; left > 0; left -= 7) {
            composite.addComponent(Unpooled.wrappedBuffer(new byte[Math.min(left, 7)]));
        }
        return composite;
    }

    @Override
    public String toString() {
        return name;
    }
}
