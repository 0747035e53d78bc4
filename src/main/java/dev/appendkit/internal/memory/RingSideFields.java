// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/** What a side of a ring keeps for itself. A class of its own, because the JVM lays out a superclass's fields first. */
abstract class RingSideFields extends RingSidePadding {
    /** The slot whose turn it is. */
    public int slot;
    /** Where its record begins. */
    public int offset;
    /** How many slots from {@link #slot} on are known to be this side's. */
    public int known;
    /** Whether {@link #slot} was handed out. */
    public boolean held;
}
