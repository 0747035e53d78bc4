// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source that keeps account of its blocks, and fails at a given call. */
final class FakeSource implements BlockSource {
    enum Failure {
        REFUSE,
        THROW,
        WRONG_LENGTH
    }

    final Set<byte[]> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int failing;
    private final Failure failure;
    int calls;
    long bytes;

    FakeSource() {
        this(0, Failure.REFUSE);
    }

    /** Fails at the call of that number, from 1 on. */
    FakeSource(int failing, Failure failure) {
        this.failing = failing;
        this.failure = failure;
    }

    @Override
    public byte @Nullable [] allocate(int length) {
        calls++;
        if (calls == failing) {
            switch (failure) {
                case REFUSE -> {
                    return null;
                }
                case THROW -> throw new OutOfMemoryError("as asked");
                case WRONG_LENGTH -> {
                    return new byte[length + 1];
                }
            }
        }
        byte[] block = new byte[length];
        out.add(block);
        bytes += length;
        return block;
    }

    @Override
    public void free(byte[] block) {
        if (!out.remove(block)) {
            throw new AssertionError("a block was freed that is not out");
        }
        bytes -= block.length;
    }
}
