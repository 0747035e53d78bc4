// SPDX-License-Identifier: Apache-2.0
/** Hashes of bytes, text and numbers that allocate nothing, for compatibility with existing hashes. */
@NullMarked
package dev.appendkit.hash;

import org.jspecify.annotations.NullMarked;
