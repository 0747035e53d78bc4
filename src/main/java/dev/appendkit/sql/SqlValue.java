// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * A value of a custom type that says what it is to the server. {@link SqlParameters#setObject} calls it once,
 * immediately; a list calls it when the list is appended. It can only write checked values, never SQL text.
 *
 * <pre>{@code
 * record Money(long cents) implements SqlValue {
 *   public void writeTo(SqlValueWriter writer) {
 *     writer.writeDecimal(cents, 2);
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SqlValue {
    /**
     * Writes exactly one value.
     *
     * @param writer receives the value; do not keep it
     */
    void writeTo(SqlValueWriter writer);
}
