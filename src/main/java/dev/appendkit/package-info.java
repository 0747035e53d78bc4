// SPDX-License-Identifier: Apache-2.0
/**
 * Appends the text of values to byte arrays and buffers: one value by static methods, many by the {@code AppendBuffer}
 * cursor, which may send them on to a {@code Sink}.
 *
 * <p>Where to find what:
 *
 * <ul>
 *   <li>{@link dev.appendkit.Append}, {@link dev.appendkit.ByteBufferAppend} and {@link dev.appendkit.AppendBuffer}
 *       have the same appends, on an array, a {@code ByteBuffer} and a cursor. They check, make room and call a kernel
 *       of {@code dev.appendkit.internal}. {@code Checks}, {@code Temporals} and {@code Text} are what they share;
 *       {@link dev.appendkit.FractionDigits} says how a second is cut.
 *   <li>Below a cursor: {@code DrainingStorage} sends to a {@link dev.appendkit.Sink}, {@code ByteBufferStorage} to a
 *       {@code ByteBuffer}; {@code dev.appendkit.internal.cursor} has the others and the steps of an append.
 *       {@code Reservations} are bytes that are filled in later; {@code CursorStream} and {@code CursorAppendable} are
 *       a cursor's views.
 *   <li>{@link dev.appendkit.Ksuid} is the one value type; {@code KsuidText} reads its text.
 * </ul>
 */
@NullMarked
package dev.appendkit;

import org.jspecify.annotations.NullMarked;
