// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The key of a small object that a package keeps with each cursor, so that it need not create one per call. A package
 * creates its key once, in a static field. Two guests know nothing of each other.
 *
 * @param <G> the object's class
 */
public final class Guest<G> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int index = COUNT.getAndIncrement();
    private final Supplier<G> maker;

    /**
     * A new name.
     *
     * @param maker makes the object of a cursor that has none yet
     */
    public Guest(Supplier<G> maker) {
        this.maker = maker;
    }

    /** Where a cursor keeps the object. */
    public int index() {
        return index;
    }

    /** A new object. */
    public G make() {
        return maker.get();
    }
}
