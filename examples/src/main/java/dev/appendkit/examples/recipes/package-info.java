// SPDX-License-Identifier: Apache-2.0
/**
 * Eight programs to copy from, one file each. What a program prints stands at the end of its file, and a test compares
 * both.
 *
 * <ul>
 *   <li>{@link dev.appendkit.examples.recipes.LogLine}: a log line
 *   <li>{@link dev.appendkit.examples.recipes.LengthPrefixedMessage}: a message whose length precedes it
 *   <li>{@link dev.appendkit.examples.recipes.PooledHandler}: a pooled buffer for the response of a request
 *   <li>{@link dev.appendkit.examples.recipes.BatchInsert}: INSERT statements of many rows
 *   <li>{@link dev.appendkit.examples.recipes.OwnValueType}: a value type of your own as an SQL parameter
 *   <li>{@link dev.appendkit.examples.recipes.NettyEncoder}: an encoder in a Netty pipeline
 *   <li>{@link dev.appendkit.examples.recipes.DrainToFile}: output too large to hold in memory
 *   <li>{@link dev.appendkit.examples.recipes.OwnPool}: a pool of a type of your own
 * </ul>
 */
package dev.appendkit.examples.recipes;
