// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SQL array. Its elements are copied when it is made. In PostgreSQL an element must be of a class that binds to the
 * element type: whole numbers for {@code int4}, {@code LocalDate} for {@code date}, {@code Instant} for
 * {@code timestamptz}; any other is refused, because the cast of an array is laxer than a bound array.
 *
 * <pre>{@code
 * parameters.setArray(1, SqlArray.of("int4", List.of(1, 2)));                      // PostgreSQL: (ARRAY[…]::int4[])
 * parameters.setArray(2, SqlArray.of("text", List.of(List.of("a"), List.of("b")))); // of two dimensions
 * }</pre>
 */
public final class SqlArray {
    /** As many as PostgreSQL takes. */
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
     * An array of these elements.
     *
     * @param elementType the server's name of the element type, without {@code []}: a name, a name with its schema in
     *     front, either of them in double quotes where it needs them ({@code "Mood"}, {@code app."Mood"}), or a name of
     *     several words from the SQL standard, as {@code double precision}
     * @param elements values that {@link SqlParameters#setObject} takes, or null; nested collections, at most six deep,
     *     are further dimensions
     * @return the array
     * @throws IllegalArgumentException if the type is no such name, or there are too many dimensions or elements
     */
    public static SqlArray of(String elementType, Collection<?> elements) {
        if (!TypeName.isValid(elementType)) {
            throw new IllegalArgumentException("the element type is no name of a type");
        }
        return new SqlArray(elementType, copy(elements, 1));
    }

    /** Elements whose type is unknown. */
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

    /** A name that can stand in SQL text as it is. */
    String elementType() {
        return elementType;
    }

    /** What PostgreSQL takes as an element. */
    ElementType type() {
        return type;
    }

    /** Values, nulls and lists of such; unmodifiable. */
    List<@Nullable Object> elements() {
        return elements;
    }

    /** The element type, never an element. */
    @Override
    public String toString() {
        return "SqlArray[" + elementType + "]";
    }
}
