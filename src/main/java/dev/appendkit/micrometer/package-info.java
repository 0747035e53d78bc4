// SPDX-License-Identifier: Apache-2.0
/** Meters of the pools for Micrometer. */
@NullMarked
package dev.appendkit.micrometer;

import org.jspecify.annotations.NullMarked;
