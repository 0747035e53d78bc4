// SPDX-License-Identifier: Apache-2.0
/**
 * The memory below a cursor, and how the other packages reach a cursor without its checks. Nothing here is exported.
 *
 * <p>A cursor ({@code dev.appendkit.AppendBuffer}) writes into the window of a {@code Storage}: an array, a position
 * and a limit, which it copies. An append goes through these steps:
 *
 * <ol>
 *   <li>If the window has room, the kernel writes into it and the position moves. No storage is involved.
 *   <li>Otherwise the cursor calls {@code Storage.makeRoom}. {@code GrowingStorage} doubles its array; the storages of
 *       {@code dev.appendkit}, {@code pool} and {@code netty} drain to a sink, move a chunk to its target, or grow a
 *       {@code ByteBuf}. Without room {@code Room} creates the error, and nothing has changed.
 *   <li>For text of unbounded length the cursor calls {@code Storage.makeRoomInPieces} instead. If the window is to
 *       stay small, the cursor writes the text piece by piece, as a {@code Pieces} describes it; {@code TextPieces} are
 *       those of the appends.
 *   <li>{@code close} passes the position to {@code Storage.close}, which publishes it, and the window becomes empty.
 * </ol>
 *
 * <p>{@code CursorAccess} serves the rest of the module: the cursor's class hands over its one instance, and
 * {@code sql}, {@code format}, {@code pool} and {@code netty} create cursors, make room and advance through it. A
 * {@code Guest} is the key under which such a package keeps state with each cursor.
 */
@NullMarked
package dev.appendkit.internal.cursor;

import org.jspecify.annotations.NullMarked;
