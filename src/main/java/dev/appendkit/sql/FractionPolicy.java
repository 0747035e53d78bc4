// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** What becomes of the fraction digits of a second that the server does not keep. */
public enum FractionPolicy {
    /**
     * They are cut off. The default, because clocks deliver nanoseconds and servers keep microseconds; MariaDB
     * Connector/J cuts too.
     */
    TRUNCATE,
    /** The value is rounded, half up, as pgjdbc rounds; it may carry into the second and beyond. */
    HALF_UP,
    /** A value that has such digits is refused. */
    EXACT
}
