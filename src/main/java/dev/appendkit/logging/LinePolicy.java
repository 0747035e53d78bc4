// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.CheckedMode;
import dev.appendkit.pool.Pool;
import java.util.function.IntFunction;

/** How an encoder's pool makes lines, and measures them by all the memory that one keeps. */
final class LinePolicy<E> implements Pool.Policy<EventLine<E>> {
    private final IntFunction<EventLine<E>> maker;

    LinePolicy(IntFunction<EventLine<E>> maker) {
        this.maker = maker;
    }

    @Override
    public EventLine<E> create(int capacity) {
        return maker.apply(capacity);
    }

    @Override
    public void reset(EventLine<E> line) {
        line.clear();
    }

    @Override
    public int capacity(EventLine<E> line) {
        return line.keptBytes();
    }

    @Override
    public int used(EventLine<E> line) {
        return line.usedBytes();
    }

    @Override
    public void poison(EventLine<E> line) {
        CheckedMode.fillWithJunk(line.bytes);
    }
}
