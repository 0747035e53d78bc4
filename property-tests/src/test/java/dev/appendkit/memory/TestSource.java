// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Delivers new arrays, keeps account of them, and fails once, at its n-th call, in one of three ways. */
final class TestSource implements BlockSource {
    enum Failure {
        REFUSES,
        WRONG_LENGTH,
        THROWS
    }

    static final class Thrown extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Set<byte[]> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int failing;
    private final Failure failure;
    private boolean failed;
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
        if (calls == failing) {
            failed = true;
            if (failure == Failure.THROWS) {
                throw new Thrown();
            }
            return failure == Failure.REFUSES ? null : new byte[length - 1];
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
