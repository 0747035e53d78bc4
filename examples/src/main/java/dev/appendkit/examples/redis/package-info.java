// SPDX-License-Identifier: Apache-2.0
/** A codec of Lettuce that writes values straight into the buffer of a command. */
package dev.appendkit.examples.redis;
