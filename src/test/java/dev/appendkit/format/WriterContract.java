// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer, its calls, and a small model of its grammar. Whether the texts of values are right is the matter of the
 * formats' own tests.
 *
 * @param <W> the writer
 * @param <S> what the model must know
 */
abstract class WriterContract<W, S> {

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

    Model<S> start() {
        return new Model<>(initial(), "", -1, true);
    }

    /** The bytes of a model's content, a char each. */
    String bytes(String content) {
        return new String(content.getBytes(charset()), ISO_8859_1);
    }

    List<Call<W, S>> allCalls() {
        List<Call<W, S>> all = new ArrayList<>(calls());
        all.addAll(moreCalls());
        return all;
    }

    void check(Object what, W writer, AppendBuffer out, Model<S> model) {
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

    Model<S> model(List<Call<W, S>> sequence) {
        Model<S> model = start();
        for (Call<W, S> call : sequence) {
            model = call.next().apply(model);
        }
        return model;
    }

    void playAll(W writer, List<Call<W, S>> sequence) {
        sequence.forEach(call -> call.action().accept(writer));
    }
}
