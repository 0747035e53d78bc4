// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** How much {@link SqlTemplate#describe} shows of values. */
public enum DescribePolicy {
    /**
     * Nothing but the kind: {@code <string>}, {@code <int>}, {@code <null>}. What the template itself holds in quotes
     * is shown as {@code '…'}.
     */
    MASKED,
    /** The first chars of each value, and how long it is. */
    SHORTENED
}
