// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.sql.SqlLiteral;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.testing.Chars;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects whose methods append while they are appended themselves. */
class ReentrancyTest {
    private static final String TEXT = "é text that is read char by char";

    /** Runs something at every read. */
    private record Busy(String text, Runnable work) implements CharSequence {
        @Override
        public int length() {
            work.run();
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
            work.run();
            return text;
        }
    }

    /** A decimal that does so too; no method of its class is final. */
    private static final class BusyDecimal extends BigDecimal {
        private static final long serialVersionUID = 1;
        private final transient Runnable work;

        BusyDecimal(String text, Runnable work) {
            super(text);
            this.work = work;
        }

        @Override
        public BigInteger unscaledValue() {
            work.run();
            return super.unscaledValue();
        }
    }

    @Test
    void anotherBorrowedCursorAndTheStaticMethods() {
        BufferPool pool = BufferPool.builder().checked(false).build();
        List<String> inner = new ArrayList<>();
        Runnable work = () -> {
            byte[] array = new byte[80];
            int end = Append.appendUtf8(array, 0, new Chars("stätic"));
            try (AppendBuffer other = pool.borrow()) {
                other.appendUtf8(new Chars("öther")).appendAscii(new Chars("!"));
                inner.add(new String(array, 0, end, UTF_8) + other.toString(UTF_8));
            }
        };
        try (AppendBuffer out = pool.borrow()) {
            out.appendUtf8(new Busy(TEXT, work)).appendUtf8(new Busy(TEXT, work), 2, 6);
            out.appendAscii(new Busy("ascii", work)).appendDecimal(new BusyDecimal("-1.50", work));
            SqlLiteral.appendString(out, SqlMode.mysql(), new Busy("it's", work));
            assertThat(out.toString(UTF_8)).isEqualTo(TEXT + "textascii-1.50'it''s'");
        }
        assertThat(inner).hasSizeGreaterThan(50).containsOnly("stäticöther!");
    }

    /** What is appended to the same cursor meanwhile stands before the text, each of them whole. */
    @Test
    void theSameCursor() {
        AppendBuffer out = AppendBuffer.growing(0, 100_000);
        int[] times = new int[1];
        Runnable work = () -> {
            out.appendUtf8(new Chars("[ïnner]")).appendAscii(new Chars("[x]"));
            times[0]++;
        };
        out.appendUtf8(new Busy(TEXT, work));
        assertThat(out.toString(UTF_8)).isEqualTo("[ïnner][x]".repeat(times[0]) + TEXT);
        times[0] = 0;
        out.clear().appendAscii(new Busy("ascii text", work));
        assertThat(out.toString(UTF_8)).isEqualTo("[ïnner][x]".repeat(times[0]) + "ascii text");
        times[0] = 0;
        out.clear().appendDecimal(new BusyDecimal("12.5", work));
        assertThat(out.toString(UTF_8)).isEqualTo("[ïnner][x]".repeat(times[0]) + "12.5");
    }

    @Test
    void theSameCursorOverByteBufs() {
        for (ByteBuf buffer : new ByteBuf[] {Unpooled.buffer(16), Unpooled.directBuffer(16)}) {
            String text = TEXT.repeat(300);
            int[] times = new int[1];
            try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                out.appendUtf8(new Busy(text, () -> {
                    if (times[0] < 500) {
                        times[0]++;
                        out.appendAscii(new Chars("[inner]"));
                    }
                }));
            }
            assertThat(buffer.toString(UTF_8)).isEqualTo("[inner]".repeat(500) + text);
            buffer.release();
        }
    }

    /** The static methods are for one value: a text that writes to their buffer meanwhile is refused or comes first. */
    @Test
    void theSameBufferByTheStaticMethods() {
        ByteBuf byteBuf = Unpooled.directBuffer(64);
        assertThatIllegalStateException()
                .isThrownBy(() -> ByteBufAppend.appendUtf8(
                        byteBuf, new Busy("outer", () -> ByteBufAppend.appendInt(byteBuf, 7))));
        assertThat(byteBuf.toString(US_ASCII)).matches("7+");
        byteBuf.release();

        ByteBuffer direct = ByteBuffer.allocateDirect(64);
        assertThatIllegalStateException()
                .isThrownBy(() -> ByteBufferAppend.appendUtf8(
                        direct, new Busy("outer", () -> ByteBufferAppend.appendInt(direct, 7))));
        assertThat(text(direct)).matches("7+");

        ByteBuffer heap = ByteBuffer.allocate(64);
        ByteBufferAppend.appendUtf8(heap, new Busy("outer", () -> ByteBufferAppend.appendInt(heap, 7)));
        assertThat(text(heap)).matches("7+outer");
    }

    /** Neither may an open cursor write over it, nor one of the static methods, whatever memory the buffer has. */
    @Test
    void aTextThatWritesToTheBufferItselfLosesNothing() {
        for (int way = 0; way < 6; way++) {
            ByteBuf buffer = way < 3 ? Unpooled.buffer(64) : Unpooled.directBuffer(64);
            Busy busy = new Busy("outer", () -> buffer.writeByte('7'));
            BusyDecimal decimal = new BusyDecimal("12345678901234567890.5", () -> buffer.writeByte('7'));
            int kind = way % 3;
            assertThatIllegalStateException().isThrownBy(() -> ByteBufAppend.appendUtf8(buffer, busy));
            assertThatIllegalStateException().isThrownBy(() -> ByteBufAppend.appendAscii(buffer, busy));
            assertThatIllegalStateException().isThrownBy(() -> ByteBufAppend.appendUtf8(buffer, busy, 1, 3));
            assertThatIllegalStateException().isThrownBy(() -> ByteBufAppend.appendDecimal(buffer, decimal));
            assertThatIllegalStateException().isThrownBy(() -> {
                try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                    if (kind == 0) {
                        out.appendUtf8(busy);
                    } else if (kind == 1) {
                        out.asAppendable().append(busy);
                    } else {
                        SqlLiteral.appendString(out, SqlMode.mysql(), busy);
                    }
                }
            });
            assertThat(buffer.toString(US_ASCII)).matches("7+");
            buffer.release();
        }
    }

    /** Also where it appends to the cursor as well, which makes room in between. */
    @Test
    void aTextThatWritesToTheBufferAndToTheCursorLosesNothing() {
        ByteBuf buffer = Unpooled.buffer(64);
        AppendBuffer out = ByteBufAppend.open(buffer);
        int[] reads = new int[1];
        Busy busy = new Busy("outer", () -> {
            reads[0]++;
            if (reads[0] == 2) {
                out.appendAscii("in");
            } else if (reads[0] == 4) {
                buffer.writeByte('7');
            }
        });
        assertThatIllegalStateException().isThrownBy(() -> out.appendUtf8(busy));
        assertThatIllegalStateException().isThrownBy(out::close);
        assertThat(buffer.toString(US_ASCII)).isEqualTo("7");
        buffer.release();
    }

    private static String text(ByteBuffer buffer) {
        return US_ASCII.decode(buffer.duplicate().flip()).toString();
    }

    @Test
    void aTextThatClosesItsCursorIsRefused() {
        BufferPool pool = BufferPool.builder().checked(false).build();
        AppendBuffer out = pool.borrow().appendAscii("before");
        boolean[] closed = new boolean[1];
        assertThatIllegalStateException()
                .isThrownBy(() -> out.appendUtf8(new Busy("text", () -> {
                    if (!closed[0]) {
                        closed[0] = true;
                        out.close();
                    }
                })));
        try (AppendBuffer next = pool.borrow()) {
            assertThat(next.length()).isZero();
        }
    }
}
