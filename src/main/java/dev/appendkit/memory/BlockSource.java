// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import org.jspecify.annotations.Nullable;

/**
 * Where the blocks of a {@link MemoryBudget} come from: a pool, a meter, or a fake in a test. Without one they are new
 * arrays, and the garbage collector takes them back.
 *
 * <p>A source is called while a structure works, so it must not call that structure. Budgets are shared by threads; a
 * source of a shared budget must be safe for them.
 */
public interface BlockSource {
    /**
     * Delivers a block. What it throws goes on to the caller of the structure, which is then as it was.
     *
     * @param bytes the length, at least 1
     * @return an array of exactly that length with nothing but zeros, or null to refuse
     */
    byte @Nullable [] allocate(int bytes);

    /**
     * Takes a block back: each block that {@link #allocate} delivered and a structure took, once, when no place in it
     * is valid any more. A block of the wrong length was never taken and does not come back. Must not throw: if it
     * does, the block counts as freed, the call that freed it completes, and then throws the first such exception.
     *
     * @param block the block
     */
    default void free(byte[] block) {}
}
