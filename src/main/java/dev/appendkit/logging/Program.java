// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/**
 * A template for one encoder, or an object or text in it: a sequence of steps. Immutable.
 *
 * <p>{@link #run} is the one place where what a reader throws is caught: it costs the step. The position in the line
 * passes from step to step in a register; {@link LineBytes#pos} has it only while a step needs that.
 */
final class Program {
    private final Step[] steps;
    private final @Nullable FixedNames names;

    /**
     * A program.
     *
     * @param steps its steps
     * @param names the names of its members if names have to be compared
     */
    Program(Step[] steps, @Nullable FixedNames names) {
        this.steps = steps;
        this.names = names;
    }

    /** Writes it from a position on; returns the position after it. */
    <E> int run(EventLine<E> line, E event, int start) {
        if (names != null) {
            line.openNames(names);
        }
        int open = line.openScopes();
        int pos = start;
        for (Step step : steps) {
            try {
                pos = step.run(line, event, pos);
            } catch (EventTooLong e) {
                throw e;
            } catch (Exception | StackOverflowError | LinkageError e) {
                line.undo(pos, open);
                step.failed(line, event, e);
                pos = line.pos;
            }
        }
        if (names != null) {
            line.closeNames();
        }
        return pos;
    }

    /** The most bytes that a program of constants and brief places writes. */
    long maxBytes() {
        long sum = 0;
        for (Step step : steps) {
            sum += step.maxBytes();
        }
        return sum;
    }
}
