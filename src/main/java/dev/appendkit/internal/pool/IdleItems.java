// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/** How many items a pool keeps, and how much they hold together. */
public record IdleItems(int count, long held) {}
