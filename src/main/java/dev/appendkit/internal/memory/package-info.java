// SPDX-License-Identifier: Apache-2.0
/**
 * The code that the structures of {@code dev.appendkit.memory} share. Nothing here is exported.
 *
 * <p>{@code Generations} tells a stale handle from a live one. {@code KeyHash} hashes the keys of maps and tables, with
 * secrets from {@code Seeds}. {@code Overlap} finds calls that overlap in two threads, in checked mode. A
 * {@code RingSide} is the producer's or the consumer's side of a ring; {@code RingSideFields} and
 * {@code RingSidePadding} keep it on cache lines of its own.
 */
@NullMarked
package dev.appendkit.internal.memory;

import org.jspecify.annotations.NullMarked;
