// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.FractionDigits;
import dev.appendkit.sql.Session.ClientCharset;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes the server's session to a template: its dialect, the settings that change how SQL is read, and the caller's
 * policies. A mode is immutable; every method returns a new one.
 *
 * <p>A fact is unknown until its method is called, and a template whose meaning depends on an unknown fact is refused.
 * Two facts are assumed from the start: backslash escapes are on (MySQL and MariaDB), and the client charset is UTF-8
 * (utf8mb4).
 *
 * <p>The <i>fingerprint</i> is the dialect, the server version, the settings that change how a text is read (backslash
 * escapes, ANSI_QUOTES, standard_conforming_strings), the charset, whether {@code :name} is a placeholder, and whether
 * literals are bare or text is typed. A template can only be used with the fingerprint that it was compiled for. The
 * zone, {@code maxBytes} and the policies are not part of it.
 *
 * <pre>{@code
 * SqlMode mode = SqlMode.mysql().ansiQuotes(false).zone(ZoneOffset.UTC).maxBytes(16 << 20);
 * }</pre>
 */
public final class SqlMode implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MAX_VERSION_PART = 999;
    private static final int PACKET_OVERHEAD = 2;

    private static final SqlMode MYSQL = of(MySqlDialect.MYSQL);
    private static final SqlMode MARIADB = of(MySqlDialect.MARIADB);
    private static final SqlMode POSTGRESQL = of(PostgreSqlDialect.INSTANCE);
    private static final SqlMode SQLITE = of(SqliteDialect.INSTANCE);
    private static final SqlMode H2 = of(H2Dialect.INSTANCE);
    private static final SqlMode SQL_SERVER = of(SqlServerDialect.INSTANCE);
    private static final SqlMode ANSI = of(AnsiDialect.INSTANCE);

    /** Serialized as {@link SerializedMode}. */
    private final transient Session session;

    private SqlMode(Session session) {
        this.session = session;
    }

    private static SqlMode of(Dialect dialect) {
        return new SqlMode(new Session(dialect));
    }

    /**
     * Returns a mode for MySQL. Literals have the types of the bound values, with these exceptions: {@code CREATE TABLE
     * … AS SELECT ?} and the display name of a column show the type of the literal (an integer is int or bigint
     * depending on its digits, a float is a double, a boolean an int, bytes are varbinary). A minus before an integer
     * is part of the literal, so {@code -?} of the smallest long is a number where the bound value overflows.
     *
     * <p>A comparison of a text column with {@code DATE'…'} or {@code TIMESTAMP'…'} uses no index, and neither does the
     * one with a bound date.
     *
     * @return the mode
     */
    public static SqlMode mysql() {
        return MYSQL;
    }

    /**
     * Returns a mode for MariaDB, in any {@code sql_mode} except ORACLE and MSSQL. The exceptions of {@link #mysql}
     * apply, and so does its note about indexes.
     *
     * <p>MariaDB settles the digits of a result before it knows a parameter's value: a UNION of a bound date-time and a
     * value of another type cuts the fraction, which the literal keeps, and so it is with {@code TIME(?)}. {@code x'…'}
     * has no digits behind a point in {@code decimal + ?}, and no exponent in {@code FROM_UNIXTIME(?)}. {@code TO_CHAR}
     * of a TIME differs. In strict mode {@code COUNT(f(?))} may be an error that a constant is not.
     *
     * @return the mode
     */
    public static SqlMode mariadb() {
        return MARIADB;
    }

    /**
     * Returns a mode for PostgreSQL. Values are written with their types, such as {@code ('5'::int4)}, so that they
     * mean the same as bound values; only text and enums have no type and take the one that the statement asks for. A
     * {@code ?} is a placeholder, and {@code ??} is one {@code ?} of an operator: {@code a ??| b} becomes {@code a ?|
     * b}. {@code $1} is a placeholder too, but not in the same template.
     *
     * <p>Set {@link #standardConformingStrings}, which the server reports when a session begins. Leave the server's
     * {@code transform_null_equals} off: it changes the meaning of {@code = NULL}, but not of a bound NULL. The
     * subquery of {@link EmptyListPolicy#EMPTY_SET} is of type text: the server refuses it next to other types.
     *
     * <pre>{@code
     * SqlMode mode = SqlMode.postgresql().standardConformingStrings(true);
     * SqlTemplate.compile("SELECT ? - ?", mode).toSql(5, -1L);   // SELECT ('5'::int4) - ('-1'::int8)
     * }</pre>
     *
     * @return the mode
     */
    public static SqlMode postgresql() {
        return POSTGRESQL;
    }

    /**
     * Returns a mode for SQLite 3. {@code :name} is a placeholder from the start; see {@link #namedParameters}. In
     * {@code -?} of 0.0 the sign of the result differs from the bound one. A column of {@code VALUES} has the affinity
     * of one of its rows, and of another one if all its cells are constants.
     *
     * @return the mode
     */
    public static SqlMode sqlite() {
        return SQLITE;
    }

    /**
     * Returns a mode for H2 2.x, in any compatibility mode except MSSQLServer and Sybase, where {@code [} quotes
     * identifiers.
     *
     * <p>H2 gives a bound parameter the type of its neighbour before it knows the value, so a bound 10.00 in {@code ? /
     * 4} is the integer 10. The literal of a decimal is its digits and, without a fraction, a point: it stays a decimal
     * there, as it does in {@code ? / ?}. In {@code d / ?} with a decimal d, H2 chooses the digits of the quotient by
     * the scale of the literal; for a bound value, whose scale it does not know, the quotient has about 50,000. With
     * {@code CAST(? AS NUMERIC(20, 2))} in the template, both are the same.
     *
     * @return the mode
     */
    public static SqlMode h2() {
        return H2;
    }

    /**
     * Returns a mode for Microsoft SQL Server. Experimental: not compared with a server, and it may change in any
     * release.
     *
     * @return the mode
     */
    public static SqlMode sqlServer() {
        return SQL_SERVER;
    }

    /**
     * Returns a mode for standard SQL, without any syntax that servers read differently: a backslash is an ordinary
     * character, and comments do not nest.
     *
     * @return the mode
     */
    public static SqlMode ansi() {
        return ANSI;
    }

    /**
     * States whether the session's {@code sql_mode} contains NO_BACKSLASH_ESCAPES; by default it does not.
     *
     * @param set whether it does
     * @return the new mode
     * @throws UnsupportedOperationException if the server is neither MySQL nor MariaDB
     */
    public SqlMode noBackslashEscapes(boolean set) {
        require(Setting.NO_BACKSLASH_ESCAPES);
        return with(changed -> changed.backslashEscapes = !set);
    }

    /**
     * States whether the session's {@code sql_mode} contains ANSI_QUOTES, so that {@code "…"} is an identifier.
     *
     * @param set whether it does
     * @return the new mode
     * @throws UnsupportedOperationException if the server is neither MySQL nor MariaDB
     */
    public SqlMode ansiQuotes(boolean set) {
        require(Setting.ANSI_QUOTES);
        return with(changed -> changed.ansiQuotes = set);
    }

    /**
     * States whether the session's {@code standard_conforming_strings} is on, so that a backslash in {@code '…'} is an
     * ordinary character. While it is unknown, a template with a backslash in such a string is refused, and a value
     * with a backslash is written as {@code E'…'}, which is correct in both cases. From version 19 on the setting is
     * always on.
     *
     * @param set whether it is
     * @return the new mode
     * @throws UnsupportedOperationException if the server is not PostgreSQL
     */
    public SqlMode standardConformingStrings(boolean set) {
        require(Setting.STANDARD_CONFORMING_STRINGS);
        return with(changed -> changed.standardConformingStrings = set);
    }

    /**
     * Chooses whether values are written in their shortest form, without their types: in PostgreSQL {@code 5} instead
     * of {@code ('5'::int4)}, in MySQL and MariaDB {@code '2026-11-21'} instead of {@code DATE'2026-11-21'}, in H2
     * {@code 5} instead of {@code CAST(5 AS BIGINT)}. It is meant for statements that accept a literal but neither an
     * expression nor a parameter, such as {@code SET x TO ?} in PostgreSQL, and for servers that do not know the typed
     * form. In a query the server then chooses the types, as for constants in the query's text, and may choose others
     * than for bound values. Where a dialect has only one form, only the fingerprint changes. The default is
     * {@code false}.
     *
     * @param set whether they are
     * @return the new mode
     */
    public SqlMode bareLiterals(boolean set) {
        return with(changed -> changed.bareLiterals = set);
    }

    /**
     * States the server's version, for example 8.4.3.
     *
     * @param major 1 to 999
     * @param minor 0 to 999
     * @param patch 0 to 999
     * @return the new mode
     * @throws IllegalArgumentException if a part is out of range
     */
    public SqlMode serverVersion(int major, int minor, int patch) {
        if (major < 1
                || major > MAX_VERSION_PART
                || minor < 0
                || minor > MAX_VERSION_PART
                || patch < 0
                || patch > MAX_VERSION_PART) {
            throw new IllegalArgumentException("not a server version: " + major + "." + minor + "." + patch);
        }
        return with(changed -> changed.serverVersion = version(major, minor, patch));
    }

    /**
     * States the client charset of the session. Only UTF-8 ({@code utf8mb4}, {@code utf8mb3}, {@code utf8}) and
     * US-ASCII ({@code ascii}) are safe: elsewhere the bytes of a quote or a backslash may be half a character. MySQL's
     * {@code utf8} and {@code utf8mb3} contain no character above U+FFFF.
     *
     * @param serverName the server's name of the charset, in any case
     * @return the new mode
     * @throws SqlTemplateException with {@code UNSUPPORTED_CHARSET} if it is another one
     */
    public SqlMode charset(String serverName) {
        String name = serverName.toLowerCase(Locale.ROOT);
        ClientCharset charset =
                switch (name) {
                    case "utf8mb4", "utf-8" -> ClientCharset.UTF8;
                    case "utf8" -> dialect().shortUtf8() ? ClientCharset.UTF8MB3 : ClientCharset.UTF8;
                    case "utf8mb3" -> ClientCharset.UTF8MB3;
                    case "ascii", "us-ascii" -> ClientCharset.ASCII;
                    default ->
                        throw new SqlTemplateException(
                                SqlTemplateException.Code.UNSUPPORTED_CHARSET,
                                "client charset " + serverName
                                        + ": only utf8mb4, utf8mb3, utf8 and ascii are supported;"
                                        + " in others a quote or a backslash may be half a character");
                };
        return with(changed -> changed.charset = charset);
    }

    /**
     * Chooses whether {@code :name} is a placeholder; in SQLite it is one by default. The name touches the colon; it is
     * an ASCII letter or {@code _}, then letters, digits and {@code _}; case matters. A name that appears twice is one
     * parameter, written twice; {@link SqlTemplate#index} returns its index. {@code ::}, {@code :=}, {@code :1} and a
     * colon with a space after it are not placeholders; where a colon touches both the token before it and a name, as
     * in {@code a[1:n]}, the template is refused.
     *
     * @param set whether it is
     * @return the new mode
     */
    public SqlMode namedParameters(boolean set) {
        return with(changed -> changed.namedParameters = set);
    }

    /**
     * States the session's time zone, in which instants are written.
     *
     * @param zone the zone
     * @return the new mode
     */
    public SqlMode zone(ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        return with(changed -> changed.zone = zone);
    }

    /**
     * Sets the maximum length of a statement in bytes, from its first byte; the default is unlimited. For MySQL and
     * MariaDB use {@link #maxAllowedPacket}: these servers accept two bytes less than the setting says.
     *
     * @param maxBytes the bytes, at least 1
     * @return the new mode
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1
     */
    public SqlMode maxBytes(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " < 1");
        }
        return with(changed -> changed.maxBytes = maxBytes);
    }

    /**
     * Sets the maximum length of a statement from the session's {@code max_allowed_packet}. A packet holds one byte
     * besides the statement, and the server refuses a packet as long as the setting, so {@link #maxBytes} becomes two
     * less.
     *
     * @param bytes the setting's value, at least 3
     * @return the new mode
     * @throws IllegalArgumentException if {@code bytes} is less than 3
     * @throws UnsupportedOperationException if the server is neither MySQL nor MariaDB
     */
    public SqlMode maxAllowedPacket(long bytes) {
        require(Setting.MAX_ALLOWED_PACKET);
        if (bytes <= PACKET_OVERHEAD) {
            throw new IllegalArgumentException("maxAllowedPacket " + bytes + " < " + (PACKET_OVERHEAD + 1));
        }
        return maxBytes(bytes - PACKET_OVERHEAD);
    }

    /**
     * Chooses whether text is written with its type, {@code ('x'::varchar)}, as a driver that binds strings as
     * {@code varchar} sends it. This applies to the text of {@link SqlParameters#setString},
     * {@link SqlParameters#setUtf8}, {@link SqlParameters#setReader} and {@code Clob}; enums stay untyped. The default
     * is {@code false}: text is then untyped, like a parameter without a type, and takes the type that the statement
     * asks for. In {@code tags || ?} the untyped text <code>{y}</code> is an array of one element; typed text is an
     * error there.
     *
     * @param set whether it is
     * @return the new mode
     * @throws UnsupportedOperationException if the server is not PostgreSQL
     */
    public SqlMode typedText(boolean set) {
        require(Setting.TYPED_TEXT);
        return with(changed -> changed.typedText = set);
    }

    /**
     * Sets the number of fraction digits in SQLite's text of times and timestamps. The default is none where the
     * fraction is zero, and nine otherwise. {@link FractionDigits#MILLIS} always writes three, even when they are zero,
     * so that the text compares equal to that of SQLite's own {@code strftime('%Y-%m-%d %H:%M:%f')}; further digits are
     * truncated or, with {@link FractionPolicy#EXACT}, refused.
     *
     * @param digits the digits
     * @return the new mode
     * @throws UnsupportedOperationException if the server is not SQLite
     */
    public SqlMode fractionDigits(FractionDigits digits) {
        Objects.requireNonNull(digits, "digits");
        require(Setting.FRACTION_DIGITS);
        return with(changed -> changed.fractionDigits = digits);
    }

    /**
     * Chooses whether a template may contain more than one statement. By default it may not.
     *
     * @param allowed whether it may
     * @return the new mode
     */
    public SqlMode multiStatements(boolean allowed) {
        return with(changed -> changed.multiStatements = allowed);
    }

    /**
     * Chooses how to treat fraction digits that the server does not keep; the default is
     * {@link FractionPolicy#TRUNCATE}.
     *
     * @param policy the policy
     * @return the new mode
     */
    public SqlMode fraction(FractionPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return with(changed -> changed.fraction = policy);
    }

    /**
     * Chooses what {@code IN (?)} becomes for an empty list; the default is {@link EmptyListPolicy#REFUSE}.
     *
     * @param policy the policy
     * @return the new mode
     */
    public SqlMode emptyList(EmptyListPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return with(changed -> changed.emptyList = policy);
    }

    /**
     * Chooses whether bytes are written as an escaped {@code _binary'…'} string instead of {@code x'…'}, which is
     * shorter where most bytes are text. The default is {@code false}.
     *
     * @param set whether they are
     * @return the new mode
     * @throws UnsupportedOperationException if the server is neither MySQL nor MariaDB
     */
    public SqlMode binaryIntroducer(boolean set) {
        require(Setting.BINARY_INTRODUCER);
        return with(changed -> changed.binaryIntroducer = set);
    }

    /**
     * Chooses whether booleans are written as {@code TRUE} and {@code FALSE} instead of {@code 1} and {@code 0}: inside
     * {@code JSON_ARRAY} and {@code JSON_OBJECT} only the keywords make a JSON boolean. {@code LIMIT} does not accept
     * them. The default is {@code false}.
     *
     * @param set whether they are
     * @return the new mode
     * @throws UnsupportedOperationException if the server is neither MySQL nor MariaDB
     */
    public SqlMode booleanKeywords(boolean set) {
        require(Setting.BOOLEAN_KEYWORDS);
        return with(changed -> changed.booleanKeywords = set);
    }

    /**
     * Chooses whether UUIDs are written as their 16 bytes, {@code x'…'}, the high byte first, as MySQL's
     * {@code UUID_TO_BIN(text)} returns them, for columns of type {@code BINARY(16)} or {@code BLOB}. By default they
     * are text of 36 chars.
     *
     * @param set whether they are
     * @return the new mode
     * @throws UnsupportedOperationException if the server is none of MySQL, MariaDB and SQLite
     */
    public SqlMode uuidAsBytes(boolean set) {
        require(Setting.UUID_AS_BYTES);
        return with(changed -> changed.uuidAsBytes = set);
    }

    Dialect dialect() {
        return session.dialect;
    }

    /** Whether a backslash in a string literal escapes what follows. */
    boolean backslashEscapes() {
        return session.backslashEscapes;
    }

    /** Whether {@code "…"} is an identifier in MySQL and MariaDB; null if unknown. */
    @Nullable
    Boolean ansiQuotes() {
        return session.ansiQuotes;
    }

    boolean namedParameters() {
        return session.namedParameters;
    }

    /** Whether a backslash in {@code '…'} is an ordinary character to PostgreSQL; null if unknown. */
    @Nullable
    Boolean standardConformingStrings() {
        return session.dialect.standardStrings(session);
    }

    /** Whether literals are as short as possible, without their types. */
    boolean bareLiterals() {
        return session.bareLiterals;
    }

    /** Whether PostgreSQL's text has a type. */
    boolean typedText() {
        return session.typedText;
    }

    /** The number of digits of SQLite's fractions; null for none or nine. */
    @Nullable
    FractionDigits fractionDigits() {
        return session.fractionDigits;
    }

    /** The greatest code point that the client charset expresses. */
    int maxCodePoint() {
        return session.charset.maxCodePoint;
    }

    /** The server's version for comparisons with {@link #version}, 0 if unknown. */
    int serverVersion() {
        return session.serverVersion;
    }

    static int version(int major, int minor, int patch) {
        return (major * 1000 + minor) * 1000 + patch;
    }

    @Nullable
    ZoneId zone() {
        return session.zone;
    }

    /** {@code Long.MAX_VALUE} if unlimited. */
    long maxBytes() {
        return session.maxBytes;
    }

    boolean multiStatements() {
        return session.multiStatements;
    }

    FractionPolicy fraction() {
        return session.fraction;
    }

    EmptyListPolicy emptyList() {
        return session.emptyList;
    }

    boolean binaryIntroducer() {
        return session.binaryIntroducer;
    }

    /** Whether MySQL's booleans are keywords. */
    boolean booleanKeywords() {
        return session.booleanKeywords;
    }

    /** Whether a UUID is a binary string of 16 bytes. */
    boolean uuidAsBytes() {
        return session.uuidAsBytes;
    }

    /** Whether a template that was compiled for this mode can be used with the other. */
    boolean sameFingerprint(SqlMode other) {
        return session.sameFacts(other.session);
    }

    private void require(Setting setting) {
        if (!dialect().has(setting)) {
            throw setting.refused(dialect());
        }
    }

    private SqlMode with(Consumer<Session> change) {
        Session copy = session.copy();
        change.accept(copy);
        return new SqlMode(copy);
    }

    /**
     * Returns a stand-in that holds the calls that made the mode.
     *
     * @return the object that is written instead
     */
    private Object writeReplace() {
        return SerializedMode.of(session);
    }

    /**
     * Refuses a stream that does not contain the stand-in.
     *
     * @param in not read
     * @throws InvalidObjectException always
     */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a mode is read from its serialized form only");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlMode mode && session.equals(mode.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }

    /** Returns the dialect and every fact, including the unknown ones. */
    @Override
    public String toString() {
        return session.toString();
    }
}
