// SPDX-License-Identifier: Apache-2.0
/** The memory kit beside the best peers, and a program that measures the garbage collector's work. */
@NullMarked
package dev.appendkit.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
