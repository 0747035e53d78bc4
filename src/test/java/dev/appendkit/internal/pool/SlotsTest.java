// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

    /** An item that knows its slot, as those of the pools do, and who says to have it. */
    private static final class Item {
        final AtomicReference<Object> owner = new AtomicReference<>();
        Slot<Item> slot;
    }

    private static Slots<Item> slots(int places) {
        return new Slots<>(places, System::nanoTime);
    }

    private static Item takeOrMake(Slots<Item> slots) {
        Item item = slots.take();
        if (item == null) {
            item = new Item();
            item.slot = slots.attach(item);
        }
        return item;
    }

    private static List<Item> idle(Slots<Item> slots) {
        List<Item> idle = new ArrayList<>();
        slots.forEachIdle(idle::add);
        return idle;
    }

    @Test
    void placesAreAPowerOfTwo() {
        assertThat(List.of(1, 2, 3, 16, 17, 256))
                .extracting(places -> slots(places).places())
                .containsExactly(1, 2, 4, 16, 32, 256);
        assertThat(Integer.bitCount(Slots.defaultPlaces())).isEqualTo(1);
        assertThat(Slots.defaultPlaces()).isBetween(16, Slots.MAX_PLACES);
    }

    @Test
    void anItemIsFoundAgainAfterItIsGiven() {
        Slots<Item> slots = slots(16);
        assertThat(slots.take()).isNull();
        Item item = takeOrMake(slots);
        assertThat(slots.take()).isNull();
        assertThat(idle(slots)).isEmpty();
        assertThat(item.slot.give(1)).isTrue();
        assertThat(idle(slots)).containsExactly(item);
        assertThat(slots.take()).isSameAs(item);
    }

    @Test
    void givingTwiceIsRefused() {
        Slots<Item> slots = slots(1);
        Item item = takeOrMake(slots);
        Item noPlace = takeOrMake(slots);
        item.slot.give(1);
        assertThat(noPlace.slot.give(1)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> item.slot.give(1));
        assertThatIllegalStateException().isThrownBy(() -> noPlace.slot.give(1));
        slots.trim();
        assertThatIllegalStateException().isThrownBy(() -> item.slot.give(1));
    }

    @Test
    void aThreadFindsAsManyItemsAsThereArePlaces() {
        for (int places = 1; places <= Slots.MAX_PLACES; places *= 2) {
            Slots<Item> slots = slots(places);
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < places + 2; i++) {
                items.add(takeOrMake(slots));
            }
            List<Item> placed = items.subList(0, places);
            assertThat(placed).allMatch(item -> item.slot.give(1));
            assertThat(items.subList(places, places + 2)).noneMatch(item -> item.slot.give(1));
            assertThat(idle(slots)).containsExactlyInAnyOrderElementsOf(placed);
            List<Item> taken = new ArrayList<>();
            for (int i = 0; i < places; i++) {
                taken.add(slots.take());
            }
            assertThat(taken).containsExactlyInAnyOrderElementsOf(placed);
            assertThat(slots.take()).isNull();
        }
    }

    @Test
    void whatComesBackWithoutAPlaceGetsThatOfALentItem() {
        Slots<Item> slots = slots(1);
        Item first = takeOrMake(slots);
        Item second = takeOrMake(slots);
        for (int round = 0; round < 100; round++) {
            assertThat(second.slot.give(1)).isTrue();
            assertThat(slots.take()).isSameAs(second);
            assertThat(first.slot.give(1)).isTrue();
            assertThat(slots.take()).isSameAs(first);
        }
        assertThat(second.slot.give(1)).isTrue();
        assertThat(first.slot.give(1)).as("the one place has an idle item").isFalse();
        assertThat(idle(slots)).containsExactly(second);
    }

    @Test
    void lostItemsBlockNothing() {
        for (int places = 1; places <= Slots.MAX_PLACES; places *= 4) {
            Slots<Item> slots = slots(places);
            for (int lost = 0; lost < places; lost++) {
                takeOrMake(slots);
            }
            List<Item> later = new ArrayList<>();
            for (int i = 0; i < places; i++) {
                later.add(takeOrMake(slots));
            }
            assertThat(later).allMatch(item -> item.slot.give(1));
            assertThat(idle(slots)).containsExactlyInAnyOrderElementsOf(later);
        }
    }

    @Test
    void whoLosesItsPlaceIsToldOf() {
        List<Item> displaced = new ArrayList<>();
        List<Item> dropped = new ArrayList<>();
        Slots<Item> slots = new Slots<>(1, System::nanoTime, new SlotListener<>() {
            @Override
            public void displaced(Item item) {
                displaced.add(item);
            }

            @Override
            public void dropped(Item item) {
                dropped.add(item);
            }
        });
        Item first = takeOrMake(slots);
        Item second = takeOrMake(slots);
        second.slot.give(1);
        assertThat(displaced).containsExactly(first);
        slots.trim();
        slots.trim();
        assertThat(dropped).containsExactly(second);
    }

    @Test
    void twoTrimsMoreThanAPeriodApartLetGoOfALostItem() {
        AtomicLong nanos = new AtomicLong();
        List<Item> displaced = new ArrayList<>();
        Slots<Item> slots = new Slots<>(1, nanos::get, new SlotListener<>() {
            @Override
            public void displaced(Item item) {
                displaced.add(item);
            }
        });
        Item lost = takeOrMake(slots);
        nanos.addAndGet(PERIOD + 1);
        slots.trim();
        nanos.addAndGet(PERIOD);
        slots.trim();
        slots.trim();
        assertThat(displaced).isEmpty();
        nanos.addAndGet(1);
        slots.trim();
        assertThat(displaced).containsExactly(lost);
        assertThat(lost.slot.give(1)).as("after all").isTrue();
        assertThat(slots.take()).isSameAs(lost);
    }

    @Test
    void anItemThatComesBackInTimeKeepsItsPlace() {
        AtomicLong nanos = new AtomicLong();
        Slots<Item> slots = new Slots<>(1, nanos::get, new SlotListener<>() {
            @Override
            public void displaced(Item item) {
                throw new AssertionError("let go");
            }
        });
        Item item = takeOrMake(slots);
        for (int round = 0; round < 5; round++) {
            nanos.addAndGet(PERIOD + 1);
            slots.trim();
            assertThat(item.slot.give(1)).isTrue();
            assertThat(slots.take()).isSameAs(item);
        }
    }

    @Test
    void manyTrimsInARowLetGoOfALostItem() {
        List<Item> displaced = new ArrayList<>();
        Slots<Item> slots = new Slots<>(1, System::nanoTime, new SlotListener<>() {
            @Override
            public void displaced(Item item) {
                displaced.add(item);
            }
        });
        Item lost = takeOrMake(slots);
        for (int trim = 1; trim < SlotState.AGE_OF_THE_LOST; trim++) {
            assertThat(slots.trim()).isZero();
            assertThat(displaced).isEmpty();
        }
        slots.trim();
        assertThat(displaced).containsExactly(lost);
    }

    /** Items of threads that are gone, at homes that nobody has. */
    @Test
    void aThreadFindsWhatOthersLeftAtTheirHomes() throws Exception {
        Slots<Item> slots = slots(64);
        List<Item> left = new ArrayList<>();
        for (long thread = 1; thread <= 500; thread++) {
            left.add(inThread(new FutureTask<>(() -> takeOrMake(slots)), thread));
        }
        left.forEach(item -> item.slot.give(1));
        assertThat(idle(slots)).hasSize(64);
        Set<Item> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int borrow = 0; borrow < 64; borrow++) {
            found.add(takeOrMake(slots));
        }
        assertThat(left).containsAll(found);
        assertThat(found).hasSize(64);
    }

    @Test
    void theSecondTrimDropsWhatNobodyTook() {
        Slots<Item> slots = slots(16);
        Item item = takeOrMake(slots);
        item.slot.give(1);
        assertThat(slots.trim()).isZero();
        assertThat(idle(slots)).containsExactly(item);
        assertThat(slots.take()).isSameAs(item);
        item.slot.give(1);
        assertThat(slots.trim()).isZero();
        assertThat(slots.trim()).isEqualTo(1);
        assertThat(idle(slots)).isEmpty();
        assertThat(slots.take()).isNull();
    }

    @Test
    void aDroppedItemIsNotFound() {
        Slots<Item> slots = slots(16);
        Item item = takeOrMake(slots);
        slots.drop(item.slot);
        assertThat(slots.take()).isNull();
        assertThatIllegalStateException().isThrownBy(() -> slots.drop(item.slot));
    }

    @Test
    void aRenewedItemTakesThePlaceOfTheOldOne() {
        Slots<Item> slots = slots(16);
        Item old = takeOrMake(slots);
        Item fresh = new Item();
        fresh.slot = slots.renew(old.slot, fresh);
        assertThat(slots.take()).isNull();
        assertThat(fresh.slot.give(1)).isTrue();
        assertThat(slots.take()).isSameAs(fresh);
    }

    @Test
    void successiveThreadsStartAtDifferentPlaces() throws Exception {
        Slots<Item> slots = slots(256);
        Set<Integer> homes = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            homes.add(inThread(new FutureTask<>(() -> takeOrMake(slots).slot.place), null));
        }
        assertThat(homes).hasSizeGreaterThan(60);
    }

    @Test
    void threadsThatOftenMeetGetDifferentHomes() throws Exception {
        Slots<Item> slots = slots(16);
        Item held = inThread(new FutureTask<>(() -> takeOrMake(slots)), 1L);
        int home = held.slot.place;
        long other = 2;
        while (placeOf(slots(16), other) != home) {
            other++;
        }
        use(slots, other, SlotState.ENCOUNTERS_UNTIL_CROWDED - 1);
        held.slot.give(1);
        assertThat(placeOf(slots, other)).as("not yet").isEqualTo(home);
        inThread(new FutureTask<>(slots::take), 1L);
        use(slots, other, 1);
        held.slot.give(1);
        // Each now has an empty home, uses what the other left, and gets an item of its own.
        for (int i = 0; i < 2 * SlotState.ENCOUNTERS_UNTIL_CROWDED; i++) {
            placeOf(slots, other);
            placeOf(slots, 1);
        }
        assertThat(placeOf(slots, other)).isNotEqualTo(placeOf(slots, 1));
    }

    @Test
    void whoOftenUsesWhatLiesBesideItsEmptyHomeGetsAnItemOfItsOwn() throws Exception {
        Slots<Item> slots = slots(16);
        int place = placeOf(slots, 1);
        long other = 2;
        while (placeOf(slots(16), other) != place - 1) {
            other++;
        }
        for (int i = 1; i < SlotState.ENCOUNTERS_UNTIL_CROWDED; i++) {
            assertThat(placeOf(slots, other)).isEqualTo(place);
            assertThat(placeOf(slots, 1)).isEqualTo(place);
        }
        assertThat(placeOf(slots, other)).isEqualTo(place - 1);
        assertThat(placeOf(slots, 1)).isEqualTo(place);
    }

    @Test
    void aThreadAloneUsesWhatLiesBesideItsEmptyHomeForEver() throws Exception {
        Slots<Item> slots = slots(16);
        Item outer = inThread(new FutureTask<>(() -> takeOrMake(slots)), 1L);
        int inner = placeOf(slots, 1);
        slots.drop(outer.slot);
        for (int i = 0; i < 2 * SlotState.ENCOUNTERS_UNTIL_CROWDED; i++) {
            assertThat(placeOf(slots, 1)).isEqualTo(inner);
        }
    }

    @Test
    void aBorrowInsideABorrowMovesNobody() throws Exception {
        Slots<Item> slots = slots(16);
        Item held = inThread(new FutureTask<>(() -> takeOrMake(slots)), 1L);
        use(slots, 1, 2 * SlotState.ENCOUNTERS_UNTIL_CROWDED);
        held.slot.give(1);
        assertThat(placeOf(slots, 1)).isEqualTo(held.slot.place);
    }

    private static void use(Slots<Item> slots, long thread, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            placeOf(slots, thread);
        }
    }

    private static int placeOf(Slots<Item> slots, long thread) throws Exception {
        return inThread(
                new FutureTask<>(() -> {
                    Item item = takeOrMake(slots);
                    item.slot.give(1);
                    return item.slot.place;
                }),
                thread);
    }

    @Test
    void everyThreadIdIsAValidOne() throws Exception {
        Slots<Item> slots = slots(16);
        for (long id : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 56}) {
            boolean kept = inThread(
                    new FutureTask<>(() -> {
                        Item item = takeOrMake(slots);
                        return item.slot.give(1) && slots.take() == item;
                    }),
                    id);
            assertThat(kept).isTrue();
        }
    }

    private static <V> V inThread(FutureTask<V> task, Long id) throws Exception {
        Thread thread = id == null ? new Thread(task) : new OddThread(task, id);
        thread.start();
        V result = task.get();
        thread.join();
        return result;
    }

    private static final class OddThread extends Thread {
        private final long id;

        OddThread(Runnable task, long id) {
            super(task);
            this.id = id;
        }

        // A library cannot choose the threads that call it.
        @Override
        @SuppressWarnings("deprecation")
        public long getId() {
            return id;
        }
    }

    @Test
    void theOwnershipCheckSeesAnItemWithTwoOwners() {
        Item item = new Item();
        assertThat(claim(item, "one")).isTrue();
        assertThat(claim(item, "two")).isFalse();
    }

    /** Late returns, losses, drops, trims and replacements, all at the same time on few places. */
    @Test
    void noItemHasTwoOwners() throws Exception {
        Slots<Item> slots = slots(4);
        List<Callable<Integer>> users = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
            long seed = user;
            users.add(() -> use(slots, new Random(seed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            int taken = 0;
            for (Future<Integer> user : threads.invokeAll(users)) {
                taken += user.get();
            }
            assertThat(taken).isGreaterThan(1_000);
        } finally {
            threads.shutdown();
        }
        List<Item> idle = idle(slots);
        Set<Item> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(idle);
        assertThat(idle).hasSizeLessThanOrEqualTo(4).hasSameSizeAs(distinct);
    }

    /** Answers how many items it got from the slots. */
    private static int use(Slots<Item> slots, Random random) {
        Object self = new Object();
        ArrayDeque<Item> held = new ArrayDeque<>();
        int taken = 0;
        for (int step = 0; step < 50_000; step++) {
            Item found = slots.take();
            if (found == null) {
                found = new Item();
                found.slot = slots.attach(found);
            } else {
                taken++;
            }
            assertThat(claim(found, self)).isTrue();
            held.add(found);
            // Between one and forty at a time: some come back when their place has long been given up.
            int keep = random.nextInt(100) == 0 ? 40 : 1;
            while (held.size() > keep) {
                Item back = held.remove();
                assertThat(back.owner.compareAndSet(self, null)).isTrue();
                int fate = random.nextInt(50);
                if (fate == 0) {
                    slots.drop(back.slot);
                } else if (fate > 1) {
                    back.slot.give(1);
                }
            }
            if (random.nextInt(500) == 0) {
                slots.trim();
            }
        }
        return taken;
    }

    private static boolean claim(Item item, Object owner) {
        return item.owner.compareAndSet(null, owner);
    }
}
