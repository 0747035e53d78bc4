// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * A value of a type of one's own, which says what it is to the server: {@link SqlParameters#setObject} asks it once, at
 * that moment, and a list when it is appended. It can set checked values only, never SQL text.
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
     * @param writer takes the value; it must not be kept
     */
    void writeTo(SqlValueWriter writer);
}
