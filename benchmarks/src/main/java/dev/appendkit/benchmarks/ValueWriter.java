// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

/** One side of a benchmark. */
@FunctionalInterface
interface ValueWriter {
    /** Writes the value with this index at {@code pos} and returns the index after its last byte. */
    int write(byte[] dst, int pos, int index);
}
