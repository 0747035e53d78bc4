// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Bytes;
import dev.appendkit.sql.SqlTemplateException.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link TemplateCompiler}. The statement is segment 0, the literal of {@code parameter(0)}, segment 1, …
 * The segments contain all padding and parentheses; nothing needs to be added.
 *
 * <p>If {@link #isBatch()}, segment 0 holds the prefix and the start of the row, from its {@code (} on; the last
 * segment holds the end of the row, through its {@code )}, and the tail. All placeholders lie in the row. A statement
 * of many rows is the prefix, rows separated by commas, and the tail.
 */
final class CompiledTemplate {

    final SqlMode mode;

    /** The number of placeholders. */
    final int occurrences;

    /** The highest parameter number. */
    final int parameterCount;

    /** The static text in UTF-8, followed by eight bytes or more of padding. */
    private final byte[] statics;

    /** The ranges that {@link Segments} describes. */
    private final int[] ranges;

    private final TemplateText text;
    private final Segments segments;
    private final @Nullable Map<String, Integer> names;
    private final @Nullable RowShape row;
    private final boolean batch;

    CompiledTemplate(Lexer lexer) {
        mode = lexer.mode;
        text = lexer.template;
        segments = lexer.segments;
        row = lexer.row();
        names = lexer.names();
        parameterCount = lexer.parameterCount();
        occurrences = segments.count();
        batch = row != null && row.problem(occurrences) == null;
        segments.close(text.length, row);
        statics = segments.statics();
        ranges = segments.ranges();
    }

    TemplateText text() {
        return text;
    }

    Segments segments() {
        return segments;
    }

    /** The parameter of an occurrence, from 0. */
    int parameter(int occurrence) {
        return ranges[occurrence * Segments.STRIDE + 2] >>> Segments.SLOT_SHIFT;
    }

    /** The flags of {@link Place} for an occurrence. */
    int place(int occurrence) {
        return ranges[occurrence * Segments.STRIDE + 2] & Segments.PLACE;
    }

    /** The parameter with that name, from 0; -1 if there is none. */
    int parameter(String name) {
        return names == null ? -1 : names.getOrDefault(name, -1);
    }

    /** Appends a segment. Most segments are a comma and a space; storing them as one word costs less than a copy. */
    void appendSegment(AppendBuffer out, int index) {
        int from = ranges[index * Segments.STRIDE];
        int length = ranges[index * Segments.STRIDE + 1] - from;
        int pos = Literals.ACCESS.position(out);
        if (length <= Long.BYTES && Literals.ACCESS.limit(out) - pos >= Long.BYTES) {
            Bytes.putLong(Literals.ACCESS.room(out, 0), pos, Bytes.getLong(statics, from));
            Literals.ACCESS.advance(out, pos + length);
        } else {
            out.appendBytes(statics, from, from + length);
        }
    }

    /** Whether the template is an INSERT of one row to which rows can be added. */
    boolean isBatch() {
        return batch;
    }

    /** Appends the text before the row of a batch. */
    void appendPrefix(AppendBuffer out) {
        out.appendBytes(statics, 0, batchRow().start());
    }

    /** Appends the part of a batch's row that precedes its first literal. */
    void appendRowStart(AppendBuffer out) {
        out.appendBytes(statics, batchRow().start(), ranges[1]);
    }

    /** Appends the text after the row of a batch. */
    void appendTail(AppendBuffer out) {
        out.appendBytes(statics, batchRow().end(), ranges[occurrences * Segments.STRIDE + 1]);
    }

    int tailLength() {
        return ranges[occurrences * Segments.STRIDE + 1] - batchRow().end();
    }

    private RowShape batchRow() {
        if (row == null || !batch) {
            throw new IllegalStateException("the template is no batch");
        }
        return row;
    }

    /** Says why the template is not a batch. */
    SqlTemplateException notABatch() {
        String problem = row == null ? RowShape.NO_INSERT : row.problem(occurrences);
        if (problem == null) {
            throw new IllegalStateException("the template is a batch");
        }
        int at = row == null ? 0 : row.problemAt();
        return text.error(
                Code.NOT_A_BATCH,
                at,
                at,
                problem + "; a batch is INSERT … VALUES (…) with one row that holds" + " every placeholder");
    }

    /** Returns the refusal of a template that was compiled for another session than this one. */
    SqlTemplateException modeChanged(SqlMode now) {
        return new SqlTemplateException(
                Code.MODE_CHANGED,
                "the template was compiled for " + mode + " and cannot be used with " + now
                        + "; compile it for this mode");
    }

    /** The position of an occurrence in the template's String. */
    int offset(int occurrence) {
        return text.charOffset(segments.position(occurrence));
    }

    /** Line and column of an occurrence, for a message. */
    String lineAndColumn(int occurrence) {
        return text.place(segments.position(occurrence));
    }

    /**
     * Text for the message about a wrong number of parameters; empty if no placeholder is hidden in quotes or comments.
     */
    String hiddenPlaceholders() {
        return text.hiddenPlaceholders(mode);
    }
}
