// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import java.io.IOException;

/**
 * Where a cursor of {@link AppendBuffer#draining} sends its bytes when it is full and when it is closed.
 *
 * <pre>{@code
 * try (AppendBuffer out = AppendBuffer.draining((src, from, to) -> stream.write(src, from, to - from), 8_192)) {
 *   out.appendAscii("id=").appendLong(42);
 * }                                               // the stream has 5 bytes more
 * }</pre>
 */
@FunctionalInterface
public interface Sink {
    /**
     * Takes bytes, all of them. The array belongs to the cursor again when this method returns; nothing may be written
     * to it. A call of the cursor itself from within is refused.
     *
     * <p>Whatever this method throws, the cursor is broken afterwards: how many bytes were taken is not known.
     *
     * @param src the array that holds the bytes
     * @param from the first byte, inclusive
     * @param to the last byte, exclusive; greater than {@code from}
     * @throws IOException if the bytes cannot be taken; the cursor's caller gets it as
     *     {@link java.io.UncheckedIOException}
     */
    void drain(byte[] src, int from, int to) throws IOException;

    /**
     * Told once when the cursor breaks: what was drained is not whole and nothing will follow. Either {@link #drain}
     * threw, or an operation of many appends failed of which a part was drained already, or the cursor was closed with
     * a reservation that was never filled in. What this method throws is added to the cause's suppressed exceptions.
     *
     * @param cause what broke the cursor
     */
    default void abort(Throwable cause) {}
}
