// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The key of a small object that a package keeps with each cursor, so that it need not create one per call. A package
 * creates its key once, in a static field. Two guests are independent of each other.
 *
 * @param <G> the object's class
 */
public final class Guest<G> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int index = COUNT.getAndIncrement();
    private final Supplier<G> maker;

    /**
     * Creates a new key.
     *
     * @param maker creates the object for a cursor that has none yet
     */
    public Guest(Supplier<G> maker) {
        this.maker = maker;
    }

    /** The index at which a cursor keeps the object. */
    public int index() {
        return index;
    }

    /** Creates a new object. */
    public G make() {
        return maker.get();
    }
}
