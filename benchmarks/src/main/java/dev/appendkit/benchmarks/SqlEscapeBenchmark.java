// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.appendkit.escape.SqlEscape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableByte;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The inside of a MySQL string literal with backslash escapes, of 4,096 different sources: bytes (64 or 1,024 without a
 * special one, 64 with about three), or the seed statement's text as a String. {@code mariaDb} is the writer of MariaDB
 * Connector/J over a stream that discards, {@code naive} a chain of {@code replace} with {@code getBytes} and a copy,
 * {@code copy} the lower bound. Every side is checked by reading its escapes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.SIZE)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SqlEscapeBenchmark {
    private static final int COUNT = 4_096;

    @Param({"bytes64", "bytes1024", "special64", "string"})
    public String kind;

    private final Batches batches = new Batches(COUNT);
    private final byte[] dst = new byte[4_096];
    private final Writer writer =
            new Writer(OutputStream.nullOutputStream(), 8_192, 16 << 20, new MutableByte(), new MutableByte());
    private String[] strings;
    private byte[][] sources;
    private boolean string;

    @Setup
    public void setUp() {
        string = kind.equals("string");
        strings = Values.escapes(COUNT, kind);
        sources = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            sources[i] = strings[i].getBytes(ISO_8859_1);
        }
        ProfilePollution.run();
        for (int i = 0; i < COUNT; i++) {
            verify("appendkit", i, dst, 0, escape(i));
            verify("the chain", i, dst, 0, replace(i));
            writer.initPacket();
            int start = writer.pos();
            mariaDb(i);
            verify("MariaDB", i, writer.buf(), start, writer.pos());
        }
    }

    private void verify(String side, int i, byte[] text, int from, int to) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int at = from; at < to; at++) {
            byte b = text[at];
            if (b == '\\' || b == '\'') {
                b = text[++at];
            }
            // MariaDB's driver writes NUL as a backslash and the NUL itself.
            read.write(b == '0' && text[at - 1] == '\\' ? 0 : b);
        }
        if (!read.toString(ISO_8859_1).equals(strings[i])) {
            throw new IllegalStateException(side + " wrote " + new String(text, from, to - from, ISO_8859_1));
        }
    }

    private int escape(int i) {
        return string
                ? SqlEscape.escapeString(dst, 0, strings[i], true)
                : SqlEscape.escapeBytes(dst, 0, sources[i], 0, sources[i].length, true);
    }

    private int mariaDb(int i) {
        try {
            if (string) {
                writer.writeStringEscaped(strings[i], false);
            } else {
                writer.writeBytesEscaped(sources[i], sources[i].length, false);
            }
            return writer.pos();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int replace(int i) {
        String source = string ? strings[i] : new String(sources[i], ISO_8859_1);
        return JdkText.write(
                dst, 0, source.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0"));
    }

    @Benchmark
    public int append() {
        int first = batches.advance();
        int sum = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            sum += escape(i);
        }
        return sum;
    }

    @Benchmark
    public int mariaDb() {
        int first = batches.advance();
        int sum = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            writer.initPacket();
            sum += mariaDb(i);
        }
        return sum;
    }

    @Benchmark
    public int naive() {
        int first = batches.advance();
        int sum = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            sum += replace(i);
        }
        return sum;
    }

    @Benchmark
    public int copy() {
        int first = batches.advance();
        int sum = 0;
        for (int i = first; i < first + Batches.SIZE; i++) {
            System.arraycopy(sources[i], 0, dst, 0, sources[i].length);
            sum += sources[i].length;
        }
        return sum;
    }
}
