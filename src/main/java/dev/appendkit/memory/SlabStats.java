// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.List;

/**
 * The activity and the content of a {@link Slab}.
 *
 * @param allocs the number of chunks that were handed out
 * @param addRefs the number of references that were added
 * @param decRefs the number of references that were dropped
 * @param frees the number of chunks that became free, in any way
 * @param slabsTaken the number of slabs that came from the budget
 * @param slabsGivenBack the number of slabs that went back to it
 * @param slabsReclassed the number of slabs that changed their size class
 * @param refusals the number of requests that the budget or its source refused
 * @param tooBig the number of requests for more than a slab holds; they are not among the refusals
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
     * Creates statistics with a copy of the list.
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
     * @param slabs the number of its slabs
     * @param chunks the number of chunks in these slabs
     * @param chunksInUse the number of referenced chunks
     */
    public record SizeClass(int chunkBytes, int slabs, int chunks, int chunksInUse) {}
}
