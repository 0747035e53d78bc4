// SPDX-License-Identifier: Apache-2.0
/**
 * Pools that lend buffers and other objects, and never retain more than their stated bound.
 *
 * <p>Where to find what:
 *
 * <ul>
 *   <li>{@link dev.appendkit.pool.BufferPool} lends cursors. {@code PooledStorage} is what a slot holds: the array, its
 *       cursor and the greatest length since the borrow; {@code close()} of the cursor arrives at its {@code close},
 *       which calls {@code BufferPool.release}.
 *   <li>{@link dev.appendkit.pool.Pool} lends any object; a {@link dev.appendkit.pool.Pool.Policy} makes, empties and
 *       measures it. {@code Strays} are the objects that have no slot: lent ones, and those dropped last. In checked
 *       mode {@code EverLent} tells a second release from a foreign object.
 *   <li>What is kept and what is dropped, for both: {@code PoolCore} in {@code dev.appendkit.internal.pool}; where an
 *       idle item is found: {@code Slots}, there too.
 *   <li>{@link dev.appendkit.pool.PoolStats} and {@link dev.appendkit.pool.DropReason}: the figures. A new figure is
 *       counted in {@code PoolCore}, then shown here, in {@code PoolStatisticsEvent} and by
 *       {@code dev.appendkit.micrometer}.
 *   <li>{@link dev.appendkit.pool.PoolEvents} turns the Flight Recorder's events on and off;
 *       {@code FlightRecorderEvents} is all that needs {@code jdk.jfr}.
 * </ul>
 */
@NullMarked
package dev.appendkit.pool;

import org.jspecify.annotations.NullMarked;
