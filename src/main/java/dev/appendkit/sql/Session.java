// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.FractionDigits;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@link SqlMode}: the facts that decide how the server reads a text, and the choices of the caller. A
 * new mode is a {@link #copy} with one field changed; after that it is never written again.
 */
final class Session implements Cloneable {
    private static final long UNLIMITED = Long.MAX_VALUE;

    // The fingerprint: a template is used only with the facts that it was compiled for.
    final Dialect dialect;
    /** Whether a backslash in a string literal escapes the next character. */
    boolean backslashEscapes;
    /** Whether {@code "…"} is an identifier in MySQL and MariaDB; null if unknown. */
    @Nullable
    Boolean ansiQuotes;
    /** The version as {@link SqlMode#version} packs it; 0 if unknown. */
    int serverVersion;

    ClientCharset charset = ClientCharset.UTF8;
    boolean namedParameters;
    /** Whether a backslash in {@code '…'} is an ordinary character to PostgreSQL; null if unknown. */
    @Nullable
    Boolean standardConformingStrings;

    boolean bareLiterals;
    boolean typedText;

    // The policies.
    @Nullable
    ZoneId zone;

    long maxBytes = UNLIMITED;
    boolean multiStatements;
    FractionPolicy fraction = FractionPolicy.TRUNCATE;
    EmptyListPolicy emptyList = EmptyListPolicy.REFUSE;
    boolean binaryIntroducer;
    boolean booleanKeywords;
    boolean uuidAsBytes;
    /** The digits of fractions of a second in SQLite; null for none or nine digits. */
    @Nullable
    FractionDigits fractionDigits;

    /** The character repertoire of the client charset. */
    enum ClientCharset {
        UTF8("utf8mb4", Character.MAX_CODE_POINT),
        UTF8MB3("utf8mb3", Character.MAX_VALUE),
        ASCII("ascii", 0x7F);

        final String serverName;
        final int maxCodePoint;

        ClientCharset(String serverName, int maxCodePoint) {
            this.serverName = serverName;
            this.maxCodePoint = maxCodePoint;
        }
    }

    /** Creates a session with the facts that are known from the start. */
    Session(Dialect dialect) {
        this.dialect = dialect;
        backslashEscapes = dialect.has(Setting.NO_BACKSLASH_ESCAPES);
        namedParameters = dialect.namedParameters();
    }

    Session copy() {
        try {
            return (Session) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    boolean sameFacts(Session other) {
        return dialect == other.dialect
                && backslashEscapes == other.backslashEscapes
                && Objects.equals(ansiQuotes, other.ansiQuotes)
                && serverVersion == other.serverVersion
                && charset == other.charset
                && namedParameters == other.namedParameters
                && Objects.equals(standardConformingStrings, other.standardConformingStrings)
                && bareLiterals == other.bareLiterals
                && typedText == other.typedText;
    }

    private boolean samePolicies(Session other) {
        return Objects.equals(zone, other.zone)
                && maxBytes == other.maxBytes
                && multiStatements == other.multiStatements
                && fraction == other.fraction
                && emptyList == other.emptyList
                && binaryIntroducer == other.binaryIntroducer
                && booleanKeywords == other.booleanKeywords
                && uuidAsBytes == other.uuidAsBytes
                && fractionDigits == other.fractionDigits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Session session && sameFacts(session) && samePolicies(session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dialect.name(), serverVersion, charset, ansiQuotes, bareLiterals, zone, maxBytes, fraction);
    }

    /** Returns the dialect and every fact, including the unknown ones. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("SqlMode[").append(dialect.name());
        if (dialect.has(Setting.NO_BACKSLASH_ESCAPES)) {
            text.append(", noBackslashEscapes=").append(!backslashEscapes);
        }
        if (dialect.has(Setting.ANSI_QUOTES)) {
            text.append(", ansiQuotes=").append(known(ansiQuotes));
        }
        if (dialect.has(Setting.STANDARD_CONFORMING_STRINGS)) {
            text.append(", standardConformingStrings=").append(known(dialect.standardStrings(this)));
        }
        return text.append(bareLiterals ? ", bareLiterals" : "")
                .append(typedText ? ", typedText" : "")
                .append(", serverVersion=")
                .append(version())
                .append(", charset=")
                .append(charset.name().toLowerCase(Locale.ROOT))
                .append(namedParameters ? ", namedParameters" : "")
                .append(", zone=")
                .append(known(zone))
                .append(", maxBytes=")
                .append(maxBytes == UNLIMITED ? "unlimited" : Long.toString(maxBytes))
                .append(", multiStatements=")
                .append(multiStatements)
                .append(", fraction=")
                .append(fraction)
                .append(", emptyList=")
                .append(emptyList)
                .append(binaryIntroducer ? ", binaryIntroducer" : "")
                .append(booleanKeywords ? ", booleanKeywords" : "")
                .append(uuidAsBytes ? ", uuidAsBytes" : "")
                .append(fractionDigits == null ? "" : ", fractionDigits=" + fractionDigits)
                .append(']')
                .toString();
    }

    private static String known(@Nullable Object fact) {
        return fact == null ? "unknown" : fact.toString();
    }

    String version() {
        return serverVersion == 0
                ? "unknown"
                : serverVersion / 1_000_000 + "." + serverVersion / 1000 % 1000 + "." + serverVersion % 1000;
    }
}
