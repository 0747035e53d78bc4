// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.util.Locale;

/** Why a pool does not keep an item. The public {@code DropReason} has the same names in the same order. */
public enum DropCause {
    FULL,
    OVERSIZE,
    UNDERUSED,
    FAILED,
    RANDOM;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name that events show. */
    public String label() {
        return label;
    }
}
