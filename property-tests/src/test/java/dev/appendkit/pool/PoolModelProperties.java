// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Sequences of actions: after each of them a pool and {@link ModelPool} say the same. */
class PoolModelProperties {
    enum Kind {
        BORROW,
        WRITE,
        RELEASE,
        RELEASE_AGAIN,
        FORGET,
        TRIM
    }

    /** {@code number} says which item or how much; what it means is the action's. */
    record Action(Kind kind, int number) {}

    /** The two kinds of pools, as the test uses them. */
    private interface Subject<T> {
        T borrow(int minCapacity);

        void write(T item, int length);

        int capacity(T item);

        void release(T item);

        /** Releases what has been released and not lent again. */
        void releaseAgain(T item);

        void trim();

        PoolStats stats();
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        // Mostly borrows of whatever there is, and as many releases; capacities around all of the bounds.
        Arbitrary<Action> borrow = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(0)),
                        Tuple.of(1, Arbitraries.integers().between(0, ModelPool.MAX + 10)))
                .map(number -> new Action(Kind.BORROW, number));
        Arbitrary<Action> write = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(0, 70)),
                        Tuple.of(1, Arbitraries.integers().between(0, 2 * ModelPool.MAX)))
                .map(number -> new Action(Kind.WRITE, number));
        Arbitrary<Action> others = Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.just(Kind.RELEASE)),
                        Tuple.of(1, Arbitraries.just(Kind.RELEASE_AGAIN)),
                        Tuple.of(1, Arbitraries.just(Kind.FORGET)),
                        Tuple.of(1, Arbitraries.just(Kind.TRIM)))
                .flatMap(kind -> Arbitraries.integers().between(0, 7).map(number -> new Action(kind, number)));
        return Arbitraries.frequencyOf(Tuple.of(5, borrow), Tuple.of(3, write), Tuple.of(5, others))
                .list()
                .ofMaxSize(150);
    }

    @Property(tries = 300)
    void aPoolOfObjects(@ForAll("actions") List<Action> actions, @ForAll @IntRange(min = 0, max = 2) int bits) {
        run(new Objects(1 << bits), new ModelPool(1 << bits, false), actions);
    }

    @Property(tries = 300)
    void aPoolOfBuffers(@ForAll("actions") List<Action> actions, @ForAll @IntRange(min = 0, max = 2) int bits) {
        run(new Buffers(1 << bits), new ModelPool(1 << bits, true), actions);
    }

    /** The control: a model that trims once too often is not what a pool does. */
    @Example
    void theComparisonSeesADifference() {
        List<Action> actions =
                List.of(new Action(Kind.BORROW, 0), new Action(Kind.RELEASE, 0), new Action(Kind.TRIM, 0));
        ModelPool model = new ModelPool(1, true);
        run(new Buffers(1), model, actions);
        model.trim();
        Buffers buffers = new Buffers(1);
        run(buffers, new ModelPool(1, true), actions);
        assertThatThrownBy(() -> compare(buffers.stats(), model)).isInstanceOf(AssertionError.class);
    }

    private static <T> void run(Subject<T> pool, ModelPool model, List<Action> actions) {
        List<ModelPool.Item> lent = new ArrayList<>();
        List<ModelPool.Item> released = new ArrayList<>();
        IdentityHashMap<ModelPool.Item, T> real = new IdentityHashMap<>();
        IdentityHashMap<T, ModelPool.Item> modelled = new IdentityHashMap<>();
        for (Action action : actions) {
            ModelPool.Item chosen = lent.isEmpty() ? null : lent.get(action.number % lent.size());
            switch (action.kind) {
                case BORROW -> {
                    ModelPool.Lent expected = model.borrow(action.number);
                    T item = pool.borrow(action.number);
                    ModelPool.Item known = modelled.get(item);
                    assertThat(known == null).isEqualTo(expected.made());
                    if (known != null) {
                        assertThat(known).isSameAs(expected.item());
                    }
                    real.put(expected.item(), item);
                    modelled.put(item, expected.item());
                    released.remove(expected.item());
                    lent.add(expected.item());
                    assertThat(pool.capacity(item)).isEqualTo(expected.item().capacity);
                }
                case WRITE -> {
                    if (chosen != null) {
                        ModelPool.write(chosen, action.number);
                        pool.write(real.get(chosen), action.number);
                        assertThat(pool.capacity(real.get(chosen))).isEqualTo(chosen.capacity);
                    }
                }
                case RELEASE -> {
                    if (chosen != null) {
                        model.release(chosen);
                        pool.release(real.get(chosen));
                        lent.remove(chosen);
                        released.add(chosen);
                    }
                }
                case RELEASE_AGAIN -> {
                    if (!released.isEmpty()) {
                        ModelPool.Item stale = released.get(action.number % released.size());
                        if (stale.idle && model.placeOf(stale) >= 0) {
                            pool.releaseAgain(real.get(stale));
                        }
                    }
                }
                case FORGET -> lent.remove(chosen);
                case TRIM -> {
                    model.trim();
                    pool.trim();
                }
            }
            compare(pool.stats(), model);
        }
    }

    private static void compare(PoolStats stats, ModelPool model) {
        assertThat(stats.idleItems()).isEqualTo(model.idleItems());
        assertThat(stats.idleBytes()).isEqualTo(model.idleCapacity());
        assertThat(stats.misses()).isEqualTo(model.misses);
        assertThat(stats.drops(DropReason.FULL)).isEqualTo(model.full);
        assertThat(stats.drops(DropReason.OVERSIZE)).isEqualTo(model.oversize);
        assertThat(stats.drops(DropReason.UNDERUSED)).isEqualTo(model.underused);
        assertThat(stats.trims()).isEqualTo(model.trims);
    }

    private static final class Buffers implements Subject<AppendBuffer> {
        private final BufferPool pool;

        Buffers(int slots) {
            pool = BufferPool.builder()
                    .checked(false)
                    .slots(slots)
                    .initialBytes(ModelPool.INITIAL)
                    .alwaysRetainBytes(ModelPool.ALWAYS)
                    .maxRetainedBytes(ModelPool.MAX)
                    .build();
        }

        @Override
        public AppendBuffer borrow(int minCapacity) {
            AppendBuffer out = pool.borrow(minCapacity);
            assertThat(out.length()).isZero();
            return out;
        }

        @Override
        public void write(AppendBuffer item, int length) {
            item.clear().appendBytes(new byte[length], 0, length);
        }

        @Override
        public int capacity(AppendBuffer item) {
            return item.array().length;
        }

        @Override
        public void release(AppendBuffer item) {
            item.close();
        }

        @Override
        public void releaseAgain(AppendBuffer item) {
            assertThatIllegalStateException().isThrownBy(item::close);
        }

        @Override
        public void trim() {
            pool.trim();
        }

        @Override
        public PoolStats stats() {
            return pool.stats();
        }
    }

    private static final class Memory {
        int capacity;
        int used;
    }

    private static final class Objects implements Subject<Memory>, Pool.Policy<Memory> {
        private final Pool<Memory> pool;

        Objects(int slots) {
            pool = Pool.builder(this)
                    .checked(false)
                    .slots(slots)
                    .initialCapacity(ModelPool.INITIAL)
                    .alwaysRetainCapacity(ModelPool.ALWAYS)
                    .maxRetainedCapacity(ModelPool.MAX)
                    .build();
        }

        @Override
        public Memory create(int capacity) {
            Memory made = new Memory();
            made.capacity = capacity;
            return made;
        }

        @Override
        public void reset(Memory item) {
            item.used = 0;
        }

        @Override
        public int used(Memory item) {
            return item.used;
        }

        @Override
        public Memory borrow(int minCapacity) {
            Memory item = pool.borrow(minCapacity);
            assertThat(item.used).isZero();
            return item;
        }

        @Override
        public void write(Memory item, int length) {
            item.used = Math.max(item.used, length);
            if (length > item.capacity) {
                item.capacity = Math.max(2 * item.capacity, length);
            }
        }

        @Override
        public int capacity(Memory item) {
            return item.capacity;
        }

        @Override
        public void release(Memory item) {
            pool.release(item);
        }

        @Override
        public void releaseAgain(Memory item) {
            assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        }

        @Override
        public void trim() {
            pool.trim();
        }

        @Override
        public PoolStats stats() {
            return pool.stats();
        }
    }
}
