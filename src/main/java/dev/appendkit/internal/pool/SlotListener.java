// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/**
 * Is told what becomes of items without their users' doing.
 *
 * @param <T> the items
 */
public interface SlotListener<T> {
    /** An idle item has left the pool: nobody has it, and nobody will. */
    default void dropped(T item) {}

    /** A lent item has lost its place to another one. */
    default void displaced(T item) {}
}
