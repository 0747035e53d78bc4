// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Delivers new arrays, keeps account of them, and fails at its n-th call, in one of four ways. */
final class TestSource implements BlockSource {
    enum Failure {
        REFUSES,
        WRONG_LENGTH,
        THROWS,
        /** From the n-th call on. */
        IS_EXHAUSTED
    }

    static final class Thrown extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Set<byte[]> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int failing;
    private final Failure failure;
    private boolean failed;
    /** The limit of the budget. */
    long limit = Long.MAX_VALUE;

    int calls;
    long bytes;
    int largest;
    int smallest = Integer.MAX_VALUE;

    TestSource() {
        this(0, Failure.REFUSES);
    }

    TestSource(int failing, Failure failure) {
        this.failing = failing;
        this.failure = failure;
    }

    @Override
    public byte[] allocate(int length) {
        calls++;
        largest = Math.max(largest, length);
        smallest = Math.min(smallest, length);
        if (calls == failing || failure == Failure.IS_EXHAUSTED && calls > failing) {
            failed = true;
            if (failure == Failure.THROWS) {
                throw new Thrown();
            }
            return failure == Failure.WRONG_LENGTH ? new byte[length - 1] : null;
        }
        byte[] block = new byte[length];
        out.add(block);
        bytes += length;
        return block;
    }

    @Override
    public void free(byte[] block) {
        if (!out.remove(block)) {
            throw new AssertionError("freed twice, or never delivered");
        }
        bytes -= block.length;
    }

    int blocks() {
        return out.size();
    }

    /** Whether the failure has happened since the last call of this method. */
    boolean takeFailed() {
        boolean happened = failed;
        failed = false;
        return happened;
    }
}
