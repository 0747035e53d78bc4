// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SQL array. Its elements are copied when it is created. In PostgreSQL an element must be of a class that binds to
 * the element type: whole numbers for {@code int4}, {@code LocalDate} for {@code date}, {@code Instant} for
 * {@code timestamptz}; any other class is refused, because the cast of an array is more lenient than a bound array.
 *
 * <pre>{@code
 * parameters.setArray(1, SqlArray.of("int4", List.of(1, 2)));                      // PostgreSQL: (ARRAY[…]::int4[])
 * parameters.setArray(2, SqlArray.of("text", List.of(List.of("a"), List.of("b")))); // of two dimensions
 * }</pre>
 */
public final class SqlArray {
    /** The maximum number of dimensions in PostgreSQL. */
    static final int MAX_DIMENSIONS = 6;

    private final String elementType;
    private final ElementType type;
    private final List<@Nullable Object> elements;

    private SqlArray(String elementType, List<@Nullable Object> elements) {
        this.elementType = elementType;
        this.elements = elements;
        type = new ElementType(elementType);
    }

    /**
     * Returns an array of these elements.
     *
     * @param elementType the server's name of the element type, without {@code []}: a name or a name after its schema,
     *     each in double quotes where needed ({@code "Mood"}, {@code app."Mood"}), or a name of several words from the
     *     SQL standard, such as {@code double precision}
     * @param elements values that {@link SqlParameters#setObject} accepts, or null; nested collections, at most six
     *     deep, are further dimensions
     * @return the array
     * @throws IllegalArgumentException if the type is not such a name, or there are too many dimensions or elements
     */
    public static SqlArray of(String elementType, Collection<?> elements) {
        if (!TypeName.isValid(elementType)) {
            throw new IllegalArgumentException("the element type is no name of a type");
        }
        return new SqlArray(elementType, copy(elements, 1));
    }

    /** Returns an array of elements whose type is unknown. */
    static SqlArray untyped(List<@Nullable Object> elements) {
        return new SqlArray("", copy(elements, 1));
    }

    /** Whether the element type is known. */
    boolean isTyped() {
        return !elementType.isEmpty();
    }

    private static List<@Nullable Object> copy(Collection<?> elements, int dimension) {
        if (dimension > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("an array has at most " + MAX_DIMENSIONS + " dimensions");
        }
        List<@Nullable Object> copy = new ArrayList<>();
        for (@Nullable Object element : elements) {
            if (copy.size() == Expansion.MAX_ELEMENTS) {
                throw new IllegalArgumentException("an array has at most " + Expansion.MAX_ELEMENTS + " elements");
            }
            if (element instanceof SqlArray) {
                throw new IllegalArgumentException("further dimensions are nested collections, not arrays");
            }
            copy.add(element instanceof Collection<?> nested ? copy(nested, dimension + 1) : element);
        }
        return Collections.unmodifiableList(copy);
    }

    /** The name of the element type, which can be written into SQL text verbatim. */
    String elementType() {
        return elementType;
    }

    /** The values that PostgreSQL accepts as elements. */
    ElementType type() {
        return type;
    }

    /** Values, nulls and lists of these; unmodifiable. */
    List<@Nullable Object> elements() {
        return elements;
    }

    /** Returns the element type, never an element. */
    @Override
    public String toString() {
        return "SqlArray[" + elementType + "]";
    }
}
