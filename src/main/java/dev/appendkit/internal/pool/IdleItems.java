// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/** The number of items that a pool keeps, and how much they hold together. */
public record IdleItems(int count, long held) {}
