// SPDX-License-Identifier: Apache-2.0
/**
 * The same appends on Netty's {@code ByteBuf}, and a bounded allocator. Only this package needs Netty.
 *
 * <p>Appends: {@link dev.appendkit.netty.ByteBufAppend} has one static method per kind of value, and {@code open} for
 * many values. Each takes a cursor from {@code ByteBufCursors}, which recycles them; {@code ByteBufStorage} is the
 * memory that the cursor writes to, the buffer's own array or a chunk. At close it checks that no other code has
 * written. {@link dev.appendkit.netty.ByteBufHash} hashes a buffer.
 *
 * <p>The allocator, from outside to inside:
 *
 * <ol>
 *   <li>{@link dev.appendkit.netty.ByteBufPool}: builder, statistics, and one {@code MemoryPool} each for heap and
 *       direct memory.
 *   <li>{@code MemoryPool} finds the {@code SizeClass} of a request, takes idle memory of it or of the next larger one,
 *       or makes some; a buffer that outgrows its memory moves here.
 *   <li>{@code SizeClass} is a pool core for pieces of one size. The sizes and numbers that keep the bound are here.
 *   <li>{@code PooledMemory} is such a piece, together with its {@code LentByteBuf}.
 *   <li>{@code LentByteBuf} is the buffer that users see: Netty's reference counting, and access to the bytes. Its last
 *       release calls {@code MemoryPool.release}.
 * </ol>
 */
@NullMarked
package dev.appendkit.netty;

import org.jspecify.annotations.NullMarked;
