// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.mariadb;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Calendar;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;

/**
 * Encodes the values of one class for statements that the client puts together, as literals of appendkit. What is not
 * text stays with the driver's codec: the binary protocol of statements that the server prepares, and a value of which
 * {@code setObject} was told to send a part only. It decodes nothing.
 *
 * <p>A literal means what the bound value means. Where the driver's own text differs in type, so does this one: a
 * double has an exponent and is a DOUBLE, not a DECIMAL. A value that has no literal (NaN, half a surrogate pair, a
 * year beyond 9999) is an {@code SQLDataException}, and nothing of it is written.
 */
public abstract class AppendkitCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final Codec<T> driver;

    AppendkitCodec(Class<T> type, Codec<T> driver) {
        this.type = type;
        this.driver = driver;
    }

    @Override
    public String className() {
        return type.getName();
    }

    @Override
    public boolean canEncode(Object value) {
        return type.isInstance(value);
    }

    @Override
    public void encodeText(Writer writer, Context context, T value, Calendar calendar, Long maxLength)
            throws IOException, SQLException {
        if (maxLength != null) {
            driver.encodeText(writer, context, value, calendar, maxLength);
            return;
        }
        // A codec serves all connections and threads: the buffer is borrowed. The writer's own array grows behind its
        // back.
        try (AppendBuffer out = BufferPool.shared().borrow()) {
            appendLiteral(out, context, value);
            writer.writeBytes(out.array(), out.arrayOffset(), out.length());
        }
    }

    private void appendLiteral(AppendBuffer out, Context context, T value) throws SQLDataException {
        try {
            SqlLiteral.appendObject(out, mode(context), value);
        } catch (RuntimeException e) {
            throw new SQLDataException(e.getMessage(), "22000", e);
        }
    }

    /** Instants have no text without a time zone; the codecs of those ask for one. */
    SqlMode mode(Context context) {
        return SessionModes.of(context);
    }

    @Override
    public int getApproximateTextProtocolLength(T value, Long length) {
        return driver.getApproximateTextProtocolLength(value, length);
    }

    @Override
    public void encodeBinary(Writer writer, Context context, T value, Calendar calendar, Long maxLength)
            throws IOException, SQLException {
        driver.encodeBinary(writer, context, value, calendar, maxLength);
    }

    @Override
    public boolean canEncodeLongData() {
        return driver.canEncodeLongData();
    }

    @Override
    public void encodeLongData(Writer writer, T value, Long length) throws IOException, SQLException {
        driver.encodeLongData(writer, value, length);
    }

    @Override
    public byte[] encodeData(T value, Long length) throws IOException, SQLException {
        return driver.encodeData(value, length);
    }

    @Override
    public int getBinaryEncodeType() {
        return driver.getBinaryEncodeType();
    }

    @Override
    public boolean canDecode(ColumnDecoder column, Class<?> type) {
        return false;
    }

    @Override
    public T decodeText(
            ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar, Context context)
            throws SQLDataException {
        return driver.decodeText(buffer, length, column, calendar, context);
    }

    @Override
    public T decodeBinary(
            ReadableByteBuf buffer, MutableInt length, ColumnDecoder column, Calendar calendar, Context context)
            throws SQLDataException {
        return driver.decodeBinary(buffer, length, column, calendar, context);
    }
}
