// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * An item and who has it. The two stay together for life: a borrow and a release change one int and store no reference,
 * so they dirty no card of the garbage collector's table, whose cache lines threads would share.
 *
 * @param <T> the item
 */
public final class Slot<T> extends SlotState {
    final T item;
    /** Where this slot was put; written before anybody else can see it. */
    int place;

    // The padding behind the state: the JVM puts longs first, item and place before or after them are only read.
    long after01, after02, after03, after04, after05, after06, after07, after08;
    long after09, after10, after11, after12, after13, after14, after15;

    Slot(T item, int place) {
        this.item = item;
        this.place = place;
    }
}
