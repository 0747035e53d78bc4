// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.time.LocalDate;

/** The literals of H2: those of the standard, with types of its own for UUID and JSON and years of nine digits. */
final class H2Literals extends AnsiLiterals {
    static final H2Literals INSTANCE = new H2Literals();

    private static final byte[] UUID = ascii("UUID ");
    private static final byte[] JSON = ascii("JSON ");

    private H2Literals() {}

    @Override
    void appendUuid(AppendBuffer out, SqlMode mode, long mostSignificant, long leastSignificant) {
        appendAll(out, UUID);
        super.appendUuid(out, mode, mostSignificant, leastSignificant);
    }

    @Override
    void appendJson(AppendBuffer out, SqlMode mode, CharSequence value) {
        appendAll(out, JSON);
        QuotedText.append(out, mode, value);
    }

    @Override
    SqlParameterException farOutOfRange() {
        return yearOutOfRange("-999999999", "+999999999");
    }

    /** {@code +10000-01-01} and {@code -0001-01-01}, as ISO 8601 and {@code toString} have it. */
    @Override
    void appendFarDate(AppendBuffer out, LocalDate value) {
        out.appendAscii(value.toString());
    }
}
