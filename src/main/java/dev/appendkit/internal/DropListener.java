// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Is told of each item that a pool does not keep. */
public interface DropListener {
    void dropped(String pool, DropReason reason, int capacity);
}
