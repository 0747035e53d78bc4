// SPDX-License-Identifier: Apache-2.0
/** Kernels: unchecked, unexported, free to change. */
@NullMarked
package dev.appendkit.internal;

import org.jspecify.annotations.NullMarked;
