// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.SqlParameters.BIG_DECIMAL;
import static dev.appendkit.sql.SqlParameters.BIG_INTEGER;
import static dev.appendkit.sql.SqlParameters.BOOLEAN;
import static dev.appendkit.sql.SqlParameters.BYTES;
import static dev.appendkit.sql.SqlParameters.DATE;
import static dev.appendkit.sql.SqlParameters.DATE_TIME;
import static dev.appendkit.sql.SqlParameters.DOUBLE;
import static dev.appendkit.sql.SqlParameters.ENUM;
import static dev.appendkit.sql.SqlParameters.FLOAT;
import static dev.appendkit.sql.SqlParameters.INSTANT;
import static dev.appendkit.sql.SqlParameters.INT;
import static dev.appendkit.sql.SqlParameters.JSON;
import static dev.appendkit.sql.SqlParameters.LONG;
import static dev.appendkit.sql.SqlParameters.NULL;
import static dev.appendkit.sql.SqlParameters.OFFSET_DATE_TIME;
import static dev.appendkit.sql.SqlParameters.OFFSET_TIME;
import static dev.appendkit.sql.SqlParameters.SCALED_LONG;
import static dev.appendkit.sql.SqlParameters.STRING;
import static dev.appendkit.sql.SqlParameters.TIME;
import static dev.appendkit.sql.SqlParameters.UNSIGNED_LONG;
import static dev.appendkit.sql.SqlParameters.UUID_BITS;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Decides which values a PostgreSQL array accepts. The cast of an array turns 2.7 into {3} and "abc" into {a}, where a
 * bound array is an error. An element must therefore be of a class that binds to the element type.
 */
final class ElementType {
    private static final int WHOLE = bits(INT, LONG, BIG_INTEGER, UNSIGNED_LONG);
    private static final int FLOATING = WHOLE | bits(FLOAT, DOUBLE);
    private static final int NUMBERS = FLOATING | bits(BIG_DECIMAL, SCALED_LONG);
    private static final int TEXT = bits(STRING);
    private static final int NAMES = TEXT | bits(ENUM);

    /** A type that is not listed may be an enum. */
    private static final Map<String, Integer> KINDS = new HashMap<>();

    static {
        put(WHOLE, "int2", "smallint", "int4", "int", "integer", "int8", "bigint");
        put(FLOATING, "float4", "real", "float8", "float", "double precision");
        put(NUMBERS, "numeric", "decimal", "dec");
        put(bits(BOOLEAN), "bool", "boolean");
        put(bits(DATE), "date");
        put(bits(TIME, OFFSET_TIME), "time", "time without time zone", "timetz", "time with time zone");
        put(bits(DATE_TIME), "timestamp", "timestamp without time zone");
        put(bits(INSTANT, OFFSET_DATE_TIME), "timestamptz", "timestamp with time zone");
        put(NAMES, "text", "varchar", "character varying", "bpchar", "char", "character", "nchar");
        put(TEXT | bits(UUID_BITS), "uuid");
        put(NUMBERS | NAMES | bits(JSON, BOOLEAN), "json", "jsonb");
        put(bits(BYTES), "bytea");
        put(
                TEXT,
                "bit",
                "varbit",
                "bit varying",
                "interval",
                "inet",
                "cidr",
                "macaddr",
                "macaddr8",
                "money",
                "name",
                "point",
                "line",
                "lseg",
                "box",
                "path",
                "polygon",
                "circle",
                "tsvector",
                "tsquery",
                "xml",
                "oid",
                "int4range",
                "int8range",
                "numrange",
                "tsrange",
                "tstzrange",
                "daterange");
    }

    /**
     * The values that are written as text: between their type and the element type there is no cast, or one that rounds
     * otherwise than the element type reads the text of a bound array.
     */
    private static final Map<String, Integer> QUOTED = Map.of(
            "json", NUMBERS | bits(BOOLEAN),
            "jsonb", NUMBERS | bits(BOOLEAN),
            "numeric", bits(FLOAT, DOUBLE),
            "decimal", bits(FLOAT, DOUBLE),
            "dec", bits(FLOAT, DOUBLE),
            "float4", bits(DOUBLE),
            "real", bits(DOUBLE));

    private static final String CATALOG = "pg_catalog.";

    private final int kinds;
    private final int quoted;
    private final String written;

    /** The type of a name, looked up once per array, since the look-up allocates. */
    ElementType(String name) {
        String plain = plain(name);
        kinds = KINDS.getOrDefault(plain, NAMES);
        quoted = QUOTED.getOrDefault(plain, 0);
        written = written(name, plain);
    }

    private static int bits(int... types) {
        int bits = 0;
        for (int type : types) {
            bits |= 1 << type;
        }
        return bits;
    }

    private static void put(int kinds, String... names) {
        for (String name : names) {
            KINDS.put(name, kinds);
        }
    }

    /** Whether a value of this type of {@link SqlParameters} is an element of an array of this type. */
    boolean takes(byte type) {
        return type == NULL || type < Integer.SIZE && (kinds & 1 << type) != 0;
    }

    /** Whether a value of this type of {@link SqlParameters} is written as text, without its own type. */
    boolean quotes(byte type) {
        return type < Integer.SIZE && (quoted & 1 << type) != 0;
    }

    /** The type name in the cast. */
    String written() {
        return written;
    }

    /** {@code char} and {@code bit} alone mean one character and one bit. */
    private static String written(String name, String plain) {
        return switch (plain) {
            case "char", "character", "nchar" -> "bpchar";
            case "bit" -> "\"bit\"";
            default -> name;
        };
    }

    private static String plain(String elementType) {
        if (elementType.indexOf('"') >= 0) {
            return elementType;
        }
        String lower = elementType.toLowerCase(Locale.ROOT);
        return lower.startsWith(CATALOG) ? lower.substring(CATALOG.length()) : lower;
    }
}
