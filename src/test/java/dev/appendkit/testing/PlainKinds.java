// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import dev.appendkit.pool.BufferPool;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The kinds of targets that need nothing but the JDK. */
public final class PlainKinds {
    private PlainKinds() {}

    /** Kinds whose room is its limit. */
    public static Stream<TargetKind> bounded() {
        return Stream.concat(arraysAndCursors(), byteBuffers());
    }

    private static Stream<TargetKind> byteBuffers() {
        Map<String, IntFunction<Target>> kinds = new LinkedHashMap<>();
        ByteBufferTarget.add(kinds, "heap ByteBuffer", ByteBuffer::allocate);
        ByteBufferTarget.add(kinds, "direct ByteBuffer", ByteBuffer::allocateDirect);
        return kinds.entrySet().stream().map(kind -> TargetKind.bounded(kind.getKey(), kind.getValue()));
    }

    private static Stream<TargetKind> arraysAndCursors() {
        return Stream.of(
                TargetKind.bounded("byte[]", ArrayTarget::new),
                TargetKind.bounded("wrap", CursorTarget::wrap),
                TargetKind.bounded("wrap, reset", CursorTarget::reset),
                TargetKind.bounded("growing from 0", room -> CursorTarget.growing(0, room)),
                TargetKind.bounded(
                        "borrowed of at most",
                        room -> CursorTarget.of(BufferPool.builder()
                                .maxBytes(room)
                                .initialBytes(0)
                                .build()
                                .borrow())),
                TargetKind.bounded("growing from a half", room -> CursorTarget.growing(room / 2, room)));
    }

    /** Kinds that always make room. */
    public static Stream<TargetKind> unbounded() {
        BufferPool pool = BufferPool.builder().checked(false).initialBytes(0).build();
        BufferPool checked = BufferPool.builder().checked(true).build();
        return Stream.of(
                TargetKind.unbounded("growing", room -> CursorTarget.growing(room, Integer.MAX_VALUE)),
                TargetKind.unbounded("borrowed", room -> CursorTarget.of(pool.borrow(room))),
                TargetKind.unbounded("borrowed, checked", room -> CursorTarget.of(checked.borrow(room))));
    }
}
