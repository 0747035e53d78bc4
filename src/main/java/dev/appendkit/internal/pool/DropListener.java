// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/** Receives each item that a pool does not keep. */
public interface DropListener {
    void dropped(String pool, DropCause reason, int capacity);
}
