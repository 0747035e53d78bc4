// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.examples.mariadb.AppendkitCodecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.context.BaseContext;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableByte;
import org.mariadb.jdbc.client.util.Parameter;
import org.mariadb.jdbc.client.util.Parameters;
import org.mariadb.jdbc.codec.NonNullParameter;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.message.client.QueryWithParametersPacket;
import org.mariadb.jdbc.message.server.InitialHandshakePacket;
import org.mariadb.jdbc.plugin.codec.BooleanCodec;
import org.mariadb.jdbc.plugin.codec.ByteArrayCodec;
import org.mariadb.jdbc.plugin.codec.DoubleCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateTimeCodec;
import org.mariadb.jdbc.plugin.codec.LongCodec;
import org.mariadb.jdbc.plugin.codec.StringCodec;
import org.mariadb.jdbc.util.ClientParser;
import org.mariadb.jdbc.util.ParameterList;

/**
 * MariaDB Connector/J's own text encoder, without a server: its parser, codecs, packet and writer over a stream that
 * discards, with the driver's context for a connection to a 11.4 server that has backslash escapes.
 *
 * <p>Left out in the driver's favour: the checks of {@code PreparedStatement}, its lock, and the socket. Its text
 * differs in these ways: quotes are escaped as {@code \'} and {@code \"}, NUL is a backslash and the NUL itself, a
 * double has no exponent, a blob is always escaped after {@code _binary '}.
 */
final class MariaDbSeed {
    private static final int HEADER_AND_COMMAND = 5;

    private final Context context = context();
    private final Writer writer =
            new Writer(OutputStream.nullOutputStream(), 1024, 16 << 20, new MutableByte(), new MutableByte());
    private final ClientParser parsed = ClientParser.parameterParts(SeedParameters.SQL, false);

    /** The driver's representation of a parameter set. */
    Parameters bind(SeedParameters p) {
        return new ParameterList(new Parameter[] {
            new NonNullParameter<>(LongCodec.INSTANCE, p.id()),
            new NonNullParameter<>(DoubleCodec.INSTANCE, p.ratio()),
            new NonNullParameter<>(BooleanCodec.INSTANCE, p.flag()),
            new NonNullParameter<>(LocalDateTimeCodec.INSTANCE, p.atUtc()),
            new NonNullParameter<>(ByteArrayCodec.INSTANCE, p.blob()),
            new NonNullParameter<>(StringCodec.INSTANCE, p.text())
        });
    }

    /** The same with the codecs of the example, as {@code setObject} finds them by the service file. */
    Parameters bindWithAppendkit(SeedParameters p) {
        return new ParameterList(new Parameter[] {
            new NonNullParameter<>(new AppendkitCodecs.OfLong(), p.id()),
            new NonNullParameter<>(new AppendkitCodecs.OfDouble(), p.ratio()),
            new NonNullParameter<>(new AppendkitCodecs.OfBoolean(), p.flag()),
            new NonNullParameter<>(new AppendkitCodecs.OfLocalDateTime(), p.atUtc()),
            new NonNullParameter<>(new AppendkitCodecs.OfBytes(), p.blob()),
            new NonNullParameter<>(new AppendkitCodecs.OfString(), p.text())
        });
    }

    /** Encodes a packet from a statement that was parsed and a set that was bound before. */
    int encode(Parameters bound) throws IOException, SQLException {
        return encode(parsed, bound);
    }

    /** Parses the statement, binds the values and encodes the packet. */
    int parseBindEncode(SeedParameters p) throws IOException, SQLException {
        return encode(ClientParser.parameterParts(SeedParameters.SQL, false), bind(p));
    }

    private int encode(ClientParser parser, Parameters bound) throws IOException, SQLException {
        return new QueryWithParametersPacket(null, parser, bound, null).encode(writer, context);
    }

    /** The SQL of the last packet; the writer keeps its buffer, whose first three bytes are the packet's length. */
    String lastSql() {
        byte[] buf = writer.buf();
        int length = (buf[0] & 0xff) | (buf[1] & 0xff) << 8 | (buf[2] & 0xff) << 16;
        return new String(buf, HEADER_AND_COMMAND, length - 1, StandardCharsets.UTF_8);
    }

    private static Context context() {
        try {
            Configuration configuration = Configuration.parse("jdbc:mariadb://localhost/");
            return new BaseContext(
                    HostAddress.from("localhost", 3306),
                    InitialHandshakePacket.decode(new ReadableByteBuf(handshake())),
                    0,
                    configuration,
                    new ExceptionFactory(configuration, HostAddress.from("localhost", 3306)),
                    null, // no cache of server-side statements
                    true,
                    () -> {});
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server greeting, protocol version 10, with neither plug-in authentication nor NO_BACKSLASH_ESCAPES. */
    private static byte[] handshake() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(10);
        out.writeBytes("11.4.5-MariaDB\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[4 + 8 + 1]); // thread, first half of the seed, filler
        out.writeBytes(new byte[] {0, 0x02}); // capabilities, lower half: protocol 4.1
        out.write(45); // utf8mb4_general_ci
        out.writeBytes(new byte[] {2, 0}); // status: autocommit
        out.writeBytes(new byte[2 + 1 + 6 + 4 + 13]); // capabilities, upper half, to the end
        return out.toByteArray();
    }
}
