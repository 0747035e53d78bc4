// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Chars;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every place of every format does with any text.
 *
 * @param <W> the writer
 * @param <S> what the model must know
 */
abstract class TextContract<W, S> extends WriterContract<W, S> {
    /** A text whose code fails at each char changes nothing, and the same call can follow. */
    @Test
    void aTextThatFailsChangesNothing() {
        for (TextCall<W> call : textCalls()) {
            for (int failAt = 0; failAt < 12; failAt++) {
                AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
                W writer = create();
                reset(writer, out);
                call.before().accept(writer);
                String before = out.toString(ISO_8859_1);
                FailingText text = new FailingText("abcdefghijkl", failAt);
                assertThatThrownBy(() -> call.call().accept(writer, text))
                        .as(call.name())
                        .isSameAs(text.failure());
                assertThat(out.toString(ISO_8859_1)).isEqualTo(before);
                checkText(call, writer, out, before, "abc");
            }
        }
    }

    /** Neither a text whose code fails nor one that is refused is begun, however much longer than the window it is. */
    @Test
    void aLongTextThatCannotBeWrittenIsNotBegun() {
        for (TextCall<W> call : textCalls()) {
            for (int index : new int[] {0, 1, 600, 4_999}) {
                FailingText failing = new FailingText("a".repeat(5_000), index);
                checkDraining(call, failing, failing.failure());
                for (char c : "\0\n:\uD800".toCharArray()) {
                    String text = "a".repeat(index) + c + "a".repeat(4_999 - index);
                    if (call.expected().apply(text) == null) {
                        checkDraining(call, text, null);
                        checkDraining(call, new Chars(text), null);
                    }
                }
            }
        }
    }

    private void checkDraining(TextCall<W> call, CharSequence text, RuntimeException failure) {
        if (drainingCapacity() == 0) {
            return;
        }
        CollectingSink sink = new CollectingSink();
        AppendBuffer out = AppendBuffer.draining(sink, drainingCapacity());
        W writer = create();
        reset(writer, out);
        call.before().accept(writer);
        int length = out.length();
        boolean complete = isComplete(writer);
        Throwable thrown = catchThrowable(() -> call.call().accept(writer, text));
        if (failure == null ? !(thrown instanceof IllegalArgumentException) : thrown != failure) {
            fail(call + " threw " + thrown, thrown);
        }
        assertThat(sink.aborts()).as("%s", call).isZero();
        assertThat(sink.content()).as("%s", call).isEmpty();
        assertThat(out.length()).as("%s", call).isEqualTo(length);
        assertThat(isComplete(writer)).as("%s", call).isEqualTo(complete);
        call.call().accept(writer, "a");
        out.close();
        assertThat(sink.content().substring(length))
                .as("%s", call)
                .isEqualTo(bytes(call.expected().apply("a")));
    }

    @Test
    void aNegativeLengthIsRefused() {
        int refused = 0;
        for (TextCall<W> call : textCalls()) {
            AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
            W writer = create();
            reset(writer, out);
            call.before().accept(writer);
            String before = out.toString(ISO_8859_1);
            Throwable thrown = catchThrowable(() -> call.call().accept(writer, new OddText(() -> -5, () -> {})));
            if (thrown == null) {
                // The call itself has made bytes of it.
                assertThat(out.toString(ISO_8859_1))
                        .as("%s", call)
                        .isEqualTo(before + bytes(call.expected().apply("")));
                continue;
            }
            assertThat(thrown).as("%s", call).isInstanceOf(IllegalArgumentException.class);
            assertThat(out.toString(ISO_8859_1)).as("%s", call).isEqualTo(before);
            checkText(call, writer, out, before, "abc");
            refused++;
        }
        assertThat(refused).isPositive();
    }

    /** A text whose code aims the writer at another cursor is appended to neither of them. */
    @Test
    void aTextThatAimsTheWriterAnewIsRefused() {
        int refused = 0;
        for (TextCall<W> call : textCalls()) {
            AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
            AppendBuffer other = AppendBuffer.growing(256, 1 << 16);
            W writer = create();
            reset(writer, out);
            call.before().accept(writer);
            String before = out.toString(ISO_8859_1);
            OddText text = new OddText(() -> 3, () -> reset(writer, other));
            Throwable thrown = catchThrowable(() -> call.call().accept(writer, text));
            assertThat(out.toString(ISO_8859_1)).as("%s", call).isEqualTo(before);
            if (thrown == null) {
                // The call itself has read the text before it called the writer.
                assertThat(other.toString(ISO_8859_1))
                        .as("%s", call)
                        .isEqualTo(bytes(call.expected().apply("aaa")));
                continue;
            }
            assertThat(thrown)
                    .as("%s", call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reset(AppendBuffer)");
            assertThat(other.length()).as("%s", call).isZero();
            assertThat(isComplete(writer)).as("%s", call).isTrue();
            record(writer);
            assertThat(other.length()).as("%s", call).isPositive();
            refused++;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aRefusalSaysWhereAndNeverWhat() {
        for (TextCall<W> call : textCalls()) {
            for (char c : "\0\n:\\\uD800".toCharArray()) {
                for (String secret : List.of("sesame", "sesame".repeat(9))) {
                    String text = secret + c;
                    if (call.expected().apply(text) == null) {
                        checkRefusal(call, text, secret.length());
                        checkRefusal(call, new Chars(text), secret.length());
                    }
                }
            }
        }
    }

    private void checkRefusal(TextCall<W> call, CharSequence text, int index) {
        W writer = create();
        reset(writer, AppendBuffer.growing(256, 1 << 16));
        call.before().accept(writer);
        assertThatThrownBy(() -> call.call().accept(writer, text))
                .as("%s", call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index " + index)
                .hasMessageNotContaining("sesame");
    }

    @Test
    void everyCharIsWrittenOrRefusedInEveryTextPosition() {
        for (TextCall<W> call : textCalls()) {
            AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 16);
            StringBuilder text = new StringBuilder();
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                int before = c % 19;
                text.setLength(0);
                text.append("abcdefghijklmnopqrst", 0, before).append((char) c);
                text.append("abcdefghijklmnopqrst", 0, c / 19 % 11);
                checkText(call, out, text.toString());
            }
            for (String pair :
                    List.of("\uD83D\uDE00", "\uD800\uDC00", "\uDBFF\uDFFF", "\uDE00\uD83D", "\uD83D\uD83D")) {
                for (int before = 0; before < 70; before++) {
                    checkText(call, out, "x".repeat(before) + pair + "y".repeat(70 - before));
                    checkText(call, out, "é".repeat(before) + pair + "\uD83D");
                }
            }
        }
    }

    private void checkText(TextCall<W> call, AppendBuffer out, String text) {
        out.clear();
        W writer = create();
        reset(writer, out);
        call.before().accept(writer);
        checkText(call, writer, out, out.toString(ISO_8859_1), text);
        out.clear();
        reset(writer, out);
        call.before().accept(writer);
        Chars foreign = new Chars(text);
        checkText(call, writer, out, out.toString(ISO_8859_1), foreign);
        assertThat(foreign.takeReads()).as("%s reads its text once", call).isEqualTo(text.length());
    }

    private void checkText(TextCall<W> call, W writer, AppendBuffer out, String before, CharSequence text) {
        String plain = text instanceof Chars chars ? chars.text() : text.toString();
        String expected = call.expected().apply(plain);
        Throwable thrown = catchThrowable(() -> call.call().accept(writer, text));
        if (expected == null ? !(thrown instanceof IllegalArgumentException) : thrown != null) {
            fail(call + " of " + escaped(plain) + " threw " + thrown, thrown);
        }
        String whole = expected == null ? before : before + bytes(expected);
        String content = out.toString(ISO_8859_1);
        if (!content.equals(whole)) {
            assertThat(content).as("%s of %s", call, escaped(plain)).isEqualTo(whole);
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 0x7F && c > 0x1F ? "" + (char) c : String.format("{%04x}", c)));
        return escaped.toString();
    }

    /** Long texts, escaped or not, at every remaining room: the paths of words, copies and pieces. */
    @Test
    void longTextsAreTheSameOnEveryKindOfCursor() {
        for (TextCall<W> call : textCalls()) {
            for (int length : new int[] {7, 8, 16, 47, 48, 49, 64, 128, 300, 1_000, 5_000, 20_000}) {
                for (String unit : List.of("abcdefg", "ab,\"cd e\\f=gh", "äöü", "日本語", "\uD83D\uDE00x", "a\uD83D")) {
                    String text = unit.repeat(length / unit.length() + 1).substring(0, length);
                    checkLong(call, text);
                }
            }
        }
    }

    private void checkLong(TextCall<W> call, String text) {
        String expected = call.expected().apply(text);
        if (expected == null) {
            return;
        }
        for (CharSequence form : List.of(text, Chars.builder(text), new Chars(text))) {
            AppendBuffer sized = AppendBuffer.growing(64, 1 << 20);
            W writer = create();
            reset(writer, sized);
            call.before().accept(writer);
            String whole = sized.toString(ISO_8859_1) + bytes(expected);
            List<CursorKind> kinds = new ArrayList<>(CursorKind.bounded());
            kinds.addAll(CursorKind.unbounded());
            for (CursorKind kind : kinds) {
                CursorKind.Opened opened = kind.factory().apply(whole.length());
                reset(writer, opened.cursor());
                call.before().accept(writer);
                call.call().accept(writer, form);
                assertThat(opened.content().get()).as("%s, %s", call, kind).isEqualTo(whole);
            }
            for (int capacity = drainingCapacity(); capacity > 0 && capacity < 10_000; capacity = 3 * capacity + 1) {
                CollectingSink sink = new CollectingSink();
                AppendBuffer out = AppendBuffer.draining(sink, capacity);
                reset(writer, out);
                call.before().accept(writer);
                call.call().accept(writer, form);
                out.close();
                assertThat(sink.content()).as("%s, capacity %d", call, capacity).isEqualTo(whole);
            }
        }
    }
}
