// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.List;

/**
 * What a {@link Slab} has done and holds.
 *
 * @param allocs chunks that were handed out
 * @param addRefs references that were added
 * @param decRefs references that were dropped
 * @param frees chunks that became free, in whatever way
 * @param slabsTaken slabs that came from the budget
 * @param slabsGivenBack slabs that went back to it
 * @param slabsReclassed slabs that changed their size class
 * @param refusals requests that found no memory, by the budget or by its source
 * @param tooBig requests for more than a slab holds; not among the refusals
 * @param classes the size classes, the smallest first
 */
public record SlabStats(
        long allocs,
        long addRefs,
        long decRefs,
        long frees,
        long slabsTaken,
        long slabsGivenBack,
        long slabsReclassed,
        long refusals,
        long tooBig,
        List<SizeClass> classes) {
    /**
     * Statistics with a copy of the list.
     *
     * @param allocs see the class
     * @param addRefs see the class
     * @param decRefs see the class
     * @param frees see the class
     * @param slabsTaken see the class
     * @param slabsGivenBack see the class
     * @param slabsReclassed see the class
     * @param refusals see the class
     * @param tooBig see the class
     * @param classes see the class
     */
    public SlabStats {
        classes = List.copyOf(classes);
    }

    /**
     * A size class.
     *
     * @param chunkBytes the size of its chunks
     * @param slabs its slabs
     * @param chunks the chunks of these slabs
     * @param chunksInUse those that are referenced
     */
    public record SizeClass(int chunkBytes, int slabs, int chunks, int chunksInUse) {}
}
