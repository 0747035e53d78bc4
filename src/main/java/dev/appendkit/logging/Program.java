// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** A template for one encoder: constant bytes and places, one after the other. Immutable. */
final class Program {
    private final Step[] steps;

    Program(Step[] steps) {
        this.steps = steps;
    }

    void run(EventLine<?> line) {
        for (Step step : steps) {
            step.run(line);
        }
    }

    /** The most bytes that a program of constants and brief places writes, including LF. */
    long maxBytes() {
        long sum = 1;
        for (Step step : steps) {
            sum += step.maxBytes();
        }
        return sum;
    }
}
