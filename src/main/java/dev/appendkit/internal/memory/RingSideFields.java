// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/**
 * The private state of one side of a ring. It is a separate class, because the JVM lays out a superclass's fields
 * first.
 */
abstract class RingSideFields extends RingSidePadding {
    /** The current slot. */
    public int slot;
    /** The offset of the slot's record. */
    public int offset;
    /** The number of slots from {@link #slot} on that are known to belong to this side. */
    public int known;
    /** Whether {@link #slot} was handed out. */
    public boolean held;
}
