// SPDX-License-Identifier: Apache-2.0
/**
 * The send path of a driver: a statement's values are written straight into the {@code ByteBuf} that goes to the
 * socket.
 *
 * <p>{@link dev.appendkit.examples.wire.QueryPacket} is the part to read. The rest is the smallest client of MariaDB's
 * protocol that can show that the server understands it: no TLS, one statement at a time, text results.
 */
package dev.appendkit.examples.wire;
