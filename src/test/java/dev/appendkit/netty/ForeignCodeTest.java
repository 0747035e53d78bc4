// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.format.LineProtocolWriter;
import dev.appendkit.format.LogfmtWriter;
import dev.appendkit.format.RespWriter;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values whose own code appends to the cursor that they are appended to, which makes room there, and then writes to the
 * ByteBuf below it: what it has written is not written over, and the cursor says so when it is closed.
 */
class ForeignCodeTest {
    private static final int MOST_CALLS = 8;
    /** Longer than what the cursor has, so that the cursor's next byte lies within it. */
    private static final String WRITTEN = "7".repeat(200);

    private static final SqlMode MODE = SqlMode.mysql();

    /** Text. */
    private record BusyText(String text, Runnable work) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            work.run();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static CharSequence text(Runnable work) {
        return new BusyText("outer", work);
    }

    private static final class BusyDecimal extends BigDecimal {
        private static final long serialVersionUID = 1;
        private final transient Runnable work;

        BusyDecimal(Runnable work) {
            super("12345678901234567890.5");
            this.work = work;
        }

        @Override
        public BigInteger unscaledValue() {
            work.run();
            return super.unscaledValue();
        }
    }

    private static Reader reader(Runnable work) {
        return new Reader() {
            private int left = MOST_CALLS;

            @Override
            public int read(char[] dst, int from, int length) {
                work.run();
                dst[from] = 'r';
                return left-- > 0 ? 1 : -1;
            }

            @Override
            public void close() {}
        };
    }

    private static InputStream stream(Runnable work) {
        return new InputStream() {
            private int left = MOST_CALLS;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] dst, int from, int length) {
                work.run();
                dst[from] = 's';
                return left-- > 0 ? 1 : -1;
            }
        };
    }

    private static List<Integer> list(Runnable work) {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                work.run();
                return index;
            }

            @Override
            public int size() {
                work.run();
                return 5;
            }
        };
    }

    private static SqlValue value(Runnable work) {
        return writer -> {
            work.run();
            writer.writeInt(7);
        };
    }

    private static Arguments foreign(String name, BiConsumer<AppendBuffer, Runnable> append) {
        return arguments(name, append);
    }

    static Stream<Arguments> appends() {
        return Stream.of(
                foreign("UTF-8", (out, work) -> out.appendUtf8(text(work))),
                foreign("decimal", (out, work) -> out.appendDecimal(new BusyDecimal(work))),
                foreign("SQL string", (out, work) -> SqlLiteral.appendString(out, MODE, text(work))),
                foreign(
                        "SQL string of PostgreSQL",
                        (out, work) -> SqlLiteral.appendString(out, SqlMode.postgresql(), text(work))),
                foreign("SQL decimal", (out, work) -> SqlLiteral.appendDecimal(out, MODE, new BusyDecimal(work))),
                foreign("SQL reader", (out, work) -> SqlLiteral.appendReader(out, MODE, reader(work))),
                foreign("SQL stream", (out, work) -> SqlLiteral.appendStream(out, MODE, stream(work))),
                foreign("SQL list", (out, work) -> SqlLiteral.appendList(out, MODE, list(work))),
                foreign(
                        "SQL list of values",
                        (out, work) ->
                                SqlLiteral.appendList(out, MODE, List.of(value(work), value(work), value(work)))),
                foreign(
                        "JSON string",
                        (out, work) -> new JsonWriter().reset(out).appendString(text(work))),
                foreign(
                        "JSON decimal",
                        (out, work) -> new JsonWriter().reset(out).appendDecimal(new BusyDecimal(work))),
                foreign(
                        "CSV field",
                        (out, work) ->
                                new CsvWriter(CsvDialect.rfc4180()).reset(out).appendString(text(work))),
                foreign(
                        "CSV decimal",
                        (out, work) ->
                                new CsvWriter(CsvDialect.rfc4180()).reset(out).appendDecimal(new BusyDecimal(work))),
                foreign("logfmt", (out, work) -> new LogfmtWriter().reset(out).appendString("key", text(work))),
                foreign(
                        "line protocol",
                        (out, work) -> new LineProtocolWriter().reset(out).beginLine(text(work))),
                foreign("RESP", (out, work) -> new RespWriter().reset(out).appendBulkString(text(work))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("appends")
    void whatForeignCodeHasWrittenStays(String name, BiConsumer<AppendBuffer, Runnable> append) {
        int found = 0;
        for (int call = 1; call <= MOST_CALLS; call++) {
            for (boolean checked : new boolean[] {false, true}) {
                for (ByteBuf buffer : new ByteBuf[] {Unpooled.buffer(256), Unpooled.directBuffer(256)}) {
                    AppendBuffer out = new ByteBufCursors(checked).open(buffer, false);
                    found += checkWrittenBy(call, buffer, out, append) ? 1 : 0;
                    buffer.release();
                }
            }
        }
        assertThat(found).as("the code of others ran").isPositive();
    }

    /** Writes in one call, and appends in it and all before it; returns whether there were so many calls. */
    private static boolean checkWrittenBy(
            int call, ByteBuf buffer, AppendBuffer out, BiConsumer<AppendBuffer, Runnable> append) {
        int[] calls = new int[1];
        try {
            append.accept(out, () -> {
                if (++calls[0] <= call) {
                    out.appendAscii("inner");
                }
                if (calls[0] == call) {
                    buffer.writeCharSequence(WRITTEN, US_ASCII);
                }
            });
        } catch (IllegalStateException | IllegalArgumentException expected) {
            // A writer may say first that somebody else has appended to its cursor.
        }
        if (calls[0] < call) {
            return false;
        }
        assertThatIllegalStateException().isThrownBy(out::close);
        assertThat(buffer.toString(US_ASCII)).as("written by call %d", call).isEqualTo(WRITTEN);
        return true;
    }
}
