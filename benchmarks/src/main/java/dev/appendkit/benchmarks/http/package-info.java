// SPDX-License-Identifier: Apache-2.0
/** A real HTTP server under load: {@code ByteBufPool} beside Netty's own allocators. */
@NullMarked
package dev.appendkit.benchmarks.http;

import org.jspecify.annotations.NullMarked;
