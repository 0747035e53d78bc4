// SPDX-License-Identifier: Apache-2.0
/** Pools that lend buffers and other objects and never retain more than their stated bound. */
@NullMarked
package dev.appendkit.pool;

import org.jspecify.annotations.NullMarked;
