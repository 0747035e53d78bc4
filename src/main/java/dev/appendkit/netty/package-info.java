// SPDX-License-Identifier: Apache-2.0
/** The same appends on Netty's {@code ByteBuf}. The one package that needs Netty. */
@NullMarked
package dev.appendkit.netty;

import org.jspecify.annotations.NullMarked;
