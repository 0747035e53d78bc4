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
 * <p>Between two rows of a statement nobody else appends to the cursor. Once the cursor is cut back to where the
 * statement began, or before, the next row begins a new one. One thread at a time uses a batch.
 *
 * <p>Over a draining cursor a row of up to half the capacity is whole or has not happened; a longer one that fails, or
 * does not fit into {@code maxBytes}, may break the cursor. After {@code false} the caller appends what separates two
 * statements, and adds the row again.
 */
public final class SqlBatch {
    private static final byte[] SEPARATOR = {',', ' '};

    private final SqlTemplate template;
    private final CompiledTemplate compiled;
    private final AppendBuffer out;
    private final int maxRows;
    private final int tailLength;

    private int rows;
    /** Which placeholder of the row is being written. */
    private int occurrence;

    /** Where the statement begins and ends in the cursor. */
    private long start;

    private long end;

    SqlBatch(SqlTemplate template, CompiledTemplate compiled, AppendBuffer out, int maxRows) {
        this.template = template;
        this.compiled = compiled;
        this.out = Objects.requireNonNull(out, "out");
        this.maxRows = maxRows;
        this.tailLength = compiled.tailLength();
    }

    /**
     * Adds a row to the statement, or begins the next one at the cursor's present length if the last call returned
     * false. When it throws, the cursor holds what it held, or, if a part of the row was drained by then, is broken.
     *
     * <p>A row that did not fit, or was refused, may have been read in part: a {@code Reader} or {@code InputStream} in
     * it is consumed, and the row cannot be added again before it is set anew.
     *
     * @param parameters as many values as the template has parameters
     * @return false if the statement is full, by rows or by the mode's {@code maxBytes}: nothing was appended, the
     *     statement in the cursor is complete
     * @throws SqlParameterException if a parameter is missing or refused, with {@code TOO_LARGE} if the row alone is
     *     longer than {@code maxBytes}, or if it is too long for the statement and a part of it was drained
     * @throws java.nio.BufferOverflowException if the row does not fit into the target
     * @throws IllegalStateException if the cursor's length is not what this batch left
     */
    public boolean add(SqlParameters parameters) {
        template.checkParameters(parameters);
        long mark = Literals.ACCESS.mark(out);
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
        long from = rows == 0 ? mark : start;
        if (append(parameters, from, mark)) {
            start = from;
            end = Literals.ACCESS.mark(out);
            rows++;
            return true;
        }
        if (rows == 0 || Literals.ACCESS.drainedSince(out, rowStart(mark))) {
            SqlParameterException tooLarge = SqlTemplate.tooLarge(compiled.mode.maxBytes());
            restore(mark, tooLarge);
            throw tooLarge;
        }
        Literals.ACCESS.cut(out, rowStart(mark));
        compiled.appendTail(out);
        rows = 0;
        return false;
    }

    /** Whether the row fits. If not, a part of it may be in the cursor. */
    private boolean append(SqlParameters parameters, long from, long mark) {
        long maxBytes = compiled.mode.maxBytes();
        try {
            parameters.scratch.beginStatement(from, maxBytes);
            appendRow(parameters, mark);
            return Literals.ACCESS.mark(out) - from <= maxBytes;
        } catch (SqlParameterException e) {
            if (e.code() == SqlParameterException.Code.TOO_LARGE) {
                return false;
            }
            template.locate(e, occurrence);
            restore(mark, e);
            throw e;
        } catch (Throwable e) {
            restore(mark, e);
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

    /** The first row begins with the statement, every other one where the tail of the statement is. */
    private long rowStart(long mark) {
        return rows == 0 ? mark : mark - tailLength;
    }

    private void appendRow(SqlParameters parameters, long mark) {
        Literals.ACCESS.cut(out, rowStart(mark));
        Literals.ACCESS.drainEarly(out);
        if (rows == 0) {
            compiled.appendPrefix(out);
        } else {
            out.appendBytes(SEPARATOR, 0, SEPARATOR.length);
        }
        compiled.appendRowStart(out);
        for (occurrence = 0; occurrence < compiled.occurrences; occurrence++) {
            template.appendLiteral(out, parameters, compiled.mode, occurrence);
            // The last segment ends the row and, as its tail, the statement.
            compiled.appendSegment(out, occurrence + 1);
        }
    }

    /** Back to the statement without the row. Its tail may be overwritten; where it was, there is room for it. */
    private void restore(long mark, Throwable cause) {
        Literals.ACCESS.rollBack(out, rowStart(mark), cause);
        if (rows > 0 && Literals.ACCESS.limit(out) >= 0) {
            compiled.appendTail(out);
        }
    }
}
