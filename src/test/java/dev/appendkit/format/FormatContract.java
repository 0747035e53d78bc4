// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Allocations;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all writers have in common, run for each of them: a subclass names the calls of its writer and their model.
 *
 * @param <W> the writer
 * @param <S> what the model must know
 */
abstract class FormatContract<W, S> extends ArgumentContract<W, S> {
    private static final int SEQUENCE_LENGTH = 4;

    /** Where the control's object cannot be optimized away. */
    static volatile byte[] kept = {};

    @Test
    void everySequenceOfCallsDoesWhatTheModelSays() {
        long refused = extend(new ArrayList<>(), SEQUENCE_LENGTH);
        refused += extend(new ArrayList<>(), SEQUENCE_LENGTH - 1);
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

    @Test
    void whatTheCallerAppendsWithinARecordBelongsToIt() {
        int open = 0;
        for (List<Call<W, S>> sequence : allowed(2)) {
            Model<S> model = model(sequence);
            if (model.start() < 0) {
                continue;
            }
            AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
            W writer = create();
            reset(writer, out);
            playAll(writer, sequence);
            out.appendAscii("of the caller");
            rollBack(writer);
            check(sequence, writer, out, model.cut(initial()));
            open++;
        }
        assertThat(open).isPositive();
    }

    /** If the sink has a part of the record, the cursor breaks; otherwise only the record is cut. */
    @Test
    void rollBackOnADrainingCursorCutsOrBreaks() {
        if (drainingCapacity() == 0) {
            return;
        }
        int broken = 0;
        for (List<Call<W, S>> sequence : allowed(3)) {
            int most = Math.max(
                    drainingCapacity(), bytes(model(sequence).content()).length());
            for (int capacity = 1; capacity <= most; capacity++) {
                broken += rollBack(sequence, capacity);
            }
        }
        assertThat(broken)
                .as("the control: records of which the sink had a part")
                .isPositive();
    }

    private int rollBack(List<Call<W, S>> sequence, int capacity) {
        String what = sequence + ", capacity " + capacity;
        CollectingSink sink = new CollectingSink();
        AppendBuffer out = AppendBuffer.draining(sink, capacity);
        W writer = create();
        reset(writer, out);
        Throwable thrown = catchThrowable(() -> playAll(writer, sequence));
        if (thrown != null || sink.aborts() > 0) {
            // A capacity that is too small, or a roll-back among the calls: aDrainingCursorGetsTheSameBytes has them.
            return 0;
        }
        Model<S> model = model(sequence);
        String cut = bytes(model.cut(initial()).content());
        boolean breaks = model.start() >= 0 && sink.content().length() > cut.length();
        rollBack(writer);
        assertThat(isComplete(writer)).as(what).isTrue();
        assertThat(sink.aborts()).as(what).isEqualTo(breaks ? 1 : 0);
        if (breaks) {
            assertThatThrownBy(() -> record(writer)).as(what).isInstanceOf(IllegalStateException.class);
            return 1;
        }
        out.close();
        assertThat(sink.content()).as(what).isEqualTo(cut);
        return 0;
    }

    @Test
    void rollBackCutsEveryKindOfCursor() {
        List<CursorKind> kinds = new ArrayList<>(CursorKind.bounded());
        kinds.addAll(CursorKind.unbounded());
        for (List<Call<W, S>> sequence : allowed(2)) {
            Model<S> model = model(sequence);
            for (CursorKind kind : kinds) {
                CursorKind.Opened opened = kind.factory().apply(1 << 10);
                W writer = create();
                reset(writer, opened.cursor());
                playAll(writer, sequence);
                rollBack(writer);
                assertThat(isComplete(writer)).as("%s, %s", kind, sequence).isTrue();
                assertThat(opened.content().get())
                        .as("%s, %s", kind, sequence)
                        .isEqualTo(bytes(model.cut(initial()).content()));
            }
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
