// SPDX-License-Identifier: Apache-2.0
/** The slots of a pool and what all pools share: not exported. */
@NullMarked
package dev.appendkit.internal.pool;

import org.jspecify.annotations.NullMarked;
