// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** As much of HTTP/1.1 as the clients need, written without Netty, so that two implementations have to agree. */
final class HttpExchange {
    private final InputStream in;
    private final OutputStream out;
    private int contentLength;
    private boolean chunked;
    private boolean compressed;
    private int skipped;

    HttpExchange(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), 4_096);
        out = socket.getOutputStream();
    }

    void get(int length, boolean compressed) throws IOException {
        out.write(("GET /" + length + " HTTP/1.1\r\nHost: localhost\r\n" + accepting(compressed) + "\r\n")
                .getBytes(US_ASCII));
    }

    void post(byte[] body, boolean compressed) throws IOException {
        out.write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n"
                        + accepting(compressed) + "\r\n")
                .getBytes(US_ASCII));
        out.write(body);
    }

    private static String accepting(boolean compressed) {
        return compressed ? "Accept-Encoding: gzip\r\n" : "";
    }

    void checkAnswer(byte[] expected) throws IOException {
        readHead();
        byte[] body = chunked ? readChunks() : readFully(contentLength);
        if (compressed) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        check(body, expected, 0);
    }

    /** Reads the first bytes of an answer that is not compressed, 2 KiB at a time and with pauses. */
    void skip(int bytes, int pauseMillis) throws IOException, InterruptedException {
        readHead();
        byte[] piece = new byte[2_048];
        for (skipped = 0;
                skipped < bytes;
                skipped += in.readNBytes(piece, 0, Math.min(piece.length, bytes - skipped))) {
            Thread.sleep(pauseMillis);
        }
    }

    /** The rest of it. */
    void checkRest(byte[] expected) throws IOException {
        check(readFully(contentLength - skipped), expected, skipped);
    }

    void readSome() throws IOException {
        readFully(1_000);
    }

    private static void check(byte[] body, byte[] expected, int from) throws IOException {
        if (!Arrays.equals(body, 0, body.length, expected, from, expected.length)) {
            throw new IOException("an answer of " + body.length + " bytes is not what was asked for");
        }
    }

    private void readHead() throws IOException {
        contentLength = 0;
        chunked = false;
        compressed = false;
        String status = readLine();
        if (!status.equals("HTTP/1.1 200 OK")) {
            throw new IOException("the server says " + status);
        }
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length: ")) {
                contentLength = Integer.parseInt(header.substring(16));
            }
            chunked |= header.equals("transfer-encoding: chunked");
            compressed |= header.equals("content-encoding: gzip");
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has closed the connection");
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 1);
    }

    private byte[] readChunks() throws IOException {
        byte[] all = {};
        for (int length = Integer.parseInt(readLine(), 16); length > 0; length = Integer.parseInt(readLine(), 16)) {
            byte[] chunk = readFully(length);
            int end = all.length;
            all = Arrays.copyOf(all, end + length);
            System.arraycopy(chunk, 0, all, end, length);
            readLine();
        }
        readLine();
        return all;
    }

    private byte[] readFully(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server has closed the connection");
        }
        return bytes;
    }
}
