// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.testing.EmbeddedPostgreSql;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Talks PostgreSQL's protocol, version 3.0 (PostgreSQL Documentation, "Frontend/Backend Protocol"), because drivers
 * read and change the text of a statement before they send it.
 */
final class PostgreSqlWire implements AutoCloseable {

    /**
     * What the server answers.
     *
     * @param error SQLSTATE of an error, null if there was none
     * @param parameters types of the parameters
     * @param columns types of the columns
     * @param rows their values as text
     */
    record Answer(String error, String message, List<Integer> parameters, List<Integer> columns, List<String[]> rows) {
        boolean accepted() {
            return error == null;
        }
    }

    private static final int PROTOCOL = 3 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private PostgreSqlWire(int port, String user, String database) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        byte[] names = ("user\0" + user + "\0database\0" + database + "\0client_encoding\0UTF8\0\0")
                .getBytes(StandardCharsets.UTF_8);
        out.writeInt(names.length + 8);
        out.writeInt(PROTOCOL);
        out.write(names);
        Answer started = answer();
        if (!started.accepted()) {
            throw new IOException(started.message());
        }
    }

    static PostgreSqlWire connect() throws IOException {
        return new PostgreSqlWire(EmbeddedPostgreSql.port(), EmbeddedPostgreSql.USER, EmbeddedPostgreSql.USER);
    }

    /** Runs a statement in the simple protocol. */
    Answer query(byte[] sql) throws IOException {
        send('Q', sql, new byte[1]);
        return answer();
    }

    Answer query(String sql) throws IOException {
        return query(sql.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the server parse and analyse a statement; 0 leaves a parameter's type to it. */
    Answer prepare(String sql, int... types) throws IOException {
        ByteBuffer parameters =
                ByteBuffer.allocate(3 + 4 * types.length).put((byte) 0).putShort((short) types.length);
        for (int type : types) {
            parameters.putInt(type);
        }
        send('P', new byte[1], sql.getBytes(StandardCharsets.UTF_8), parameters.array());
        send('D', new byte[] {'S', 0});
        send('S');
        return answer();
    }

    private void send(char type, byte[]... parts) throws IOException {
        int length = 4;
        for (byte[] part : parts) {
            length += part.length;
        }
        out.writeByte(type);
        out.writeInt(length);
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    private Answer answer() throws IOException {
        out.flush();
        String error = null;
        String message = null;
        List<Integer> parameters = List.of();
        List<Integer> columns = List.of();
        List<String[]> rows = new ArrayList<>();
        while (true) {
            int type = in.readUnsignedByte();
            ByteBuffer body = ByteBuffer.wrap(in.readNBytes(in.readInt() - 4));
            switch (type) {
                case 'E' -> {
                    error = field(body, 'C');
                    message = field(body, 'M');
                }
                case 't' -> parameters = types(body, body.getShort());
                case 'T' -> columns = columns(body);
                case 'D' -> rows.add(row(body));
                case 'R' -> {
                    if (body.getInt() != 0) {
                        throw new IOException("the server asks for a password");
                    }
                }
                case 'Z' -> {
                    return new Answer(error, message, parameters, columns, rows);
                }
                default -> {}
            }
        }
    }

    private static String field(ByteBuffer body, char wanted) {
        for (body.rewind(); body.get(body.position()) != 0; ) {
            int kind = body.get();
            String value = string(body);
            if (kind == wanted) {
                return value;
            }
        }
        return "";
    }

    private static List<Integer> types(ByteBuffer body, int count) {
        List<Integer> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            types.add(body.getInt());
        }
        return types;
    }

    private static List<Integer> columns(ByteBuffer body) {
        List<Integer> types = new ArrayList<>();
        for (int left = body.getShort(); left > 0; left--) {
            string(body);
            body.position(body.position() + 6);
            types.add(body.getInt());
            body.position(body.position() + 8);
        }
        return types;
    }

    private static String[] row(ByteBuffer body) {
        String[] values = new String[body.getShort()];
        for (int i = 0; i < values.length; i++) {
            int length = body.getInt();
            if (length >= 0) {
                byte[] text = new byte[length];
                body.get(text);
                values[i] = new String(text, StandardCharsets.UTF_8);
            }
        }
        return values;
    }

    private static String string(ByteBuffer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = body.get(); b != 0; b = body.get()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        send('X');
        out.flush();
        socket.close();
    }
}
