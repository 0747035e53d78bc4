// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Sequences of actions on each structure and its model, in both modes, with a source that fails at every one of its
 * calls.
 */
@Tag("thorough")
class StructureModelProperties {
    private static final int TRIES = 8;
    private static final int ACTIONS = 150;

    @Property(tries = TRIES)
    void slab(@ForAll long seed, @ForAll boolean checked) {
        Model.run(SlabModel::new, seed, checked, ACTIONS);
    }

    @Property(tries = TRIES)
    void region(@ForAll long seed, @ForAll boolean checked) {
        Model.run(RegionModel::new, seed, checked, ACTIONS);
    }

    @Property(tries = TRIES)
    void recordVector(@ForAll long seed, @ForAll boolean checked, @ForAll("recordBytes") int recordBytes) {
        Model.run((source, mode) -> new VectorModel(source, mode, recordBytes), seed, checked, 40);
    }

    @Property(tries = TRIES)
    void longMap(@ForAll long seed, @ForAll boolean checked, @ForAll("valueBytes") int valueBytes) {
        Model.run((source, mode) -> new LongMapModel(source, mode, valueBytes), seed, checked, 40);
    }

    @Property(tries = TRIES)
    void bytesMap(@ForAll long seed, @ForAll boolean checked, @ForAll("valueBytes") int valueBytes) {
        Model.run((source, mode) -> new BytesMapModel(source, mode, valueBytes), seed, checked, 40);
    }

    @Property(tries = TRIES)
    void retryQueue(@ForAll long seed, @ForAll boolean checked, @ForAll("payloadBytes") int payloadBytes) {
        Model.run((source, mode) -> new RetryQueueModel(source, mode, payloadBytes), seed, checked, 60);
    }

    @Provide
    Arbitrary<Integer> payloadBytes() {
        return Arbitraries.of(8, 20, 24, 100, 116, 1_024);
    }

    @Provide
    Arbitrary<Integer> recordBytes() {
        return Arbitraries.of(1, 8, 24, 100, 1_000, 5_000);
    }

    @Provide
    Arbitrary<Integer> valueBytes() {
        return Arbitraries.of(0, 1, 5, 6, 7, 8, 9, 16, 100, 1_024);
    }

    /** The control: a model that has lost a byte is not what the structure holds. */
    @Example
    void theComparisonSeesADifference() {
        assertThatThrownBy(() -> Model.run(Forgetful::new, 1, true, ACTIONS)).isInstanceOf(AssertionError.class);
    }

    private static final class Forgetful extends Model {
        private final Slab slab = new Slab(16, SlabModel.SLAB_BYTES, 2, budget, true);

        Forgetful(TestSource source, boolean checked) {
            super(source, checked);
        }

        @Override
        void act() {
            slab.alloc(10);
        }

        @Override
        void check() {}

        @Override
        void close() {
            // Not closed: blocks stay out.
        }
    }
}
