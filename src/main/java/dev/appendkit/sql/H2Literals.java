// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;

/** The literals of H2: those of the standard, plus H2's own UUID and JSON types and years of nine digits. */
final class H2Literals extends AnsiLiterals {
    static final H2Literals INSTANCE = new H2Literals();

    private static final byte[] UUID = ascii("UUID ");
    private static final byte[] JSON = ascii("JSON ");
    private static final byte[] CAST = ascii("CAST(");
    private static final byte[] AS_BIGINT = ascii(" AS BIGINT)");
    private static final byte[] SECOND = ascii("' SECOND");
    private static final long MAX_INTERVAL_SECOND = 999_999_999_999_999_999L;

    private H2Literals() {}

    /** Appends the value with its type, because the digits of a small value alone are an INTEGER. */
    @Override
    void appendLong(AppendBuffer out, SqlMode mode, long value) {
        if (mode.bareLiterals()) {
            out.appendLong(value);
            return;
        }
        appendAll(out, CAST);
        out.appendLong(value);
        appendAll(out, AS_BIGINT);
    }

    /** Appends a point even without a fraction: the digits alone are an integer. */
    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, long unscaled, int scale) {
        super.appendDecimal(out, mode, unscaled, scale);
        appendPoint(out, mode, scale);
    }

    @Override
    void appendDecimal(AppendBuffer out, SqlMode mode, BigDecimal value) {
        BigDecimal exact = exact(out, value);
        super.appendDecimal(out, mode, exact);
        appendPoint(out, mode, exact.scale());
    }

    @Override
    void appendBigInteger(AppendBuffer out, SqlMode mode, BigInteger value) {
        super.appendBigInteger(out, mode, value);
        appendPoint(out, mode, 0);
    }

    /**
     * Appends an interval of seconds, the type of a bound duration: stored as a number, DAY TO SECOND would count days.
     */
    @Override
    void appendDuration(AppendBuffer out, SqlMode mode, Duration value) {
        long seconds = value.getSeconds();
        int nano = value.getNano();
        if (seconds < -MAX_INTERVAL_SECOND || seconds > MAX_INTERVAL_SECOND) {
            throw new SqlParameterException(
                    SqlParameterException.Code.OUT_OF_RANGE,
                    "an INTERVAL SECOND has at most 18 digits before its point");
        }
        appendAll(out, INTERVAL);
        if (seconds < 0) {
            out.appendByte((byte) '-');
            // -0.5 s is -1 s and 500,000,000 ns.
            seconds = nano == 0 ? -seconds : -(seconds + 1);
            nano = nano == 0 ? 0 : 1_000_000_000 - nano;
        }
        out.appendLong(seconds);
        if (nano != 0) {
            out.appendByte((byte) '.').appendZeroPadded(nano, 9);
        }
        appendAll(out, SECOND);
    }

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

    /** Appends {@code +10000-01-01} and {@code -0001-01-01}, as in ISO 8601 and {@code toString}. */
    @Override
    void appendFarDate(AppendBuffer out, LocalDate value) {
        out.appendAscii(value.toString());
    }
}
