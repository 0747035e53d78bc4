// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/** The padding before the state of a slot: fifteen longs and an int; see {@link SlotState}. */
abstract class SlotPadding {
    int before00;
    long before01, before02, before03, before04, before05, before06, before07, before08;
    long before09, before10, before11, before12, before13, before14, before15;
}
