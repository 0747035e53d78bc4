// SPDX-License-Identifier: Apache-2.0

/**
 * Writers of formats that stand on the cursor, {@link dev.appendkit.AppendBuffer}: each adds a format and nothing else.
 *
 * <p>A writer is a small reusable object, used by one thread at a time, aimed by {@code reset(AppendBuffer)}. Nothing
 * is allocated after that. Its <em>record</em> is what is whole or absent: it begins at the cursor's end with its first
 * call and is open until the call that completes it. {@code rollBack()} takes a record off that has not ended, and
 * {@code isComplete()} is true between records.
 *
 * <p>Each call is atomic: when it throws, the cursor, its content and the writer are what they were, so that the caller
 * may append something else instead. What the grammar does not allow at a place is an {@code IllegalStateException}, a
 * value that the format cannot hold an {@code IllegalArgumentException}; neither message shows a value. On a draining
 * cursor text that is longer than its capacity goes through in pieces, and a call that fails after a part of it was
 * drained breaks the cursor.
 */
@NullMarked
package dev.appendkit.format;

import org.jspecify.annotations.NullMarked;
