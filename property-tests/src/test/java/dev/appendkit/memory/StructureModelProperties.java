// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Sequences of actions on each structure and its model, in both modes, with a source that fails at every one of its
 * calls.
 */
class StructureModelProperties {
    private static final int TRIES = 12;
    private static final int ACTIONS = 150;

    @Property(tries = TRIES)
    void slab(@ForAll long seed, @ForAll boolean checked) {
        Model.run(SlabModel::new, seed, checked, ACTIONS);
    }

    @Property(tries = TRIES)
    void region(@ForAll long seed, @ForAll boolean checked) {
        Model.run(RegionModel::new, seed, checked, ACTIONS);
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
