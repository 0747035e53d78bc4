// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** How PostgreSQL's driver binds values with their types, and how it reads. */
final class PostgreSqlDriver implements ExpressionComparison.Driver {
    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof BigInteger integer) {
            statement.setBigDecimal(index, new BigDecimal(integer));
        } else if (value instanceof Float real) {
            // The driver's own setFloat binds float8.
            statement.setObject(index, object("float4", real.toString()));
        } else if (value instanceof Duration duration) {
            statement.setObject(index, new PGInterval(0, 0, 0, 0, 0, duration.toMillis() / 1e3));
        } else if (value instanceof InetAddress address) {
            statement.setObject(index, object("inet", address.getHostAddress()));
        } else if (value instanceof SqlArray array) {
            Object[] elements = array.elements().toArray();
            statement.setArray(index, statement.getConnection().createArrayOf(array.elementType(), elements));
        } else {
            statement.setObject(index, value);
        }
    }

    private static PGobject object(String type, String text) throws SQLException {
        PGobject object = new PGobject();
        object.setType(type);
        object.setValue(text);
        return object;
    }

    @Override
    public String type(ResultSetMetaData columns, int column) throws SQLException {
        return columns.getColumnTypeName(column);
    }

    @Override
    public String read(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    /** No type, or one for each of its neighbours, as in {@code ? IN (char_column, ?)}. */
    @Override
    public boolean lacksType(SQLException error) {
        return "42P18".equals(error.getSQLState()) || "42P08".equals(error.getSQLState());
    }
}
