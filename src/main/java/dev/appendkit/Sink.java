// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import java.io.IOException;

/**
 * The receiver of the bytes that a cursor from {@link AppendBuffer#draining} sends when it is full and when it is
 * closed.
 *
 * <pre>{@code
 * try (AppendBuffer out = AppendBuffer.draining((src, from, to) -> stream.write(src, from, to - from), 8_192)) {
 *   out.appendAscii("id=").appendLong(42);
 * }                                               // the stream has got 5 more bytes
 * }</pre>
 */
@FunctionalInterface
public interface Sink {
    /**
     * Takes all of the given bytes. This method must not write to the array, which belongs to the cursor again when the
     * method returns. The cursor refuses any call from within this method.
     *
     * <p>Whatever this method throws, the cursor is broken afterwards, because the number of bytes taken is unknown.
     *
     * @param src the array that holds the bytes
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive; greater than {@code from}
     * @throws IOException if the bytes cannot be taken; the caller of the cursor gets it as
     *     {@link java.io.UncheckedIOException}
     */
    void drain(byte[] src, int from, int to) throws IOException;

    /**
     * Called once when the cursor breaks: the drained bytes are incomplete, and nothing will follow. Either
     * {@link #drain} threw, or an operation of many appends failed after a part of it was drained, or the cursor was
     * closed with a reservation that was never filled in. An exception that this method throws is added to the
     * suppressed exceptions of the cause.
     *
     * @param cause what broke the cursor
     */
    default void abort(Throwable cause) {}
}
