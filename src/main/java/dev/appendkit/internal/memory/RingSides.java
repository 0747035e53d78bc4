// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/**
 * What each side of a ring keeps for itself, with 128 bytes of padding on both sides of each: two cache lines, since
 * processors fetch them in pairs. The layout follows the class hierarchy, so each part is a class of its own.
 */
public final class RingSides extends RingSidesLastPadding {}

@SuppressWarnings("unused")
abstract class RingSidesFirstPadding {
    private long a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16;
}

abstract class RingProducerSide extends RingSidesFirstPadding {
    /** The next record to write, and where it begins. */
    public int producerSlot;

    public int producerOffset;
    /** Records from there on that are known to be free. */
    public int producerFree;

    public boolean claimed;
}

@SuppressWarnings("unused")
abstract class RingSidesMiddlePadding extends RingProducerSide {
    private long b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16;
}

abstract class RingConsumerSide extends RingSidesMiddlePadding {
    /** The next record to read, and where it begins. */
    public int consumerSlot;

    public int consumerOffset;

    public boolean peeked;
}

@SuppressWarnings("unused")
abstract class RingSidesLastPadding extends RingConsumerSide {
    private long c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16;
}
