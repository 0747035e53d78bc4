// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** The form of a value in a row of Spark, for the types that can be written. */
enum ValueKind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    /** A decimal of at most 18 digits, whose unscaled value is a long. */
    SHORT_DECIMAL,
    LONG_DECIMAL,
    TEXT,
    BINARY,
    DATE,
    INSTANT,
    LOCAL_TIME;

    /** The kind of a type, or null if it cannot be written. */
    static @Nullable ValueKind of(DataType type) {
        if (type instanceof DecimalType decimal) {
            return decimal.precision() <= Decimal.MAX_LONG_DIGITS() ? SHORT_DECIMAL : LONG_DECIMAL;
        }
        if (type instanceof BooleanType) {
            return BOOLEAN;
        } else if (type instanceof ByteType) {
            return BYTE;
        } else if (type instanceof ShortType) {
            return SHORT;
        } else if (type instanceof IntegerType) {
            return INT;
        } else if (type instanceof LongType) {
            return LONG;
        } else if (type instanceof FloatType) {
            return FLOAT;
        } else if (type instanceof DoubleType) {
            return DOUBLE;
        } else if (type instanceof StringType) {
            return TEXT;
        } else if (type instanceof BinaryType) {
            return BINARY;
        } else if (type instanceof DateType) {
            return DATE;
        } else if (type instanceof TimestampType) {
            return INSTANT;
        } else if (type instanceof TimestampNTZType) {
            return LOCAL_TIME;
        }
        return null;
    }
}
