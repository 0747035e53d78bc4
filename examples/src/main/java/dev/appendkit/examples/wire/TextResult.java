// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the server answered: rows of values in their text form, or the number of rows that were changed.
 *
 * @param rows each value as the server sent it; null is SQL NULL
 */
record TextResult(List<byte[][]> rows, long affectedRows) {

    /** A value as a string; null is SQL NULL. Row and column are counted from 0. */
    String text(int row, int column) {
        byte[] value = rows.get(row)[column];
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
