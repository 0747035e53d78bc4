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
 * <p>Compile a template once and keep it: it is immutable, and any number of threads may use it. An append is a single
 * pass: it never searches a value for placeholders. It does not allocate, except for lists, for internet addresses, for
 * decimals where {@code Append.appendDecimal} does, for rounding by {@link FractionPolicy#HALF_UP}, for instants
 * outside the last window of a zone with transitions, and for a {@code java.sql.Timestamp} in PostgreSQL.
 */
public final class SqlTemplate implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Serialized as its text and its mode. */
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
     * @param mode the facts known about the session
     * @return the template
     * @throws SqlTemplateException if the server would not accept the template, or would read it in a way that depends
     *     on a fact that the mode does not state; with code, offset, line and column
     */
    public static SqlTemplate compile(String sql, SqlMode mode) {
        return new SqlTemplate(TemplateCompiler.compile(sql, mode));
    }

    /**
     * Returns the number of parameters, which is the highest index.
     *
     * @return the number
     */
    public int parameterCount() {
        return compiled.parameterCount;
    }

    /**
     * Returns the index of a named parameter, for the setters of {@link SqlParameters}.
     *
     * @param name the name as the template has it, without the colon; case matters
     * @return the index, from 1; -1 if the template has no parameter of that name
     */
    public int index(String name) {
        int parameter = compiled.parameter(Objects.requireNonNull(name, "name"));
        return parameter < 0 ? parameter : parameter + 1;
    }

    /**
     * Returns the mode that the template was compiled for.
     *
     * @return the mode
     */
    public SqlMode mode() {
        return compiled.mode;
    }

    /**
     * Appends the statement. If this method throws, the cursor keeps its previous length.
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
     * Appends the statement for a session whose mode may have changed since the template was compiled. The zone,
     * {@code maxBytes} and the policies are those of {@code now}.
     *
     * @param out the target
     * @param parameters as many values as {@link #parameterCount}
     * @param now the facts known about the session now
     * @throws SqlTemplateException with {@code MODE_CHANGED} if the fingerprint is not the one of the compilation
     * @throws SqlParameterException under the conditions of {@link #appendTo(AppendBuffer, SqlParameters)}
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
            // Not RuntimeException: a foreign CharSequence or list may throw an undeclared checked exception.
            locate(e, occurrence);
            Literals.ACCESS.rollBack(out, mark, e);
            throw e;
        }
    }

    /** Appends the literal of an occurrence. */
    void appendLiteral(AppendBuffer out, SqlParameters parameters, SqlMode mode, int occurrence) {
        literals.append(out, mode, parameters, compiled.parameter(occurrence), compiled.place(occurrence));
    }

    /** Adds the parameter's index to an exception that was thrown at an occurrence. */
    void locate(Throwable thrown, int occurrence) {
        if (occurrence < compiled.occurrences) {
            SqlParameterException.locate(thrown, compiled.parameter(occurrence) + 1);
        }
    }

    /** Refuses a set with another count, or with a parameter that has no value, before the first byte. */
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
     * Returns the statement with these values, for tests and tools.
     *
     * @param values of classes that {@link SqlParameters#setObject} accepts
     * @return the statement
     * @throws SqlParameterException under the conditions of {@link #appendTo(AppendBuffer, SqlParameters)}
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
     * Returns the statement with these values, for tests and tools. Bytes are written in hexadecimal digits, whatever
     * the mode says: a String cannot hold raw bytes.
     *
     * @param parameters as many values as {@link #parameterCount}
     * @return the statement
     * @throws SqlParameterException under the conditions of {@link #appendTo(AppendBuffer, SqlParameters)}
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
     * @param maxRows the maximum number of rows per statement
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
     * Describes the statement for a log: the template with its values masked or shortened, in one line of at most 4,096
     * chars without control characters of any kind. The result is not SQL to run. Readers and streams are not read.
     * Missing, unset or refused parameters are shown as such; no value makes this method throw.
     *
     * @param parameters the values, of any number
     * @param policy how much of each value is shown
     * @return the line
     */
    public String describe(SqlParameters parameters, DescribePolicy policy) {
        return Description.of(compiled, parameters, Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Returns a stand-in that holds the text and the mode.
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

    /** Returns the dialect and the number of parameters; the text may contain data that does not belong in a log. */
    @Override
    public String toString() {
        return "SqlTemplate[" + compiled.mode.dialect().name() + ", parameters=" + compiled.parameterCount + "]";
    }
}
