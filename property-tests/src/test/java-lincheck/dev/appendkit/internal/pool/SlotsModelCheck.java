// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * The slots under a model checker, which switches between the threads wherever they touch what they share. One place,
 * because there everybody meets, and because then the threads' ids, which the checker does not replay, do not matter.
 */
class SlotsModelCheck {
    private static final int INTERLEAVINGS = 2_000;

    /**
     * An item that tells when two have it. Who lets go of it for good has it for ever, as one who destroys it would.
     */
    private static final class Item {
        private final AtomicReference<Thread> owner = new AtomicReference<>();
        private Slot<Item> slot;

        void claim() {
            if (!owner.compareAndSet(null, Thread.currentThread())) {
                throw new IllegalStateException("two have one item");
            }
        }

        void leave() {
            if (!owner.compareAndSet(Thread.currentThread(), null)) {
                throw new IllegalStateException("somebody else has the item");
            }
        }
    }

    private static Slots<Item> onePlace() {
        return new Slots<>(1, () -> 0L, new SlotListener<>() {
            @Override
            public void dropped(Item item) {
                item.claim();
            }
        });
    }

    private static Item takeOrMake(Slots<Item> slots) {
        Item item = slots.take();
        if (item == null) {
            item = new Item();
            item.slot = slots.attach(item);
        }
        item.claim();
        return item;
    }

    private static void give(Item item) {
        item.leave();
        giveBack(item);
    }

    private static void giveBack(Item left) {
        if (!left.slot.give(1)) {
            left.claim();
        }
    }

    private static void use(Slots<Item> slots) {
        give(takeOrMake(slots));
    }

    private static void drop(Slots<Item> slots) {
        Item item = takeOrMake(slots);
        item.leave();
        slots.drop(item.slot);
        item.claim();
    }

    private static void trim(Slots<Item> slots) {
        slots.trim();
    }

    private static void trimTwice(Slots<Item> slots) {
        trim(slots);
        trim(slots);
    }

    /** What is idle when all are done: one item at most, which nobody has, and which is lent once. */
    private static void checkAfterwards(Slots<Item> slots) {
        List<Item> idle = new ArrayList<>();
        slots.forEachIdle(idle::add);
        if (idle.size() > 1
                || slots.idle().count() != idle.size()
                || slots.idle().held() != idle.size()) {
            throw new IllegalStateException("more is idle than there are places");
        }
        Item first = takeOrMake(slots);
        Item second = takeOrMake(slots);
        if (first == second) {
            throw new IllegalStateException("lent twice");
        }
    }

    private static void inAllOrders(Runnable... users) {
        Thread[] threads = new Thread[users.length];
        for (int i = 0; i < users.length; i++) {
            threads[i] = new Thread(users[i]);
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (Thread thread : threads) {
            thread.setUncaughtExceptionHandler((failed, e) -> failure.set(e));
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    private static Slots<Item> withAnIdleItem() {
        Slots<Item> slots = onePlace();
        give(takeOrMake(slots));
        return slots;
    }

    /** An item that is lent, without its owner's name. */
    private static Item lentOf(Slots<Item> slots) {
        Item lent = takeOrMake(slots);
        lent.leave();
        return lent;
    }

    /** An item that is lent and has no place. */
    private static Item withoutPlace(Slots<Item> slots) {
        Item item = new Item();
        item.slot = slots.attach(item);
        return item;
    }

    /** Finds a take that looks first and then stores. */
    @Test
    void borrowersMeetAtOneItem() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = withAnIdleItem();
            inAllOrders(() -> use(slots), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    @Test
    void borrowersMeetAtAnEmptyPlace() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            inAllOrders(() -> use(slots), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    /** Finds a trim that looks whether an item is marked and then stores. */
    @Test
    void aTrimMeetsABorrower() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = withAnIdleItem();
            inAllOrders(() -> trimTwice(slots), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    /** Finds a dropped item that is left idle for who looked at its place before. */
    @Test
    void aDropMeetsABorrower() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = withAnIdleItem();
            inAllOrders(() -> drop(slots), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    /** Finds a displaced item that is left idle for who looked at its place before, and is lent from a second place. */
    @Test
    void aLentItemReturnsWhileAnotherOneTakesItsPlace() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            Item placed = lentOf(slots);
            Item other = withoutPlace(slots);
            inAllOrders(() -> giveBack(placed), () -> giveBack(other), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    @Test
    void itemsWithoutAPlaceReturnAtTheSameTime() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            lentOf(slots);
            Item one = withoutPlace(slots);
            Item other = withoutPlace(slots);
            inAllOrders(() -> giveBack(one), () -> giveBack(other), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    /** A borrower that looked at the place long ago takes what has lost it and come back. */
    @Test
    void aDisplacedItemReturnsToWhoLookedBefore() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            Item placed = lentOf(slots);
            Slot<Item> seen = placed.slot;
            Item other = withoutPlace(slots);
            inAllOrders(
                    () -> {
                        if (seen.tryTake(0, false)) {
                            placed.claim();
                            give(placed);
                        }
                    },
                    () -> {
                        giveBack(other);
                        giveBack(placed);
                    });
            checkAfterwards(slots);
        });
    }

    /** Finds a trim that destroys what it lets go of: it may come back at that moment. */
    @Test
    void aLostItemReturnsWhileATrimLetsGoOfIt() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            Item lost = lentOf(slots);
            for (int trim = 1; trim < SlotState.AGE_OF_THE_LOST; trim++) {
                slots.trim();
            }
            inAllOrders(() -> giveBack(lost), () -> trim(slots), () -> use(slots));
            checkAfterwards(slots);
        });
    }

    @Test
    void aDropMeetsAnItemThatWantsThePlace() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Slots<Item> slots = onePlace();
            Item placed = lentOf(slots);
            Item other = withoutPlace(slots);
            inAllOrders(
                    () -> {
                        slots.drop(placed.slot);
                        placed.claim();
                    },
                    () -> giveBack(other),
                    () -> use(slots));
            checkAfterwards(slots);
        });
    }

    /** The control: slots that look first and take then lend an item twice, and the checker says so. */
    @Test
    void theCheckerSeesATakeThatIsNotAtomic() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
                    AtomicReferenceArray<Item> place = new AtomicReferenceArray<>(1);
                    place.set(0, new Item());
                    Runnable user = () -> {
                        Item item = place.get(0);
                        if (item != null) {
                            place.set(0, null);
                            item.claim();
                            item.leave();
                            place.set(0, item);
                        }
                    };
                    inAllOrders(user, user);
                }))
                .satisfies(e -> assertThat(e.toString()).contains("two have one item"));
    }
}
