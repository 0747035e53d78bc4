// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import dev.appendkit.sql.SqlParameterException;
import dev.appendkit.sql.SqlParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows as the parameters of a statement. */
final class StatementRows extends RowEncoder {
    private final SqlParameters parameters;

    StatementRows(Target target, int partition) {
        super(target, partition);
        parameters = new SqlParameters(target.columns().size());
    }

    /** The values of the row, which the next row replaces. */
    SqlParameters of(InternalRow row) throws SinkException {
        encode(row);
        return parameters;
    }

    /** The refusal of the last row, for which the dialect has no literal or no room. */
    SinkException refused(SqlParameterException e) {
        int index = e.index() - 1;
        return index < 0
                ? refused(0, "the row is longer than the server's max_allowed_packet")
                : refused(index, "MariaDB has no literal for the value (" + e.code() + ")");
    }

    @Override
    String reason(ValueKind kind) {
        return "MariaDB has no literal for the value";
    }

    @Override
    void putNull(int index) {
        parameters.setNull(index + 1);
    }

    @Override
    void putBoolean(int index, boolean value) {
        parameters.setBoolean(index + 1, value);
    }

    @Override
    void putLong(int index, long value) {
        parameters.setLong(index + 1, value);
    }

    @Override
    void putFloat(int index, float value) {
        parameters.setFloat(index + 1, value);
    }

    @Override
    void putDouble(int index, double value) {
        parameters.setDouble(index + 1, value);
    }

    @Override
    void putDecimal(int index, long unscaled, int scale) {
        parameters.setDecimal(index + 1, unscaled, scale);
    }

    @Override
    void putDecimal(int index, BigDecimal value) {
        parameters.setDecimal(index + 1, value);
    }

    @Override
    void putUtf8(int index, byte[] src, int from, int to) {
        parameters.setUtf8(index + 1, src, from, to);
    }

    @Override
    void putBytes(int index, byte[] value) {
        parameters.setBytes(index + 1, value);
    }

    @Override
    void putDay(int index, int epochDay) {
        parameters.setDate(index + 1, LocalDate.ofEpochDay(epochDay));
    }

    /** The session's time zone is UTC. */
    @Override
    void putInstant(int index, long second, int nano) {
        parameters.setLocalDateTime(index + 1, second, nano);
    }

    @Override
    void putLocalTime(int index, long second, int nano) {
        parameters.setLocalDateTime(index + 1, second, nano);
    }
}
