// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import com.mysql.cj.BindValue;
import com.mysql.cj.MysqlType;
import com.mysql.cj.NativeCharsetSettings;
import com.mysql.cj.NativeQueryBindValue;
import com.mysql.cj.NativeSession;
import com.mysql.cj.conf.DefaultPropertySet;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.log.NullLogger;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.a.NativeCapabilities;
import com.mysql.cj.protocol.a.NativeConstants.IntegerDataType;
import com.mysql.cj.protocol.a.NativeConstants.StringLengthDataType;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import com.mysql.cj.protocol.a.NativeServerSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/**
 * MySQL Connector/J's value encoders, without a server: values bound before, then written between the statement's
 * static parts into one reused packet, as the driver's message builder does for a client-side prepared statement.
 *
 * <p>Left out in the driver's favour: parsing, binding, query attributes, telemetry, the checks and lock of
 * {@code PreparedStatement}, and the socket. On a UTF-8 connection it writes blobs always in hex. Its text differs in
 * one way: a double has no exponent.
 */
final class MySqlSeed {
    private static final int COM_QUERY = 3;
    private static final byte[] START = "SELECT ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMA = ", ".getBytes(StandardCharsets.US_ASCII);

    private final OfflineSession session = new OfflineSession(properties());
    private final NativePacketPayload packet = new NativePacketPayload(8192);

    BindValue[] bind(SeedParameters p) {
        return new BindValue[] {
            bind(p.id(), MysqlType.BIGINT),
            bind(p.ratio(), MysqlType.DOUBLE),
            bind(p.flag(), MysqlType.BOOLEAN),
            bind(p.atUtc(), MysqlType.DATETIME),
            bind(p.blob(), MysqlType.BINARY),
            bind(p.text(), MysqlType.VARCHAR)
        };
    }

    private BindValue bind(Object value, MysqlType type) {
        NativeQueryBindValue bound = new NativeQueryBindValue(session);
        bound.setBinding(value, type, 0, null);
        return bound;
    }

    int encode(BindValue[] bound) {
        packet.setPosition(0);
        packet.writeInteger(IntegerDataType.INT1, COM_QUERY);
        byte[] part = START;
        for (BindValue value : bound) {
            packet.writeBytes(StringLengthDataType.STRING_FIXED, part);
            value.writeAsText(packet);
            part = COMMA;
        }
        return packet.getPosition();
    }

    /** The SQL of the last packet. */
    String lastSql() {
        return new String(packet.getByteBuffer(), 1, packet.getPosition() - 1, StandardCharsets.UTF_8);
    }

    private static PropertySet properties() {
        PropertySet properties = new DefaultPropertySet();
        properties.getStringProperty(PropertyKey.characterEncoding).setValue("UTF-8");
        return properties;
    }

    /** A session as it is after the handshake; nothing here opens a socket. */
    private static final class OfflineSession extends NativeSession {
        private static final long serialVersionUID = 1L;

        private final transient NativeServerSession server;

        OfflineSession(PropertySet properties) {
            super(new HostInfo(), properties);
            protocol = new NativeProtocol(new NullLogger("benchmark"));
            server = new NativeServerSession(properties);
            server.setCapabilities(new NativeCapabilities(new NativePacketPayload(handshake())));
            server.setSessionTimeZone(TimeZone.getTimeZone("UTC"));
            server.setCharsetSettings(new NativeCharsetSettings(this));
        }

        @Override
        public ServerSession getServerSession() {
            return server;
        }

        /** A server greeting, protocol version 10, without any capability that an encoder asks for. */
        private static byte[] handshake() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(10);
            out.writeBytes("9.7.0\0".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(new byte[64]);
            return out.toByteArray();
        }
    }
}
