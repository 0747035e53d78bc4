// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class SlabTest {
    private static Slab slab(MemoryBudget budget) {
        return new Slab(16, 1_024, 2, budget, false);
    }

    @Test
    void sizeClasses() {
        Slab slab = new Slab(10, 100, 1.5, MemoryBudget.unlimited(), false);
        assertThat(slab.stats().classes().stream().map(SlabStats.SizeClass::chunkBytes))
                .containsExactly(10, 15, 23, 35, 53, 80, 100);
        int[] sizes = {10, 15, 23, 35, 53, 80, 100};
        for (int length = 0; length <= 100; length++) {
            int least = 0;
            while (sizes[least] < length) {
                least++;
            }
            assertThat(slab.capacity(slab.alloc(length))).isEqualTo(sizes[least]);
        }
        assertThat(slab.alloc(101)).isEqualTo(Slab.NIL);
        assertThat(slab.stats().tooBig()).isEqualTo(1);
        slab.clear();
    }

    @Test
    void everyLengthHasItsClassWhateverTheFactor() {
        for (double factor : new double[] {1.01, 1.07, 1.25, 2, 3.7, 1e9}) {
            SizeClasses classes = new SizeClasses(3, 20_000, factor);
            for (int length = 0; length <= 20_000; length++) {
                int k = classes.of(length);
                assertThat(classes.bytes(k)).isGreaterThanOrEqualTo(length);
                assertThat(k == 0 || classes.bytes(k - 1) < length).isTrue();
            }
        }
    }

    @Test
    void configurationsThatAreRefused() {
        MemoryBudget budget = MemoryBudget.unlimited();
        assertThatIllegalArgumentException().isThrownBy(() -> new Slab(0, 100, 2, budget));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slab(101, 100, 2, budget));
        for (double factor : new double[] {1, 0.5, -2, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Slab(10, 100, factor, budget));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Slab(1 << 20, (1 << 30) + 1, 2, budget));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slab(1, (1 << 20) + 1, 2, budget));
        assertThatIllegalArgumentException().isThrownBy(() -> new Slab(1_000, 100_000, 1.000_01, budget));
        assertThat(new Slab(1, 1 << 20, 2, budget).alloc(0)).isNotEqualTo(Slab.NIL);
        assertThat(new Slab(7, 7, Double.POSITIVE_INFINITY, budget).alloc(7)).isNotEqualTo(Slab.NIL);
    }

    @Test
    void theChunkFreedLastIsGivenNext() {
        Slab slab = slab(MemoryBudget.unlimited());
        List<Long> handles = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            handles.add(slab.alloc(16));
        }
        long[] order = {150, 3, 77, 199, 4};
        for (long index : order) {
            slab.decRef(handles.get((int) index));
        }
        for (int i = order.length - 1; i >= 0; i--) {
            long again = slab.alloc(16);
            long before = handles.get((int) order[i]);
            // The same place in another generation.
            assertThat(again >>> 24).isEqualTo(before >>> 24);
            assertThat(again).isNotEqualTo(before);
        }
        slab.clear();
    }

    @Test
    void aSlabWithoutLiveChunksServesAnotherClass() {
        MemoryBudget budget = MemoryBudget.of(2 * 1_024 + 24 * (64 + 1));
        Slab slab = slab(budget);
        List<Long> small = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            small.add(slab.alloc(16));
        }
        long large = slab.alloc(1_024);
        assertThat(large).isNotEqualTo(Slab.NIL);
        assertThat(slab.alloc(500)).isEqualTo(Slab.NIL);
        assertThat(slab.stats().refusals()).isEqualTo(1);
        small.forEach(slab::decRef);
        long middle = slab.alloc(500);
        assertThat(middle).isNotEqualTo(Slab.NIL);
        assertThat(slab.stats().slabsReclassed()).isEqualTo(1);
        small.forEach(handle -> assertThat(slab.owns(handle)).isFalse());
        // And back, where the table has to grow: there is budget again.
        slab.decRef(middle);
        assertThat(slab.alloc(16)).isNotEqualTo(Slab.NIL);
        assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
        slab.clear();
        assertThat(budget.used()).isZero();
    }

    @Test
    void aMillionLinksNeedNoStack() {
        Slab slab = new Slab(8, 1 << 20, 2, MemoryBudget.unlimited(), false);
        long first = slab.alloc(8);
        long last = first;
        for (int i = 0; i < 1_000_000; i++) {
            long next = slab.alloc(8);
            slab.setNext(last, next);
            slab.decRef(next);
            last = next;
        }
        assertThat(slab.decRef(first)).isTrue();
        assertThat(slab.stats().frees()).isEqualTo(1_000_001);
        slab.close();
    }

    @Test
    void handlesThatAreRefused() {
        Slab slab = slab(MemoryBudget.unlimited());
        Slab other = slab(MemoryBudget.unlimited());
        long live = slab.alloc(16);
        long freed = slab.alloc(16);
        slab.decRef(freed);
        long foreign = other.alloc(1_024);
        SlabStats before = slab.stats();
        for (long handle : new long[] {Slab.NIL, freed, foreign, live + 1, live + (1L << 24), -1, Long.MIN_VALUE}) {
            assertThat(slab.owns(handle)).isFalse();
            for (LongConsumer call : List.<LongConsumer>of(
                    slab::addRef,
                    slab::decRef,
                    slab::refs,
                    slab::getNext,
                    slab::array,
                    slab::offset,
                    slab::length,
                    slab::capacity,
                    each -> slab.truncate(each, 0),
                    each -> slab.setNext(each, live))) {
                assertThatIllegalStateException().isThrownBy(() -> call.accept(handle));
            }
            if (handle != Slab.NIL) {
                assertThatIllegalStateException().isThrownBy(() -> slab.setNext(live, handle));
            }
        }
        assertThat(slab.stats()).isEqualTo(before);
        assertThat(slab.refs(live)).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> slab.decRef(freed))
                .withMessage("chunk 1 of slab 0 was freed");
        assertThatIllegalArgumentException().isThrownBy(() -> slab.setNext(live, live));
        assertThatIllegalArgumentException().isThrownBy(() -> slab.truncate(live, 17));
        assertThatIllegalArgumentException().isThrownBy(() -> slab.truncate(live, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> slab.alloc(-1));
    }

    @Test
    void closeReportsLeaks() {
        MemoryBudget budget = MemoryBudget.unlimited();
        Slab slab = slab(budget);
        long leaked = slab.alloc(20);
        assertThatIllegalStateException().isThrownBy(slab::close).withMessageContaining("1, of 32 bytes");
        assertThat(budget.used()).isZero();
        slab.close();
        assertThat(slab.owns(leaked)).isFalse();
        for (Runnable call : List.<Runnable>of(
                () -> slab.alloc(1),
                () -> slab.alloc(-1),
                () -> slab.alloc(10_000),
                () -> slab.decRef(leaked),
                slab::stats,
                slab::trim,
                slab::clear)) {
            assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("closed");
        }
    }

    @Test
    void inCheckedModeAFreedChunkWaits() {
        Slab slab = new Slab(16, 1_024, 2, MemoryBudget.unlimited(), true);
        long first = slab.alloc(16);
        byte[] array = slab.array(first);
        int offset = slab.offset(first);
        array[offset] = 7;
        slab.decRef(first);
        assertThat(array[offset]).isEqualTo((byte) 0xFF);
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            long handle = slab.alloc(16);
            places.add(handle >>> 24);
            slab.decRef(handle);
        }
        assertThat(places).hasSize(64).doesNotContain(first >>> 24);
        // The control: without the mode it is the very next.
        Slab unchecked = slab(MemoryBudget.unlimited());
        long before = unchecked.alloc(16);
        unchecked.decRef(before);
        assertThat(unchecked.alloc(16) >>> 24).isEqualTo(before >>> 24);
        // Unless nothing else is left.
        Slab tight = new Slab(1_024, 1_024, 2, MemoryBudget.of(1_024 + 24), true);
        tight.decRef(tight.alloc(1));
        assertThat(tight.alloc(1)).isNotEqualTo(Slab.NIL);
    }

    @Test
    void referencesEndAtTheGreatestInt() {
        Slab slab = slab(MemoryBudget.unlimited());
        long target = slab.alloc(1);
        long linked = slab.alloc(1);
        long other = slab.alloc(1);
        slab.setNext(linked, target);
        // The target is chunk 0 of its slab, with the caller's reference and the link's.
        slab.checkLive(target).addRefs(0, Integer.MAX_VALUE - 3);
        slab.addRef(target);
        SlabStats before = slab.stats();
        assertThat(slab.refs(target)).isEqualTo(Integer.MAX_VALUE);
        for (Runnable call : List.<Runnable>of(
                () -> slab.addRef(target), () -> slab.getNext(linked), () -> slab.setNext(other, target))) {
            assertThatIllegalStateException()
                    .isThrownBy(call::run)
                    .withMessage("chunk 0 of slab 0 has 2147483647 references already");
        }
        assertThat(slab.refs(target)).isEqualTo(Integer.MAX_VALUE);
        assertThat(slab.getNext(other)).isEqualTo(Slab.NIL);
        assertThat(slab.stats()).isEqualTo(before);
        assertThat(slab.decRef(target)).isFalse();
        assertThat(slab.refs(target)).isEqualTo(Integer.MAX_VALUE - 1);
        slab.clear();
    }
}
