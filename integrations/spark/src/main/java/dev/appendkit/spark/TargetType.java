// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

/** What a table's column takes without changing the value, and without a cast that the user did not ask for. */
enum TargetType {
    BOOLEAN,
    /** The MySQL family has no boolean other than a small integer. */
    SMALL_INTEGER,
    INTEGER,
    DECIMAL,
    FLOATING,
    TEXT,
    BYTES,
    DATE,
    /** A moment in time, such as {@code timestamptz}. */
    INSTANT,
    /** The fields of a clock. A moment is written as the clock of Spark's session shows it. */
    LOCAL_TIME;

    boolean accepts(ValueKind kind) {
        return switch (kind) {
            case BOOLEAN -> this == BOOLEAN || this == SMALL_INTEGER;
            case BYTE, SHORT, INT -> this == FLOATING || isExact();
            case LONG -> isExact();
            case FLOAT, DOUBLE -> this == FLOATING;
            case SHORT_DECIMAL, LONG_DECIMAL -> this == DECIMAL;
            case TEXT -> this == TEXT;
            case BINARY -> this == BYTES;
            case DATE -> this == DATE;
            case INSTANT -> this == INSTANT || this == LOCAL_TIME;
            case LOCAL_TIME -> this == LOCAL_TIME;
        };
    }

    private boolean isExact() {
        return this == SMALL_INTEGER || this == INTEGER || this == DECIMAL;
    }
}
