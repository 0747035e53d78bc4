// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import org.jspecify.annotations.Nullable;

/**
 * A template for one encoder, or an object or text in it: steps, one behind the other. Immutable.
 *
 * <p>{@link #run} is the one place where what a reader throws is caught: it costs the step.
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

    <E> void run(EventLine<E> line) {
        if (names != null) {
            line.openNames(names);
        }
        int open = line.openScopes();
        for (Step step : steps) {
            int mark = line.pos;
            try {
                step.run(line);
            } catch (EventTooLong e) {
                throw e;
            } catch (Exception | StackOverflowError | LinkageError e) {
                line.undo(mark, open);
                step.failed(line, e);
            }
        }
        if (names != null) {
            line.closeNames();
        }
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
