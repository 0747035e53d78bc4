// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.pool.Pool;
import java.util.BitSet;

/** A pool of a type of your own: the policy tells what an item holds, and the pool keeps no more than its bound. */
public final class OwnPool {
    private static final Pool<BitSet> SETS =
            Pool.builder(new BitSets()).name("primes").build();

    /** A set keeps its words when it is cleared, so that the next one who borrows it need not grow it again. */
    private static final class BitSets implements Pool.Policy<BitSet> {
        @Override
        public BitSet create(int capacity) {
            return new BitSet(capacity * Byte.SIZE);
        }

        @Override
        public void reset(BitSet set) {
            set.clear();
        }

        @Override
        public int capacity(BitSet set) {
            return set.size() / Byte.SIZE;
        }

        @Override
        public int used(BitSet set) {
            return set.length() / Byte.SIZE;
        }
    }

    private OwnPool() {}

    static int primesBelow(int limit) {
        BitSet composite = SETS.borrow();
        try {
            composite.set(0, 2);
            for (int i = 2; i < limit; i = composite.nextClearBit(i + 1)) {
                for (int multiple = 2 * i; multiple < limit; multiple += i) {
                    composite.set(multiple);
                }
            }
            return limit - composite.cardinality();
        } finally {
            SETS.release(composite);
        }
    }

    public static void main(String[] args) {
        System.out.println(primesBelow(100) + " primes below 100");
        System.out.println(primesBelow(100_000) + " primes below 100,000");
    }
}
// 25 primes below 100
// 9592 primes below 100,000
