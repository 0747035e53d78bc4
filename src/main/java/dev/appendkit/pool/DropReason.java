// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/**
 * Why a pool did not keep an item. Metrics and events show the name in lower case, for example {@code oversize}.
 *
 * @see PoolStats#drops(DropReason)
 */
public enum DropReason {
    /** Every slot had an idle item when this one was released, or the pool did not know it. */
    FULL,
    /** Its capacity was larger than the pool retains. */
    OVERSIZE,
    /** Less than a quarter of its capacity was used, five times in a row. */
    UNDERUSED,
    /** The pool's policy threw an exception at borrow or release, or there was no memory. */
    FAILED,
    /** The checked mode drops one release in four. */
    RANDOM
}
