// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/**
 * SQL text that is written verbatim: <strong>not quoted, not escaped, not checked</strong>. It can change the meaning
 * of the statement, so it must never contain anything from outside the program. No other way leads past the literals; a
 * review finds every use by searching for {@code RawSql.unchecked}.
 *
 * <pre>{@code
 * parameters.setObject(1, RawSql.unchecked("CURRENT_TIMESTAMP"));
 * }</pre>
 *
 * <p>For names, use the safe {@link SqlLiteral#appendIdentifier}.
 */
public final class RawSql {
    private final String sql;

    private RawSql(String sql) {
        this.sql = sql;
    }

    /**
     * Wraps text that the caller vouches for.
     *
     * @param sql the text; a placeholder in it is not treated as one
     * @return the text as a value for {@link SqlParameters#setObject}
     * @throws IllegalArgumentException if it is empty or contains U+0000 or half a surrogate pair
     */
    public static RawSql unchecked(String sql) {
        if (sql.isEmpty()) {
            throw new IllegalArgumentException("the text is empty, which would join what stands left and right of it");
        }
        for (int i = 0; i < sql.length(); i += Character.charCount(sql.codePointAt(i))) {
            int codePoint = sql.codePointAt(i);
            if (codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("the char at index " + i + " is U+0000 or half a surrogate pair");
            }
        }
        return new RawSql(sql);
    }

    String sql() {
        return sql;
    }

    /** Returns the length, never the text. */
    @Override
    public String toString() {
        return "RawSql[" + sql.length() + "]";
    }
}
