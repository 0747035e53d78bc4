// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import org.jspecify.annotations.Nullable;

/**
 * Supplies the blocks of a {@link MemoryBudget}: a pool, a meter, or a fake in a test. Without a source, blocks are new
 * arrays, which the garbage collector reclaims.
 *
 * <p>A structure calls its source in the middle of an operation, so the source must not call that structure. Threads
 * can share a budget; the source of a shared budget must be thread-safe.
 */
public interface BlockSource {
    /**
     * Delivers a block. The caller of the structure receives any exception from here, and the structure is then
     * unchanged.
     *
     * @param bytes the length, at least 1
     * @return an array of exactly that length that contains only zeros, or null to refuse
     */
    byte @Nullable [] allocate(int bytes);

    /**
     * Takes a block back. It is called once for each block that {@link #allocate} delivered and a structure took, when
     * no place in the block is valid anymore. A block of the wrong length was never taken and does not come back. This
     * method must not throw: if it does, the block counts as freed, and the call that freed it completes and then
     * throws the first such exception.
     *
     * @param block the block
     */
    default void free(byte[] block) {}
}
