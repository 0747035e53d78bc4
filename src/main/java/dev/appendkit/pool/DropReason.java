// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/**
 * Why a pool did not keep an item. Metrics and events show the name in lower case, as {@code oversize}.
 *
 * @see PoolStats#drops(DropReason)
 */
public enum DropReason {
    /** Every slot had an idle item when this one came back, or the pool did not know it. */
    FULL,
    /** Its capacity was beyond what the pool retains. */
    OVERSIZE,
    /** Less than a quarter of its capacity was used, five times in a row. */
    UNDERUSED,
    /** The pool's policy threw at borrow or release, or there was no memory. */
    FAILED,
    /** The checked mode drops one release in four. */
    RANDOM
}
