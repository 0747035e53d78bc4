// SPDX-License-Identifier: Apache-2.0
/** What lies below a cursor, and the door through which the other packages of this module reach it: not exported. */
@NullMarked
package dev.appendkit.internal.cursor;

import org.jspecify.annotations.NullMarked;
