// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.util.Objects;

/**
 * INSERT statements of many rows. After each {@link #add} the cursor holds a complete statement, so a statement can be
 * sent at any time; nothing has to be finished.
 *
 * <pre>{@code
 * SqlBatch batch = template.batch(out, 1000);
 * for (Row row : rows) {
 *   if (!batch.add(row.fill(parameters))) {       // full: nothing of the row was appended
 *     send(out);
 *     out.clear();
 *     batch.add(parameters);                      // the first row of the next statement
 *   }
 * }
 * if (batch.rows() > 0) {
 *   send(out);
 * }
 * }</pre>
 *
 * <p>Between two rows of a statement nobody else appends to the cursor. Once the cursor is cut back to where the statement
 * began, or before, the next row begins a new one. One thread at a time uses a batch.
 */
public final class SqlBatch {
    private static final byte[] SEPARATOR = {',', ' '};

    private final SqlTemplate template;
    private final CompiledTemplate compiled;
    private final AppendBuffer out;
    private final int maxRows;
    private final int tailLength;

    private int rows;
    /** Where the statement begins and ends in the cursor. */
    private int start;

    private int end;

    SqlBatch(SqlTemplate template, CompiledTemplate compiled, AppendBuffer out, int maxRows) {
        this.template = template;
        this.compiled = compiled;
        this.out = Objects.requireNonNull(out, "out");
        this.maxRows = maxRows;
        this.tailLength = compiled.tailLength();
    }

    /**
     * Adds a row to the statement, or begins the next one at the cursor's present length if the last call returned false.
     * When it throws, the cursor holds what it held.
     *
     * @param parameters as many values as the template has parameters
     * @return false if the statement is full, by rows or by the mode's {@code maxBytes}: nothing was appended, the
     *     statement in the cursor is complete
     * @throws SqlParameterException if a parameter is missing or refused, with {@code TOO_LARGE} if the row alone is longer
     *     than {@code maxBytes}
     * @throws java.nio.BufferOverflowException if the row does not fit into the target
     * @throws IllegalStateException if the cursor's length is not what this batch left
     */
    public boolean add(SqlParameters parameters) {
        template.checkParameters(parameters);
        int mark = out.length();
        if (rows > 0 && mark <= start) {
            rows = 0;
        } else if (rows > 0 && mark != end) {
            throw new IllegalStateException(
                    "the cursor's length is " + mark + ", but the statement of " + rows + " rows ends at " + end);
        }
        if (rows == maxRows) {
            rows = 0;
            return false;
        }
        long maxBytes = compiled.mode.maxBytes();
        int from = rows == 0 ? mark : start;
        if (append(parameters, from, mark, maxBytes)) {
            start = from;
            end = out.length();
            rows++;
            return true;
        }
        restore(mark);
        if (rows == 0) {
            throw SqlTemplate.tooLarge(maxBytes);
        }
        rows = 0;
        return false;
    }

    /** Whether the row fits. If not, or if this throws, a part of it may be in the cursor, and in the first case is. */
    private boolean append(SqlParameters parameters, int from, int mark, long maxBytes) {
        try {
            parameters.beginStatement(Literals.ACCESS.mark(out) - (mark - from), maxBytes);
            appendRow(parameters, mark);
            return out.length() - (long) from <= maxBytes;
        } catch (SqlParameterException e) {
            if (e.code() == SqlParameterException.Code.TOO_LARGE) {
                return false;
            }
            restore(mark);
            throw e;
        } catch (Throwable e) {
            restore(mark);
            throw e;
        }
    }

    /**
     * The number of rows of the statement that the last call added to.
     *
     * @return the number; 0 before the first row and after {@link #add} returned false
     */
    public int rows() {
        return rows;
    }

    private void appendRow(SqlParameters parameters, int mark) {
        if (rows == 0) {
            compiled.appendPrefix(out);
        } else {
            out.truncate(mark - tailLength);
            out.appendBytes(SEPARATOR, 0, SEPARATOR.length);
        }
        compiled.appendRowStart(out);
        for (int i = 0; i < compiled.occurrences; i++) {
            template.appendLiteral(out, parameters, compiled.mode, i);
            // The last segment ends the row and, as its tail, the statement.
            compiled.appendSegment(out, i + 1);
        }
    }

    /** Back to the statement without the row. Its tail may be overwritten; where it was, there is room for it. */
    private void restore(int mark) {
        if (rows == 0) {
            out.truncate(mark);
        } else if (out.length() != mark || tailLength > 0) {
            out.truncate(mark - tailLength);
            compiled.appendTail(out);
        }
    }
}
