// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** How much of each value {@link SqlTemplate#describe} shows. */
public enum DescribePolicy {
    /**
     * Only the kind of each value: {@code <string>}, {@code <int>}, {@code <null>}. Quoted text in the template itself
     * is shown as {@code '…'}.
     */
    MASKED,
    /** The first chars of each value, and its length. */
    SHORTENED
}
