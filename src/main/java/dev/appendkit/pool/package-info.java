// SPDX-License-Identifier: Apache-2.0
/**
 * Pools that lend buffers and other objects, and never retain more than their stated bound.
 *
 * <p>Where to find what:
 *
 * <ul>
 *   <li>{@link dev.appendkit.pool.BufferPool} lends cursors. {@code PooledStorage} is the content of a slot: the array,
 *       its cursor and the greatest length since the borrow. The cursor's {@code close()} calls its {@code close},
 *       which calls {@code BufferPool.release}.
 *   <li>{@link dev.appendkit.pool.Pool} lends any object; a {@link dev.appendkit.pool.Pool.Policy} makes, empties and
 *       measures it. {@code Strays} are the objects without a slot: lent ones, and those dropped last. In checked mode
 *       {@code EverLent} distinguishes a second release from a foreign object.
 *   <li>{@code PoolCore} in {@code dev.appendkit.internal.pool} decides for both what is kept and what is dropped;
 *       {@code Slots}, in the same package, finds an idle item.
 *   <li>{@link dev.appendkit.pool.PoolStats} and {@link dev.appendkit.pool.DropReason}: the figures. A new figure is
 *       counted in {@code PoolCore}, then shown here, in {@code PoolStatisticsEvent} and by
 *       {@code dev.appendkit.micrometer}.
 *   <li>{@link dev.appendkit.pool.PoolEvents} turns the Flight Recorder's events on and off;
 *       {@code FlightRecorderEvents} holds all code that needs {@code jdk.jfr}, and makes {@code BufferDroppedEvent}
 *       and {@code PoolStatisticsEvent}.
 * </ul>
 */
@NullMarked
package dev.appendkit.pool;

import org.jspecify.annotations.NullMarked;
