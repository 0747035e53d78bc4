// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** What {@code IN (?)} becomes for a list without elements. */
public enum EmptyListPolicy {
    /** It is refused. The default: standard SQL has no {@code IN ()}. */
    REFUSE,
    /**
     * A query without rows, so that {@code IN} is false and {@code NOT IN} is true. ({@code IN (NULL)} would make both
     * of them null.)
     */
    EMPTY_SET
}
