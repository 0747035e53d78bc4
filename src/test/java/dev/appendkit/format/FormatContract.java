// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.Chars;
import java.nio.BufferOverflowException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all writers have in common, run for each of them: a subclass names the calls of its writer and a small model of
 * its grammar. Whether the texts of values are right is the matter of the formats' own tests.
 *
 * @param <W> the writer
 * @param <S> what the model must know
 */
abstract class FormatContract<W, S> {
    private static final int SEQUENCE_LENGTH = 4;

    /** Where the control's object cannot be optimized away. */
    static volatile byte[] kept = {};

    abstract W create();

    abstract void reset(W writer, AppendBuffer out);

    abstract void rollBack(W writer);

    abstract boolean isComplete(W writer);

    /** The calls that all sequences are made of: each kind of the grammar once, about a dozen. */
    abstract List<Call<W, S>> calls();

    /** Further calls, which are tried behind every sequence of two of {@link #calls}: each method at least once. */
    abstract List<Call<W, S>> moreCalls();

    /** Each place of the grammar that takes a text. */
    abstract List<TextCall<W>> textCalls();

    /** What the model knows before the first call. */
    abstract S initial();

    /** Appends one whole record, which has every typed value and allocates nothing itself. */
    abstract void record(W writer);

    /** How the model's chars become bytes. */
    Charset charset() {
        return UTF_8;
    }

    /**
     * The least capacity of a draining cursor with which every call succeeds; 0 if the writer refuses such a cursor.
     */
    int drainingCapacity() {
        return 64;
    }

    /** Whether a cursor hands its content out: not with reserved bytes that were not filled in. */
    boolean isReadable(Model<S> model) {
        return true;
    }

    private Model<S> start() {
        return new Model<>(initial(), "", -1, true);
    }

    /** The bytes of a model's content, a char each. */
    private String bytes(String content) {
        return new String(content.getBytes(charset()), ISO_8859_1);
    }

    @Test
    void everySequenceOfCallsDoesWhatTheModelSays() {
        long refused = extend(new ArrayList<>(), SEQUENCE_LENGTH);
        assertThat(refused)
                .as("the control: sequences with a call that is refused")
                .isPositive();
    }

    private long extend(List<Call<W, S>> sequence, int left) {
        if (left == 0) {
            return play(sequence);
        }
        long refused = 0;
        List<Call<W, S>> calls = left == 1 && sequence.size() == 2 ? allCalls() : calls();
        for (Call<W, S> call : calls) {
            sequence.add(call);
            refused += extend(sequence, left - 1);
            sequence.remove(sequence.size() - 1);
        }
        return refused;
    }

    private List<Call<W, S>> allCalls() {
        List<Call<W, S>> all = new ArrayList<>(calls());
        all.addAll(moreCalls());
        return all;
    }

    /** Plays a sequence; every call that is refused must leave all as it was, so that the next one finds it so. */
    private long play(List<Call<W, S>> sequence) {
        AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
        W writer = create();
        reset(writer, out);
        Model<S> model = start();
        long refused = 0;
        for (Call<W, S> call : sequence) {
            Model<S> next = call.next().apply(model);
            Throwable thrown = catchThrowable(() -> call.action().accept(writer));
            if (next == null) {
                refused++;
                if (!(thrown instanceof IllegalStateException) && !(thrown instanceof IllegalArgumentException)) {
                    fail(sequence + ": " + call + " threw " + thrown, thrown);
                }
                assertThat(thrown.getMessage()).as("%s: %s", sequence, call).isNotBlank();
            } else {
                if (thrown != null) {
                    fail(sequence + ": " + call + " threw " + thrown, thrown);
                }
                model = next;
            }
            check(sequence, writer, out, model);
        }
        return refused;
    }

    private void check(Object what, W writer, AppendBuffer out, Model<S> model) {
        if (!isReadable(model)) {
            assertThat(out.length())
                    .as("%s", what)
                    .isEqualTo(bytes(model.content()).length());
        } else {
            String content = out.toString(ISO_8859_1);
            if (!content.equals(bytes(model.content()))) {
                assertThat(content).as("%s", what).isEqualTo(bytes(model.content()));
            }
        }
        if (isComplete(writer) != model.complete()) {
            fail(what + ": isComplete() is not " + model.complete() + " after " + model.content());
        }
    }

    /** All sequences of up to {@code length} calls that the model allows, and one call more of any kind. */
    List<List<Call<W, S>>> allowed(int length) {
        List<List<Call<W, S>>> all = new ArrayList<>();
        collect(new ArrayList<>(), start(), length, all);
        return all;
    }

    private void collect(List<Call<W, S>> sequence, Model<S> model, int length, List<List<Call<W, S>>> all) {
        if (!sequence.isEmpty()) {
            all.add(List.copyOf(sequence));
        }
        if (sequence.size() == length) {
            return;
        }
        for (Call<W, S> call : sequence.size() == length - 1 ? allCalls() : calls()) {
            Model<S> next = call.next().apply(model);
            if (next != null) {
                sequence.add(call);
                collect(sequence, next, length, all);
                sequence.remove(sequence.size() - 1);
            }
        }
    }

    private Model<S> model(List<Call<W, S>> sequence) {
        Model<S> model = start();
        for (Call<W, S> call : sequence) {
            model = call.next().apply(model);
        }
        return model;
    }

    private void playAll(W writer, List<Call<W, S>> sequence) {
        sequence.forEach(call -> call.action().accept(writer));
    }

    @Test
    void rollBackAfterEveryPrefixLeavesTheRecordsBefore() {
        for (List<Call<W, S>> sequence : allowed(3)) {
            AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
            W writer = create();
            reset(writer, out);
            playAll(writer, sequence);
            rollBack(writer);
            Model<S> model = model(sequence).cut(initial());
            check(sequence, writer, out, model);
            rollBack(writer);
            check(sequence, writer, out, model);
            int length = out.length();
            record(writer);
            assertThat(out.length()).as("%s", sequence).isGreaterThan(length);
        }
    }

    /** The last call of each sequence finds every room from 0 to exactly enough. */
    @Test
    void everyCallIsWholeOrHasNotHappenedAtEveryRoom() {
        for (List<Call<W, S>> sequence : allowed(2)) {
            for (CursorKind kind : CursorKind.bounded()) {
                checkRooms(kind, sequence);
            }
            for (CursorKind kind : CursorKind.unbounded()) {
                CursorKind.Opened opened = kind.factory().apply(0);
                W writer = create();
                reset(writer, opened.cursor());
                playAll(writer, sequence);
                String expected = readable(writer, model(sequence));
                assertThat(opened.content().get()).as("%s, %s", kind, sequence).isEqualTo(expected);
            }
        }
    }

    private void checkRooms(CursorKind kind, List<Call<W, S>> sequence) {
        List<Call<W, S>> before = sequence.subList(0, sequence.size() - 1);
        Call<W, S> last = sequence.get(sequence.size() - 1);
        Model<S> modelBefore = model(before);
        int whole = bytes(model(sequence).content()).length();
        for (int room = bytes(modelBefore.content()).length(); room <= whole; room++) {
            CursorKind.Opened opened = kind.factory().apply(room);
            W writer = create();
            reset(writer, opened.cursor());
            playAll(writer, before);
            boolean fits = room == whole;
            Throwable thrown = catchThrowable(() -> last.action().accept(writer));
            if (fits ? thrown != null : !(thrown instanceof BufferOverflowException)) {
                fail(kind + ", room " + room + ", " + sequence + " threw " + thrown, thrown);
            }
            boolean complete = fits ? model(sequence).complete() : modelBefore.complete();
            assertThat(isComplete(writer))
                    .as("%s, room %d, %s", kind, room, sequence)
                    .isEqualTo(complete);
            String expected = readable(writer, fits ? model(sequence) : modelBefore);
            assertThat(opened.content().get())
                    .as("%s, room %d, %s", kind, room, sequence)
                    .isEqualTo(expected);
        }
    }

    /** The bytes of a model; what cannot be handed out is rolled back first. */
    private String readable(W writer, Model<S> model) {
        if (isReadable(model)) {
            return bytes(model.content());
        }
        rollBack(writer);
        return bytes(model.cut(initial()).content());
    }

    /** With every capacity: whole, or refused with nothing changed, or the cursor is broken and the sink told. */
    @Test
    void aDrainingCursorGetsTheSameBytes() {
        if (drainingCapacity() == 0) {
            return;
        }
        for (List<Call<W, S>> sequence : allowed(3)) {
            int most = Math.max(
                    drainingCapacity(), bytes(model(sequence).content()).length());
            for (int capacity = 1; capacity <= most; capacity++) {
                drain(sequence, capacity);
            }
        }
    }

    private void drain(List<Call<W, S>> sequence, int capacity) {
        String what = sequence + ", capacity " + capacity;
        CollectingSink sink = new CollectingSink();
        AppendBuffer out = AppendBuffer.draining(sink, capacity);
        W writer = create();
        reset(writer, out);
        Model<S> model = start();
        for (Call<W, S> call : sequence) {
            Throwable thrown = catchThrowable(() -> call.action().accept(writer));
            if (thrown instanceof IllegalStateException && call.next().apply(model) == null) {
                // Behind a call for which there was no room it has no place.
                continue;
            }
            if (thrown != null) {
                if (capacity >= drainingCapacity() || !(thrown instanceof BufferOverflowException)) {
                    fail(what + ": " + call + " threw " + thrown, thrown);
                }
                if (sink.aborts() == 0) {
                    assertThat(out.length())
                            .as(what)
                            .isEqualTo(bytes(model.content()).length());
                    assertThat(isComplete(writer)).as(what).isEqualTo(model.complete());
                    continue;
                }
                assertThat(sink.aborts()).as(what).isEqualTo(1);
                assertThatThrownBy(() -> call.action().accept(writer))
                        .as(what)
                        .isInstanceOf(IllegalStateException.class);
                rollBack(writer);
                out.close();
                return;
            }
            model = call.next().apply(model);
            if (sink.aborts() > 0) {
                // A record was rolled back of which the sink has a part.
                assertThat(sink.aborts()).as(what).isEqualTo(1);
                assertThat(isComplete(writer)).as(what).isTrue();
                assertThatThrownBy(() -> record(writer)).as(what).isInstanceOf(IllegalStateException.class);
                rollBack(writer);
                out.close();
                return;
            }
        }
        if (!isReadable(model)) {
            rollBack(writer);
            out.close();
            return;
        }
        out.close();
        assertThat(sink.content()).as(what).isEqualTo(bytes(model.content()));
    }

    @Test
    void beforeTheFirstResetEveryCallIsRefused() {
        for (Call<W, S> call : allCalls()) {
            assertThatThrownBy(() -> call.action().accept(create()))
                    .as(call.name())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reset");
        }
        assertThatThrownBy(() -> rollBack(create())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> isComplete(create())).isInstanceOf(IllegalStateException.class);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "tr"})
    void theLocaleDoesNotMatter(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            allowed(2).forEach(this::play);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @Tag("alloc")
    void aRecordAllocatesNothing() {
        AppendBuffer out = AppendBuffer.growing(1 << 12, 1 << 16);
        W writer = create();
        reset(writer, out);
        Allocations.assertNone(getClass().getSimpleName(), () -> {
            out.clear();
            record(writer);
        });
        assertThatThrownBy(() -> Allocations.assertNone("the control", () -> {
                    out.clear();
                    reset(writer, out);
                    record(writer);
                    kept = new byte[1];
                }))
                .isInstanceOf(AssertionError.class);
    }
}
