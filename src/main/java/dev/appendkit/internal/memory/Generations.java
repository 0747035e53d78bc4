// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/**
 * Generations of handles: 24 bits, never 0, so that no handle is 0. A handle that is stale by n generations passes as
 * live only if n is a multiple of 2^24 - 1.
 */
public final class Generations {
    public static final int BITS = 24;
    public static final int MASK = (1 << BITS) - 1;

    private Generations() {}

    /**
     * Returns the first generation of a structure, drawn so that handles of another structure are most likely stale.
     */
    public static int draw() {
        return 1 + (int) Long.remainderUnsigned(Seeds.draw(), MASK);
    }

    public static int next(int generation) {
        return generation == MASK ? 1 : generation + 1;
    }

    /** Whether a generation is later than another one, if less than half of all lie between them. */
    public static boolean isLater(int generation, int than) {
        return generation != than && (generation - than & MASK) < 1 << BITS - 1;
    }
}
