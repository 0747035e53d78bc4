// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.sql.SqlParameterException.Code;
import java.time.LocalTime;

/**
 * The three fraction policies, for servers that keep microseconds: how to treat nanoseconds. A writer that rounds first
 * adds half a microsecond, then carries an overflow into the second, and then truncates.
 */
final class Micros {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int HALF_MICRO = 500;

    private Micros() {}

    /** The number to add to the nanoseconds of a second before they are truncated. */
    static int rounding(SqlMode mode) {
        return mode.fraction() == FractionPolicy.HALF_UP ? HALF_MICRO : 0;
    }

    /** 1 if rounding these nanoseconds completes a second. */
    static int carry(SqlMode mode, int nano) {
        return nano + rounding(mode) >= NANOS_PER_SECOND ? 1 : 0;
    }

    /** The microseconds of a second's nanoseconds, rounded if the policy says so, without the {@link #carry}. */
    static int of(SqlMode mode, int nano) {
        int rounded = nano + rounding(mode);
        return cut(mode, rounded >= NANOS_PER_SECOND ? rounded - NANOS_PER_SECOND : rounded);
    }

    /** The microseconds of nanoseconds that are already rounded. */
    static int cut(SqlMode mode, int nano) {
        int micro = nano / 1000;
        if (mode.fraction() == FractionPolicy.EXACT && micro * 1000 != nano) {
            throw new SqlParameterException(
                    Code.INEXACT, "the server keeps six digits of a second's fraction, and the value has more");
        }
        return micro;
    }

    /** The time of day, rounded if the policy says so; its fraction is still to be truncated. */
    static LocalTime rounded(SqlMode mode, LocalTime value) {
        int rounding = rounding(mode);
        if (rounding == 0) {
            return value;
        }
        LocalTime rounded = value.plusNanos(rounding);
        if (rounded.isBefore(value)) {
            throw new SqlParameterException(
                    Code.OUT_OF_RANGE, "rounded half up, the time is 24:00:00, which a time of day is not");
        }
        return rounded;
    }
}
