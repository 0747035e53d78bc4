// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** How much the comparisons with servers try: little in the ordinary run, more where the build says so. */
final class FuzzCount {

    /** Random templates for each set of fragments and mode. */
    static final int TEMPLATES = Integer.getInteger("appendkit.fuzz.templates", 2_000);

    /** Random values for each type and mode. */
    static final int VALUES = Integer.getInteger("appendkit.fuzz.values", 2_000);

    /** Random statements for each grammar of expressions and session. */
    static final int EXPRESSIONS = Integer.getInteger("appendkit.fuzz.expressions", 500);

    /** At most so many differences are shown of a failure, the shortest first. */
    static final int SHOWN = Integer.getInteger("appendkit.fuzz.shown", 10);

    /** As many a control has, because as many an ordinary run has. */
    static final int EXPRESSIONS_OF_CONTROL = 500;

    /** A control ends at the first difference, which may be late. */
    static final int TEMPLATES_OF_CONTROL = 40_000;

    /** What a control looks at is always the same, or it would one day end before the difference. */
    static final long SEED_OF_CONTROL = 1;

    private FuzzCount() {}

    /**
     * The seed that the build names, or a new one in each run if it names none ({@code -Dfuzz.seed=}). It is printed.
     */
    static long seed() {
        long seed = Long.getLong("appendkit.fuzz.seed", System.nanoTime());
        System.out.println("expressions of seed " + seed);
        return seed;
    }
}
