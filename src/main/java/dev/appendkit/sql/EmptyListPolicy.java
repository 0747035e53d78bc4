// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** How to write {@code IN (?)} for a list without elements. */
public enum EmptyListPolicy {
    /** The list is refused. This is the default: standard SQL has no {@code IN ()}. */
    REFUSE,
    /**
     * A query without rows, so that {@code IN} is false and {@code NOT IN} is true. ({@code IN (NULL)} would make both
     * of them null.)
     */
    EMPTY_SET
}
