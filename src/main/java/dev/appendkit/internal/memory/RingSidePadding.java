// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

/** The 128 bytes of padding before the fields of a side. */
abstract class RingSidePadding {
    long before01, before02, before03, before04, before05, before06, before07, before08;
    long before09, before10, before11, before12, before13, before14, before15, before16;
}
