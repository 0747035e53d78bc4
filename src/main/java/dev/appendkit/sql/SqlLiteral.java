// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SQL literal or identifier at a time, for code that builds its statements itself. A template is the safer way: it
 * knows what stands next to the literal. When a method throws, the cursor is as it was.
 */
public final class SqlLiteral {
    private SqlLiteral() {}

    /**
     * Appends text as a quoted literal.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if it has half a surrogate pair or a char outside the mode's charset
     */
    public static void appendString(AppendBuffer out, SqlMode mode, @Nullable CharSequence value) {
        append(out, mode, new SqlParameters(1).setString(1, value));
    }

    /**
     * Appends a long.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     */
    public static void appendLong(AppendBuffer out, SqlMode mode, long value) {
        Objects.requireNonNull(mode, "mode");
        out.appendLong(value);
    }

    /**
     * Appends a double.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value
     * @throws SqlParameterException if the dialect has no literal for it (NaN and infinities in MySQL and MariaDB)
     */
    public static void appendDouble(AppendBuffer out, SqlMode mode, double value) {
        append(out, mode, new SqlParameters(1).setDouble(1, value));
    }

    /**
     * Appends bytes.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     */
    public static void appendBytes(AppendBuffer out, SqlMode mode, byte @Nullable [] value) {
        append(out, mode, new SqlParameters(1).setBytes(1, value));
    }

    /**
     * Appends a value of a class that {@link SqlParameters#setObject} takes.
     *
     * @param out the target
     * @param mode the server's session
     * @param value the value, or null for NULL
     * @throws SqlParameterException if the class is not one of them, or the dialect refuses the value
     */
    public static void appendObject(AppendBuffer out, SqlMode mode, @Nullable Object value) {
        append(out, mode, new SqlParameters(1).setObject(1, value));
    }

    /**
     * Appends an identifier in the dialect's quotes, which are doubled inside: {@code `} for MySQL and MariaDB, else
     * {@code "}. A quoted identifier keeps its case.
     *
     * @param out the target
     * @param mode the server's session
     * @param name the identifier
     * @throws SqlParameterException if it is empty or has U+0000, half a surrogate pair or a char outside the mode's charset
     */
    public static void appendIdentifier(AppendBuffer out, SqlMode mode, String name) {
        int mark = out.length();
        try {
            mode.dialect().literals().appendIdentifier(out, mode, name);
        } catch (Throwable e) {
            out.truncate(mark);
            throw e;
        }
    }

    private static void append(AppendBuffer out, SqlMode mode, SqlParameters value) {
        int mark = out.length();
        try {
            mode.dialect().literals().append(out, mode, value, 0, 0, false);
        } catch (Throwable e) {
            out.truncate(mark);
            throw e;
        }
    }
}
