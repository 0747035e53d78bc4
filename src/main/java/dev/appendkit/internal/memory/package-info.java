// SPDX-License-Identifier: Apache-2.0
/** The code that the structures of {@code dev.appendkit.memory} share. Nothing here is exported. */
@NullMarked
package dev.appendkit.internal.memory;

import org.jspecify.annotations.NullMarked;
