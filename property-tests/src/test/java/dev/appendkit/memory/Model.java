// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/** A structure beside a trivial one: random actions, and after each of them both say the same. */
abstract class Model {
    /** What {@link #attempt} returns where the source failed and the failure came out as an exception. */
    static final long FAILED = Long.MIN_VALUE;

    private static final int LIMITS = 20;

    final TestSource source;
    final MemoryBudget budget;
    final boolean checked;
    SplittableRandom random = new SplittableRandom();
    private long refusals;

    Model(TestSource source, boolean checked) {
        this.source = source;
        this.checked = checked;
        budget = new MemoryBudget(source.limit, source, checked);
    }

    /** One action on both. */
    abstract void act();

    /** Compares both, and {@code used()} with the bound and with what the source has delivered. */
    abstract void check();

    /** Gives everything back, in the structure's own way. */
    abstract void close();

    /** A call that takes memory. */
    final long attempt(LongSupplier call) {
        try {
            return call.getAsLong();
        } catch (TestSource.Thrown e) {
            assertThat(takeFailed()).isTrue();
            return FAILED;
        } catch (IllegalStateException e) {
            if (!takeFailed()) {
                throw e;
            }
            assertThat(e).hasMessageContaining("delivered");
            return FAILED;
        }
    }

    /** Whether the source has failed, or the budget has refused, since the last call of this method. */
    final boolean takeFailed() {
        boolean refused = budget.refusals() != refusals;
        refusals = budget.refusals();
        return source.takeFailed() || refused;
    }

    private static int run(Model model, long seed, int actions) {
        model.random = new SplittableRandom(seed);
        for (int i = 0; i < actions; i++) {
            model.act();
            model.check();
        }
        model.close();
        assertThat(model.source.blocks()).isZero();
        assertThat(model.budget.used()).isZero();
        return model.source.calls;
    }

    /**
     * Runs the actions, again with a source that fails at its first, second, … call, in every way, and with budgets
     * from nothing to what the actions need.
     */
    static void run(BiFunction<TestSource, Boolean, Model> maker, long seed, boolean checked, int actions) {
        Model first = maker.apply(new TestSource(), checked);
        int calls = run(first, seed, actions);
        for (int i = 0; i < LIMITS; i++) {
            TestSource limited = new TestSource();
            limited.limit = first.budget.peak() * i / LIMITS;
            run(maker.apply(limited, checked), seed, actions);
        }
        for (int n = 1; n <= calls; n++) {
            for (TestSource.Failure failure : TestSource.Failure.values()) {
                run(maker.apply(new TestSource(n, failure), checked), seed, actions);
            }
        }
    }
}
