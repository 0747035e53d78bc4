// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import java.io.OutputStream;
import java.util.Objects;

/** A cursor as a stream, for code that can only write to a stream. The cursor's own exceptions pass through. */
final class CursorStream extends OutputStream {
    private final AppendBuffer cursor;

    CursorStream(AppendBuffer cursor) {
        this.cursor = cursor;
    }

    @Override
    public void write(int b) {
        cursor.appendByte((byte) b);
    }

    @Override
    public void write(byte[] src, int from, int length) {
        Objects.checkFromIndexSize(from, length, src.length);
        cursor.appendStreamed(src, from, from + length);
    }
}
