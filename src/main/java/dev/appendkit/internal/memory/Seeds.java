// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import java.util.UUID;

/** Draws numbers that outsiders cannot guess. */
public final class Seeds {
    private Seeds() {}

    /** Returns 64 random bits from the JDK's secure generator. */
    public static long draw() {
        // A random UUID is the shortest way to that generator. Six of its bits are fixed, three in each half at
        // different places.
        UUID uuid = UUID.randomUUID();
        return uuid.getMostSignificantBits() ^ Long.rotateLeft(uuid.getLeastSignificantBits(), 29);
    }
}
