// SPDX-License-Identifier: Apache-2.0
/** What the structures of {@code dev.appendkit.memory} share: not exported. */
@NullMarked
package dev.appendkit.internal.memory;

import org.jspecify.annotations.NullMarked;
