// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import java.util.UUID;

/** Numbers that strangers cannot guess. */
public final class Seeds {
    private Seeds() {}

    /** 64 random bits, from the JDK's secure generator. */
    public static long draw() {
        // A random UUID is the shortest way to it. Six of its bits are fixed, three in each half at different places.
        UUID uuid = UUID.randomUUID();
        return uuid.getMostSignificantBits() ^ Long.rotateLeft(uuid.getLeastSignificantBits(), 29);
    }
}
