// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/**
 * Receives changes of items that their users did not cause.
 *
 * @param <T> the type of the items
 */
public interface SlotListener<T> {
    /** An idle item has left the pool: it has no user, and never will have. */
    default void dropped(T item) {}

    /** A lent item has lost its place to another one. */
    default void displaced(T item) {}
}
