// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.Chars;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A cursor as a stream and as an {@code Appendable}. */
class CursorViewTest {
    private static final String HIGH = "\uD834";
    private static final String LOW = "\uDD1E";

    private static AppendBuffer draining(ByteArrayOutputStream drained, int capacity) {
        return AppendBuffer.draining((src, from, to) -> drained.write(src, from, to - from), capacity);
    }

    private static String text(AppendBuffer out) {
        return out.toString(UTF_8);
    }

    @Test
    void theStreamAppendsWhatIsWritten() throws IOException {
        AppendBuffer out = AppendBuffer.growing(0, 1_000);
        OutputStream stream = out.appendAscii("a").asOutputStream();
        assertThat(out.asOutputStream()).isSameAs(stream);
        new DataOutputStream(stream).writeInt(0x4142_4344);
        stream.write(0x1_0045);
        stream.write(new byte[] {'x', 'F', 'G', 'x'}, 1, 2);
        stream.flush();
        stream.close();
        new PrintStream(stream, true, UTF_8).print("é");
        assertThat(text(out)).isEqualTo("aABCDEFGé");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stream.write(new byte[2], 1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> stream.write(new byte[2], 1, -1));
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> stream.write(new byte[1_000]));
        assertThat(text(out)).isEqualTo("aABCDEFGé");
    }

    @Test
    void aClosedCursorsViewsAreClosed() {
        AppendBuffer out = BufferPool.builder().checked(true).build().borrow();
        OutputStream stream = out.asOutputStream();
        Appendable appendable = out.asAppendable();
        out.close();
        assertThatIllegalStateException().isThrownBy(() -> stream.write(1));
        assertThatIllegalStateException().isThrownBy(() -> stream.write(new byte[1]));
        assertThatIllegalStateException().isThrownBy(() -> appendable.append('x'));
        assertThatIllegalStateException().isThrownBy(() -> appendable.append("x"));
        assertThatIllegalStateException().isThrownBy(() -> appendable.append(LOW));
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer closed = draining(drained, 8);
        closed.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.asOutputStream().write(new byte[9]))
                .withMessageContaining("closed");
    }

    @Test
    void aDrainingCursorsViewsTakeMoreThanItHolds() throws IOException {
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer out = draining(drained, 8).appendAscii("start ");
        byte[] many = "0123456789".repeat(5).getBytes(US_ASCII);
        out.asOutputStream().write(many);
        out.asAppendable().append("äöü".repeat(9)).append(new Chars("€".repeat(9)));
        int mark = out.reserve(2);
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> out.asOutputStream().write(many));
        assertThat(out.lengthSince(mark)).isZero();
        out.patchBytes(mark, new byte[] {'o', 'k'}, 0, 2);
        out.close();
        assertThat(drained.toString(UTF_8))
                .isEqualTo("start " + new String(many, US_ASCII) + "äöü".repeat(9) + "€".repeat(9) + "ok");
    }

    @Test
    void theAppendableWritesUtf8() throws IOException {
        AppendBuffer out = AppendBuffer.growing(0, 1_000);
        Appendable appendable = out.asAppendable();
        assertThat(out.asAppendable()).isSameAs(appendable);
        new Formatter(appendable, Locale.ROOT).format("%05d %s", 42, "é");
        appendable
                .append(' ')
                .append("x€y", 1, 2)
                .append(new Chars("[naïve]"), 1, 6)
                .append(null);
        appendable.append(null, 1, 3).append("").append(new Chars("ab"), 2, 2);
        assertThat(text(out)).isEqualTo("00042 é €naïvenullul");
        for (CharSequence text : new CharSequence[] {"abc", new Chars("abc"), new StringBuilder("abc")}) {
            for (int[] range : new int[][] {{-1, 2}, {2, 1}, {0, 4}, {4, 4}}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> appendable.append(text, range[0], range[1]));
            }
        }
        assertThat(text(out)).isEqualTo("00042 é €naïvenullul");
    }

    @Test
    void aForeignSequenceIsReadOnce() throws IOException {
        AppendBuffer out = AppendBuffer.growing(0, 1_000);
        Chars chars = new Chars(LOW + "text" + HIGH);
        out.asAppendable().append(HIGH).append(chars).append(LOW);
        assertThat(chars.takeReads()).isEqualTo(6);
        assertThat(text(out)).isEqualTo("𝄞text𝄞");
    }

    /** Texts of halves, cut anywhere and handed over char by char, as strings and as foreign sequences. */
    @Test
    void pairsThatAreCutAreJoinedOnEveryKindOfCursor() throws IOException {
        Random random = new Random(3);
        String[] pieces = {HIGH, LOW, HIGH + LOW, "a", "é", "€uro", ""};
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder whole = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                whole.append(pieces[random.nextInt(pieces.length)]);
            }
            drained.reset();
            AppendBuffer draining = draining(drained, 12);
            AppendBuffer growing = AppendBuffer.growing(0, 1_000);
            ByteBuf heap = Unpooled.buffer(4);
            ByteBuf direct = Unpooled.directBuffer(4);
            // The pairs lie around the end of what the cursor writes at once.
            int before = 4_096 - random.nextInt(20);
            direct.writeBytes(new byte[7]);
            AppendBuffer overHeap = ByteBufAppend.open(heap);
            AppendBuffer overDirect = ByteBufAppend.open(direct).appendBytes(new byte[before]);
            for (int from = 0, to; from < whole.length(); from = to) {
                to = Math.min(whole.length(), from + 1 + random.nextInt(4));
                int way = random.nextInt(3);
                for (AppendBuffer out : new AppendBuffer[] {draining, growing, overHeap, overDirect}) {
                    if (way == 0) {
                        out.asAppendable().append(whole.substring(from, to));
                    } else if (way == 1) {
                        out.asAppendable().append(new Chars(whole.toString()), from, to);
                    } else {
                        for (int i = from; i < to; i++) {
                            out.asAppendable().append(whole.charAt(i));
                        }
                    }
                }
            }
            draining.close();
            overHeap.close();
            overDirect.close();
            AppendBuffer expected = AppendBuffer.growing(0, 1_000).appendUtf8(whole);
            assertThat(text(growing)).isEqualTo(text(expected));
            assertThat(drained.toByteArray()).isEqualTo(expected.toByteArray());
            assertThat(heap.toString(UTF_8)).isEqualTo(text(expected));
            assertThat(direct.skipBytes(7 + before).toString(UTF_8)).isEqualTo(text(expected));
            heap.release();
            direct.release();
        }
    }

    @Test
    void aHalfIsJoinedOnlyWhereTheCursorStillEnds() throws IOException {
        AppendBuffer out = AppendBuffer.growing(0, 1_000);
        Appendable view = out.asAppendable();
        view.append(HIGH);
        out.appendAscii("x");
        view.append(LOW);
        assertThat(text(out)).isEqualTo("\uFFFDx\uFFFD");
        // As long as before, but other bytes.
        view.append(HIGH);
        out.truncate(out.length() - 3).appendAscii("abc");
        view.append(LOW);
        assertThat(text(out)).isEqualTo("\uFFFDx\uFFFDabc\uFFFD");
        out.clear();
        view.append(HIGH);
        out.appendUtf8(LOW);
        assertThat(text(out)).isEqualTo("\uFFFD\uFFFD");
        out.clear();
        view.append(HIGH);
        out.appendAscii("x").truncate(3);
        view.append(LOW.charAt(0));
        assertThat(text(out)).isEqualTo("𝄞");
        view.append(LOW);
        assertThat(text(out)).isEqualTo("𝄞\uFFFD");
    }

    @Test
    void aHalfThatCannotBeJoinedStays() throws IOException {
        AppendBuffer out = AppendBuffer.wrap(new byte[8], 0, 4);
        Appendable view = out.asAppendable();
        view.append(HIGH);
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> view.append(LOW + "x"));
        assertThat(text(out)).isEqualTo("\uFFFD");
        view.append(LOW);
        assertThat(text(out)).isEqualTo("𝄞");
    }

    /** The first half stays where there is room for it beside what comes, and leaves where there is none. */
    @Test
    void aDrainingCursorHoldsTheFirstHalfBack() throws IOException {
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        AppendBuffer out = draining(drained, 8).appendAscii("12345");
        out.asAppendable().append(HIGH).append(LOW).append("67");
        assertThat(drained.toString(UTF_8)).isEqualTo("12345");
        out.asAppendable().append(HIGH);
        out.appendAscii("90123456");
        out.asAppendable().append(LOW);
        out.close();
        assertThat(drained.toString(UTF_8)).isEqualTo("12345𝄞67\uFFFD90123456\uFFFD");
    }

    @Test
    void aSinkCanBeReplaced() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        Sink next = (src, from, to) -> second.write(src, from, to - from);
        AppendBuffer out = draining(first, 4).appendAscii("1234").appendAscii("5");
        assertThatIllegalStateException().isThrownBy(() -> out.reset(next)).withMessageContaining("holds 1 bytes");
        int mark = out.reserve(1);
        assertThatIllegalStateException().isThrownBy(() -> out.reset(next));
        out.patchBytes(mark, new byte[] {'6'}, 0, 1).appendAscii("7").close();
        assertThat(first).hasToString("1234567");
        assertThat(out.reset(next)).isSameAs(out);
        assertThat(out.length()).isZero();
        out.appendAscii("abcd").appendAscii("e");
        assertThat(second).hasToString("abcd");
        out.asAppendable().append('f');
        out.close();
        assertThat(second).hasToString("abcdef");
        assertThat(first).hasToString("1234567");
        // Open and empty.
        out.reset(next).reset((src, from, to) -> first.write('!')).appendInt(1).close();
        assertThat(first).hasToString("1234567!");
    }

    @Test
    void aBrokenCursorIsWholeAgainAfterReset() {
        AppendBuffer out = AppendBuffer.draining(
                (src, from, to) -> {
                    throw new IOException("disk full");
                },
                4);
        out.appendAscii("1234");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> out.appendInt(5));
        assertThat(out).hasToString("AppendBuffer[broken]");
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        out.reset((src, from, to) -> drained.write(src, from, to - from))
                .appendAscii("ok")
                .close();
        assertThat(drained).hasToString("ok");
        // With a reservation that was never filled in.
        out.reset((src, from, to) -> drained.write(src, from, to - from)).reserve(2);
        assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("not filled in");
        out.reset((src, from, to) -> drained.write(src, from, to - from))
                .appendAscii("!")
                .close();
        assertThat(drained).hasToString("ok!");
    }

    @Test
    void onlyADrainingCursorGetsAnotherSinkAndNotFromItsSink() {
        Sink none = (src, from, to) -> {};
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> AppendBuffer.growing(1, 1).reset(none));
        assertThatNullPointerException()
                .isThrownBy(() -> AppendBuffer.draining(none, 1).reset(null));
        AppendBuffer[] self = new AppendBuffer[1];
        List<Throwable> refused = new ArrayList<>();
        self[0] = AppendBuffer.draining(
                new Sink() {
                    @Override
                    public void drain(byte[] src, int from, int to) throws IOException {
                        assertThat(self[0]).hasToString("AppendBuffer[draining]");
                        refused.add(catchThrowable(() -> self[0].reset(none)));
                        throw new IOException();
                    }

                    @Override
                    public void abort(Throwable cause) {
                        refused.add(catchThrowable(() -> self[0].reset(none)));
                    }
                },
                2);
        self[0].appendAscii("ab");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> self[0].appendAscii("c"));
        assertThat(refused)
                .hasSize(2)
                .allSatisfy(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("sink"));
        assertThat(self[0]).hasToString("AppendBuffer[broken]");
    }
}
