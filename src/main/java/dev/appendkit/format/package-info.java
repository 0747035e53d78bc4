// SPDX-License-Identifier: Apache-2.0

/**
 * Writers of formats on top of the cursor, {@link dev.appendkit.AppendBuffer}: each adds one format and nothing else.
 *
 * <p>A writer is a small reusable object for one thread at a time; {@code reset(AppendBuffer)} aims it at a cursor.
 * Nothing is allocated after that. Its <em>record</em> is either complete or absent: it begins at the cursor's end with
 * its first call and is open until the call that completes it. {@code rollBack()} removes an open record, and
 * {@code isComplete()} is true between records.
 *
 * <p>Each call is atomic: if it throws, the cursor, its content and the writer are unchanged, so that the caller may
 * append something else instead. A call that the grammar does not allow throws an {@code IllegalStateException}, and a
 * value that the format cannot hold an {@code IllegalArgumentException}; neither message shows a value. On a draining
 * cursor, text longer than its capacity is written in pieces, and a call that fails after a part of it was drained
 * breaks the cursor.
 */
@NullMarked
package dev.appendkit.format;

import org.jspecify.annotations.NullMarked;
