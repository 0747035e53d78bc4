// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compiled SQL text with {@code ?} placeholders, into which values are interpolated as literals. Either the text
 * means what the bound statement means, or the template or the value is refused.
 *
 * <pre>{@code
 * SqlTemplate t = SqlTemplate.compile("INSERT INTO t VALUES (?, ?)", SqlMode.mysql());
 * t.toSql(42, "it's");                            // INSERT INTO t VALUES (42, 'it''s')
 * }</pre>
 *
 * <p>Compile once and keep it: a template is immutable and used by any number of threads. An append is a single pass: a
 * value is never looked into for placeholders. It does not allocate, but for lists, for internet addresses, for
 * decimals where {@code Append.appendDecimal} does, for rounding by {@link FractionPolicy#HALF_UP}, and for instants
 * outside the last window of a zone with transitions.
 */
public final class SqlTemplate implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Written as its text and its mode. */
    private final transient CompiledTemplate compiled;

    private final transient Literals literals;

    private SqlTemplate(CompiledTemplate compiled) {
        this.compiled = compiled;
        this.literals = compiled.mode.dialect().literals();
    }

    /**
     * Compiles a template for a server's session.
     *
     * @param sql the template
     * @param mode what is known of the session
     * @return the template
     * @throws SqlTemplateException if the server would not take the template, or would read it in a way that depends on
     *     what the mode does not tell; with code, offset, line and column
     */
    public static SqlTemplate compile(String sql, SqlMode mode) {
        return new SqlTemplate(TemplateCompiler.compile(sql, mode));
    }

    /**
     * The number of parameters: the highest index.
     *
     * @return the number
     */
    public int parameterCount() {
        return compiled.parameterCount;
    }

    /**
     * The index of a named parameter, for the setters of {@link SqlParameters}.
     *
     * @param name the name as the template has it, without the colon; case matters
     * @return the index, from 1; -1 if the template has no parameter of that name
     */
    public int index(String name) {
        int parameter = compiled.parameter(Objects.requireNonNull(name, "name"));
        return parameter < 0 ? parameter : parameter + 1;
    }

    /**
     * The mode that the template was compiled for.
     *
     * @return the mode
     */
    public SqlMode mode() {
        return compiled.mode;
    }

    /**
     * Appends the statement. When it throws, the cursor is at the length that it had.
     *
     * @param out the target
     * @param parameters as many values as {@link #parameterCount}
     * @throws SqlParameterException if a parameter is missing or refused, or the statement is longer than the mode's
     *     {@code maxBytes}
     * @throws java.nio.BufferOverflowException if the statement does not fit into the target
     */
    public void appendTo(AppendBuffer out, SqlParameters parameters) {
        append(out, parameters, compiled.mode);
    }

    /**
     * Appends the statement for a session whose mode may have changed since the template was compiled. Zone,
     * {@code maxBytes} and policies are those of {@code now}.
     *
     * @param out the target
     * @param parameters as many values as {@link #parameterCount}
     * @param now what is known of the session now
     * @throws SqlTemplateException with {@code MODE_CHANGED} if the fingerprint is not that of the compilation
     * @throws SqlParameterException as {@link #appendTo(AppendBuffer, SqlParameters)}
     * @throws java.nio.BufferOverflowException if the statement does not fit into the target
     */
    public void appendTo(AppendBuffer out, SqlParameters parameters, SqlMode now) {
        if (!compiled.mode.sameFingerprint(now)) {
            throw compiled.modeChanged(now);
        }
        append(out, parameters, now);
    }

    private void append(AppendBuffer out, SqlParameters parameters, SqlMode mode) {
        checkParameters(parameters);
        long mark = Literals.ACCESS.mark(out);
        int occurrence = 0;
        try {
            long maxBytes = mode.maxBytes();
            parameters.scratch.beginStatement(mark, maxBytes);
            for (; occurrence < compiled.occurrences; occurrence++) {
                compiled.appendSegment(out, occurrence);
                appendLiteral(out, parameters, mode, occurrence);
                checkSize(Literals.ACCESS.mark(out) - mark, maxBytes);
            }
            compiled.appendSegment(out, compiled.occurrences);
            checkSize(Literals.ACCESS.mark(out) - mark, maxBytes);
        } catch (Throwable e) {
            // Not RuntimeException: a foreign CharSequence or list may throw what it does not declare.
            locate(e, occurrence);
            Literals.ACCESS.rollBack(out, mark, e);
            throw e;
        }
    }

    /** The literal of an occurrence. */
    void appendLiteral(AppendBuffer out, SqlParameters parameters, SqlMode mode, int occurrence) {
        literals.append(out, mode, parameters, compiled.parameter(occurrence), compiled.place(occurrence));
    }

    /** What was thrown at an occurrence learns the index of its parameter. */
    void locate(Throwable thrown, int occurrence) {
        if (occurrence < compiled.occurrences) {
            SqlParameterException.locate(thrown, compiled.parameter(occurrence) + 1);
        }
    }

    /** Refuses a set of another count or with a parameter that has no value, before the first byte. */
    void checkParameters(SqlParameters parameters) {
        int count = compiled.parameterCount;
        if (parameters.count() != count) {
            throw wrongCount(parameters.count());
        }
        for (int slot = 0; slot < count; slot++) {
            if (parameters.type(slot) <= SqlParameters.UNSET) {
                throw unset(slot, parameters.type(slot));
            }
        }
    }

    private SqlParameterException wrongCount(int given) {
        return new SqlParameterException(
                Code.WRONG_COUNT,
                "the template has " + compiled.parameterCount + " parameters, but " + given + " are given"
                        + compiled.hiddenPlaceholders());
    }

    private SqlParameterException unset(int slot, byte type) {
        int occurrence = 0;
        while (occurrence < compiled.occurrences - 1 && compiled.parameter(occurrence) != slot) {
            occurrence++;
        }
        return Literals.unset(type, " Its placeholder is at " + compiled.lineAndColumn(occurrence))
                .at(slot + 1);
    }

    private static void checkSize(long bytes, long maxBytes) {
        if (bytes > maxBytes) {
            throw tooLarge(maxBytes);
        }
    }

    static SqlParameterException tooLarge(long maxBytes) {
        return new SqlParameterException(
                Code.TOO_LARGE, "the statement is longer than the " + maxBytes + " bytes that the mode allows");
    }

    /**
     * The statement with these values, for tests and tools.
     *
     * @param values of classes that {@link SqlParameters#setObject} takes
     * @return the statement
     * @throws SqlParameterException as {@link #appendTo(AppendBuffer, SqlParameters)}
     */
    public String toSql(@Nullable Object... values) {
        Objects.requireNonNull(values, "values is null; for a single NULL write toSql((Object) null)");
        SqlParameters parameters = new SqlParameters(values.length);
        for (int i = 0; i < values.length; i++) {
            parameters.setObject(i + 1, values[i]);
        }
        return toSql(parameters);
    }

    /**
     * The statement with these values, for tests and tools. Bytes are in hexadecimal digits, whatever the mode says: a
     * String cannot hold raw ones.
     *
     * @param parameters as many values as {@link #parameterCount}
     * @return the statement
     * @throws SqlParameterException as {@link #appendTo(AppendBuffer, SqlParameters)}
     */
    public String toSql(SqlParameters parameters) {
        AppendBuffer out = AppendBuffer.growing(256, Integer.MAX_VALUE);
        SqlMode mode = compiled.mode;
        append(out, parameters, mode.binaryIntroducer() ? mode.binaryIntroducer(false) : mode);
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Begins INSERT statements of many rows, appended to a cursor.
     *
     * @param out the target
     * @param maxRows the most rows of a statement
     * @return a batch without rows
     * @throws SqlTemplateException with {@code NOT_A_BATCH} if the template is not an INSERT of one {@code VALUES (…)}
     *     row that holds all placeholders
     * @throws IllegalArgumentException if {@code maxRows} is less than 1
     */
    public SqlBatch batch(AppendBuffer out, int maxRows) {
        if (!compiled.isBatch()) {
            throw compiled.notABatch();
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows " + maxRows + " is less than 1");
        }
        return new SqlBatch(this, compiled, out, maxRows);
    }

    /**
     * The statement for a log: the template with its values masked or shortened, in one line of at most 4,096 chars
     * without controls of any kind. It is not SQL to be run. Readers and streams are not read. Parameters that have no
     * value, are too few or would be refused are shown as such; no value makes it throw.
     *
     * @param parameters the values, of any number
     * @param policy what is shown of them
     * @return the line
     */
    public String describe(SqlParameters parameters, DescribePolicy policy) {
        return Description.of(compiled, parameters, Objects.requireNonNull(policy, "policy"));
    }

    /**
     * A stand-in that holds what the template was made of.
     *
     * @return what is written instead
     */
    private Object writeReplace() {
        return new Serialized(compiled.text().sql, compiled.mode);
    }

    /**
     * Refuses bytes that do not hold the stand-in.
     *
     * @param in not read
     * @throws InvalidObjectException always
     */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a template is read from its serialized form only");
    }

    /** A template in a stream; it is compiled again when it is read. */
    private record Serialized(String sql, SqlMode mode) implements Serializable {
        private static final long serialVersionUID = 1L;

        private Object readResolve() {
            return compile(sql, mode);
        }
    }

    /** The dialect and the number of parameters; the text may hold what does not belong into a log. */
    @Override
    public String toString() {
        return "SqlTemplate[" + compiled.mode.dialect().name() + ", parameters=" + compiled.parameterCount + "]";
    }
}
