// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.List;

/**
 * What a {@link Slab} has done and holds.
 *
 * @param allocs successful calls of {@link Slab#alloc}
 * @param addRefs successful calls of {@link Slab#addRef}
 * @param decRefs successful calls of {@link Slab#decRef}
 * @param frees chunks that became free, in whatever way
 * @param slabsTaken slabs that came from the budget
 * @param slabsGivenBack slabs that went back to it
 * @param slabsReclassed slabs that changed their size class
 * @param refusals calls of {@link Slab#alloc} that found no memory, by the budget or by its source
 * @param tooBig calls of {@link Slab#alloc} for more than a slab holds; not among the refusals
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
     * A size class.
     *
     * @param chunkBytes the size of its chunks
     * @param slabs its slabs
     * @param chunks the chunks of these slabs
     * @param chunksInUse those that are referenced
     */
    public record SizeClass(int chunkBytes, int slabs, int chunks, int chunksInUse) {}
}
