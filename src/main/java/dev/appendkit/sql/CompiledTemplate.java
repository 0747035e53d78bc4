// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Bytes;
import dev.appendkit.sql.SqlTemplateException.Code;
import java.util.Arrays;

/**
 * What {@link TemplateCompiler} makes of a template. The statement is {@code segments[0]}, the literal of
 * {@code parameters[0]}, {@code segments[1]}, … Nothing needs to be added: padding and parentheses are in the segments.
 *
 * <p>If {@link #isBatch()}, {@code segments[0][0, tupleStart)} is what precedes the row, whose first byte, at
 * {@code tupleStart}, is its {@code (}; and {@code segments[last][tupleEnd, …)} is what follows its {@code )}. All
 * placeholders lie in the row. A statement of many rows is the prefix, rows separated by commas, and the tail.
 */
final class CompiledTemplate {

    final SqlMode mode;

    /** UTF-8; one more than there are occurrences. */
    final byte[][] segments;

    /** The first eight bytes of each segment, zero-padded, as {@link Bytes#putLong} stores them. */
    private final long[] heads;

    /** The parameter of each occurrence, from 0. */
    final int[] parameters;

    /** Whether the occurrence is all that stands in the parentheses after IN. */
    final boolean[] inList;

    /** The highest parameter number. */
    final int parameterCount;

    /** In the first segment; -1 if the template is not a batch. */
    final int tupleStart;

    /** In the last segment; -1 if the template is not a batch. */
    final int tupleEnd;

    private final TemplateText text;
    private final int[] positions;
    private final RowShape row;

    CompiledTemplate(SqlMode mode, TemplateText text, Segments collected, RowShape row, int parameterCount) {
        this.mode = mode;
        this.text = text;
        this.segments = collected.segments(text.length);
        this.heads = heads(segments);
        this.parameters = collected.parameters();
        this.positions = collected.positions();
        this.inList = collected.inList();
        this.parameterCount = parameterCount;
        this.row = row;
        boolean batch = row.problem(collected.count()) == null;
        this.tupleStart = batch ? row.startInSegment() : -1;
        this.tupleEnd = batch ? row.endInSegment() : -1;
    }

    private static long[] heads(byte[][] segments) {
        long[] heads = new long[segments.length];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = Bytes.getLong(Arrays.copyOf(segments[i], Math.max(Long.BYTES, segments[i].length)), 0);
        }
        return heads;
    }

    /** Most segments are a comma and a space: a word is stored for them, which costs less than a copy. */
    void appendSegment(AppendBuffer out, int index) {
        byte[] segment = segments[index];
        int pos = Literals.ACCESS.position(out);
        if (segment.length <= Long.BYTES && Literals.ACCESS.limit(out) - pos >= Long.BYTES) {
            Bytes.putLong(Literals.ACCESS.room(out, 0), pos, heads[index]);
            Literals.ACCESS.advance(out, pos + segment.length);
        } else {
            out.appendBytes(segment, 0, segment.length);
        }
    }

    /** Whether the template is an INSERT of one row to which rows can be added. */
    boolean isBatch() {
        return tupleStart >= 0;
    }

    /** Says why the template is not a batch. */
    SqlTemplateException notABatch() {
        String problem = row.problem(parameters.length);
        if (problem == null) {
            throw new IllegalStateException("the template is a batch");
        }
        int at = row.problemAt();
        return text.error(
                Code.NOT_A_BATCH,
                at,
                at,
                problem + "; a batch is INSERT … VALUES (…) with one row that holds" + " every placeholder");
    }

    /** The template was compiled for another session than this. */
    SqlTemplateException modeChanged(SqlMode now) {
        return new SqlTemplateException(
                Code.MODE_CHANGED,
                "the template was compiled for " + mode + " and cannot be used with " + now
                        + "; compile it for this mode");
    }

    /** The position of an occurrence in the template's String. */
    int offset(int occurrence) {
        return text.charOffset(positions[occurrence]);
    }

    /** Line and column of an occurrence, for a message. */
    String place(int occurrence) {
        return text.place(positions[occurrence]);
    }

    /** For the message about a wrong number of parameters; empty if no {@code ?} is hidden in quotes or comments. */
    String hiddenPlaceholders() {
        return text.hiddenPlaceholders();
    }
}
