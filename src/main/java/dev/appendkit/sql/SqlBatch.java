// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.util.Objects;

/**
 * Builds INSERT statements of many rows. After each {@link #add} the cursor holds a complete statement, so it can be
 * sent at any time without a finishing call.
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
 * <p>A row means what it means in a statement of its own, but the statement is executed as a whole: all of its rows are
 * inserted, or none. Outside strict mode, MySQL and MariaDB turn NULL for a NOT NULL column into the column's default
 * where a single row is an error. The same key twice in a statement is an error under {@code ON CONFLICT DO UPDATE}. A
 * template whose row reads what the rows before it change is {@code NOT_A_BATCH}; what a function of your own reads is
 * not known here.
 *
 * <p>Between two rows of a statement, append nothing else to the cursor. Once the cursor is truncated to the start of
 * the statement, or further, the next row begins a new statement. A batch may be used by one thread at a time.
 *
 * <p>On a draining cursor, a row of up to half the capacity is either appended completely or not at all; a longer row
 * that fails, or does not fit into {@code maxBytes}, may break the cursor. After {@code false} the caller appends the
 * separator between two statements and adds the row again.
 */
public final class SqlBatch {
    private static final byte[] SEPARATOR = {',', ' '};

    private final SqlTemplate template;
    private final CompiledTemplate compiled;
    private final AppendBuffer out;
    private final int maxRows;
    private final int tailLength;

    private int rows;
    /** The placeholder of the row that is being written. */
    private int occurrence;

    /** The start of the statement in the cursor; its end follows. */
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
     * false. If this method throws, the content of the cursor is unchanged; but if a part of the row had already been
     * drained, the cursor is broken.
     *
     * <p>A row that did not fit, or was refused, may have been read in part: a {@code Reader} or {@code InputStream} in
     * it is consumed and must be set again before the row can be added again.
     *
     * @param parameters as many values as the template has parameters
     * @return false if the statement is full, by rows or by the mode's {@code maxBytes}: nothing was appended, and the
     *     statement in the cursor is complete
     * @throws SqlParameterException if a parameter is missing or refused, with {@code TOO_LARGE} if the row alone is
     *     longer than {@code maxBytes}, or if it is too long for the statement and a part of it was drained
     * @throws java.nio.BufferOverflowException if the row does not fit into the target
     * @throws IllegalStateException if the length of the cursor is not the one that this batch left
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

    /** Appends the row and returns whether it fits. If not, a part of it may be in the cursor. */
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
     * Returns the number of rows in the statement that the last call added to.
     *
     * @return the number; 0 before the first row and after {@link #add} returned false
     */
    public int rows() {
        return rows;
    }

    /** The first row begins with the statement, every other row at the statement's tail. */
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
            // The last segment ends the row and contains the tail of the statement.
            compiled.appendSegment(out, occurrence + 1);
        }
    }

    /** Restores the statement without the row. Its tail may be overwritten, but there is room for it where it was. */
    private void restore(long mark, Throwable cause) {
        Literals.ACCESS.rollBack(out, rowStart(mark), cause);
        if (rows > 0 && Literals.ACCESS.limit(out) >= 0) {
            compiled.appendTail(out);
        }
    }
}
