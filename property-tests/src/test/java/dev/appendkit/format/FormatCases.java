// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.List;

/**
 * Any sequence of calls of a writer with any text: an independent reader reads what was accepted, and nothing else. A
 * subclass keeps one of these for one sequence.
 */
abstract class FormatCases {
    private static final int CALLS = 40;

    final Choices choices;
    final AppendBuffer out;

    /** What was accepted, call by call; what belongs to no whole record is cut. */
    private final List<Object> accepted = new ArrayList<>();

    private int whole;

    FormatCases(Choices choices) {
        this.choices = choices;
        out = AppendBuffer.growing(16, 64 + choices.below(2_000));
    }

    /** Makes one call, and then says by {@link #accept} what of it a reader should find. */
    abstract void call();

    abstract boolean isComplete();

    abstract void rollBack();

    /** What the independent reader finds, in the form in which it was accepted. */
    abstract List<Object> read(byte[] bytes) throws Exception;

    final void accept(Object... parts) {
        accepted.addAll(List.of(parts));
    }

    /** Takes back what was accepted of the open record. */
    final void cut() {
        accepted.subList(whole, accepted.size()).clear();
    }

    final int partsAccepted() {
        return accepted.size();
    }

    /** A text, as a string or as another sequence. */
    final CharSequence form(String text) {
        return choices.below(2) == 0 ? text : new StringBuilder(text);
    }

    static void check(FormatCases cases) {
        for (int i = 0; i < CALLS; i++) {
            int before = cases.out.length();
            int parts = cases.accepted.size();
            try {
                cases.call();
            } catch (IllegalStateException | IllegalArgumentException | BufferOverflowException e) {
                if (cases.out.length() != before || cases.accepted.size() != parts) {
                    throw new AssertionError("a refused call changed something", e);
                }
            }
            if (cases.isComplete()) {
                cases.whole = cases.accepted.size();
            }
        }
        cases.rollBack();
        cases.cut();
        List<Object> read;
        try {
            read = cases.read(cases.out.toByteArray());
        } catch (Exception e) {
            throw new AssertionError("the reader refuses " + cases.accepted, e);
        }
        assertThat(read).isEqualTo(cases.accepted);
    }
}
