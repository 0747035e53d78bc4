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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final int PROBES = 4;

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
    void whatHasNoPlaceIsNotKept() {
        Slots<Item> slots = slots(16);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < PROBES + 2; i++) {
            items.add(takeOrMake(slots));
        }
        assertThat(items).extracting(item -> item.slot.give(1)).containsExactly(true, true, true, true, false, false);
        assertThat(idle(slots)).containsExactlyInAnyOrderElementsOf(items.subList(0, PROBES));
    }

    @Test
    void aLostItemLosesItsPlaceAfterSoManyMissesAndIsNotKeptWhenItComesBackAfterAll() {
        Slots<Item> slots = slots(1);
        Item lost = takeOrMake(slots);
        for (int miss = 0; miss < SlotState.MISSES_UNTIL_REPLACED; miss++) {
            assertThat(takeOrMake(slots).slot.give(1)).isFalse();
        }
        Item last = takeOrMake(slots);
        assertThat(last.slot.give(1)).isTrue();
        assertThat(lost.slot.give(1)).isFalse();
        assertThat(idle(slots)).containsExactly(last);
        assertThat(takeOrMake(slots)).isSameAs(last);
    }

    @Test
    void anItemThatComesBackInTimeKeepsItsPlace() {
        Slots<Item> slots = slots(1);
        Item item = takeOrMake(slots);
        for (int round = 0; round < 3; round++) {
            for (int miss = 0; miss < SlotState.MISSES_UNTIL_REPLACED; miss++) {
                assertThat(takeOrMake(slots).slot.give(1)).isFalse();
            }
            assertThat(item.slot.give(1)).isTrue();
            assertThat(slots.take()).isSameAs(item);
        }
    }

    @Test
    void trimsGiveUpALostItem() {
        Slots<Item> slots = slots(1);
        Item lost = takeOrMake(slots);
        for (int trim = 0; trim <= SlotState.MISSES_UNTIL_REPLACED; trim++) {
            assertThat(slots.trim()).isZero();
        }
        Item next = takeOrMake(slots);
        assertThat(next.slot.give(1)).isTrue();
        assertThat(lost.slot.give(1)).isFalse();
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
