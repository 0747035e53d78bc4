// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts Java arrays to SQL arrays, of the PostgreSQL type for the class of their elements. */
final class JavaArrays {
    private static final Map<Class<?>, String> TYPES = Map.of(
            int[].class, "int4",
            long[].class, "int8",
            short[].class, "int2",
            float[].class, "float4",
            double[].class, "float8",
            boolean[].class, "bool",
            String[].class, "text",
            UUID[].class, "uuid",
            BigDecimal[].class, "numeric",
            byte[][].class, "bytea");

    private JavaArrays() {}

    /** Null if its class is not listed and not an array of objects. */
    static @Nullable SqlArray of(Object array) {
        String type = TYPES.get(array.getClass());
        if (type != null) {
            return SqlArray.of(type, elements(array));
        }
        // The element type of other objects is unknown: they form a list, but not an array.
        return array instanceof Object[] ? SqlArray.untyped(elements(array)) : null;
    }

    private static List<@Nullable Object> elements(Object array) {
        int length = Array.getLength(array);
        List<@Nullable Object> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    /** Converts the content of {@code java.sql.Array}, in which every dimension is an array of objects. */
    static List<@Nullable Object> dimensions(Object[] array, int depth) {
        List<@Nullable Object> elements = new ArrayList<>(array.length);
        for (@Nullable Object element : array) {
            boolean nested = element instanceof Object[] && depth < SqlArray.MAX_DIMENSIONS;
            elements.add(nested ? dimensions((Object[]) element, depth + 1) : element);
        }
        return elements;
    }
}
