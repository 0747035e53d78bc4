// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/**
 * What a pool with four places or fewer must do for one thread, as plainly as it can be said: that thread looks at all
 * places, in an order that is its own.
 */
final class ModelPool {
    static final int INITIAL = 16;
    static final int ALWAYS = 64;
    static final int MAX = 1_024;
    /** So many trims that find an item lent let go of it. */
    private static final int PATIENCE = 16;

    /** A lent or idle item, and what the pool knows of it. */
    static final class Item {
        int capacity;
        int used;
        boolean idle;
        private boolean victim;
        private int age;
        private int strikes;
        private int usedSinceStrike;
    }

    /** What a borrow must give: an item, and whether it was made now. */
    record Lent(Item item, boolean made) {}

    private final Item[] places;
    /** Whether an idle item that is too small gets larger memory; otherwise another item takes its place. */
    private final boolean grows;

    private int learned = INITIAL;
    long misses;
    long full;
    long oversize;
    long underused;
    long trims;

    ModelPool(int places, boolean grows) {
        this.places = new Item[places];
        this.grows = grows;
    }

    Lent borrow(int minCapacity) {
        Item idle = minCapacity > MAX ? null : firstIdle();
        if (idle == null) {
            misses++;
            Item made = make(minCapacity);
            if (made.capacity <= MAX) {
                attach(made);
            }
            return new Lent(made, true);
        }
        idle.idle = false;
        idle.victim = false;
        idle.age = 0;
        idle.used = 0;
        if (idle.capacity >= minCapacity) {
            return new Lent(idle, false);
        }
        misses++;
        if (grows) {
            idle.capacity = Math.max(learned, minCapacity);
            return new Lent(idle, false);
        }
        Item larger = make(minCapacity);
        places[placeOf(idle)] = larger;
        return new Lent(larger, true);
    }

    private Item make(int minCapacity) {
        Item made = new Item();
        made.capacity = Math.max(learned, minCapacity);
        return made;
    }

    private Item firstIdle() {
        for (Item item : places) {
            if (item != null && item.idle) {
                return item;
            }
        }
        return null;
    }

    private void attach(Item made) {
        for (int place = 0; place < places.length; place++) {
            if (places[place] == null) {
                places[place] = made;
                return;
            }
        }
    }

    /** An item that comes back without a place gets the first of those that lent items have. */
    private int settle(Item item) {
        int settled = -1;
        for (int place = 0; place < places.length && settled < 0; place++) {
            settled = places[place] == null || places[place].idle ? -1 : place;
        }
        for (int place = 0; place < places.length && settled < 0; place++) {
            settled = places[place] == null ? place : -1;
        }
        if (settled >= 0) {
            places[settled] = item;
        }
        return settled;
    }

    int placeOf(Item item) {
        for (int place = 0; place < places.length; place++) {
            if (places[place] == item) {
                return place;
            }
        }
        return -1;
    }

    static void write(Item item, int length) {
        item.used = Math.max(item.used, length);
        if (length > item.capacity) {
            item.capacity = Math.max(2 * item.capacity, length);
        }
    }

    /** Whether the item is kept. */
    boolean release(Item item) {
        int place = placeOf(item);
        if (item.capacity > MAX) {
            oversize++;
        } else if (isUnderused(item)) {
            underused++;
            learned = INITIAL;
            while (learned < item.usedSinceStrike) {
                learned *= 2;
            }
        } else if (place < 0 && settle(item) < 0) {
            full++;
        } else {
            item.idle = true;
            return true;
        }
        if (place >= 0) {
            places[place] = null;
        }
        return false;
    }

    private boolean isUnderused(Item item) {
        if (!grows && placeOf(item) < 0) {
            // The pool does not know what was before the item lost its place.
            item.strikes = 0;
            item.usedSinceStrike = 0;
        }
        if (item.capacity <= ALWAYS || item.used >= item.capacity / 4) {
            item.strikes = 0;
            item.usedSinceStrike = 0;
            return false;
        }
        item.usedSinceStrike = Math.max(item.usedSinceStrike, item.used);
        item.strikes++;
        return item.strikes == 5;
    }

    void trim() {
        trims++;
        for (int place = 0; place < places.length; place++) {
            Item item = places[place];
            if (item == null) {
                continue;
            }
            if (item.idle ? item.victim : ++item.age >= PATIENCE) {
                places[place] = null;
            }
            item.victim = item.idle;
        }
    }

    int idleItems() {
        int count = 0;
        for (Item item : places) {
            count += item != null && item.idle ? 1 : 0;
        }
        return count;
    }

    long idleCapacity() {
        long sum = 0;
        for (Item item : places) {
            sum += item != null && item.idle ? item.capacity : 0;
        }
        return sum;
    }
}
