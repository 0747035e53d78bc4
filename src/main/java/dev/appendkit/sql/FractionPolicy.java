// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** What becomes of the fraction digits of a second that the server does not keep. */
public enum FractionPolicy {
    /** They are cut off. The default, as in drivers: clocks deliver nanoseconds, servers keep microseconds. */
    TRUNCATE,
    /** The value is rounded, half up; it may carry into the second and beyond. */
    HALF_UP,
    /** A value that has such digits is refused. */
    EXACT
}
