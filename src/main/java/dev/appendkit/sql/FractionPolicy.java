// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** How to treat the fraction digits of a second that the server does not keep. */
public enum FractionPolicy {
    /**
     * The digits are truncated. This is the default, because clocks deliver nanoseconds and servers keep microseconds;
     * MariaDB Connector/J truncates too.
     */
    TRUNCATE,
    /** The value is rounded half up, as in pgjdbc; rounding may carry into the second and beyond. */
    HALF_UP,
    /** A value with such digits is refused. */
    EXACT
}
