// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

/** Why a pool does not keep an item. */
public enum DropCause {
    /** Every place that it could have had was taken. */
    FULL,
    /** Its capacity is beyond what is kept. */
    OVERSIZE,
    /** Little of it was used, five times in a row. */
    UNDERUSED,
    /** What is done to it at borrow or release has failed. */
    FAILED,
    /** The checked mode drops some. */
    AT_RANDOM
}
