// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.pool.Texts.Method;
import dev.appendkit.pool.Texts.PolicyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Pool} without the checked mode. */
class ObjectPoolTest {
    private static final int INITIAL = 16;
    private static final int ALWAYS = 64;
    private static final int MAX = 1_024;

    private final Texts policy = new Texts();
    private final AtomicLong nanos = new AtomicLong();
    private final Pool<StringBuilder> pool = newPool(4);

    private Pool<StringBuilder> newPool(int slots) {
        return Pool.builder(policy)
                .checked(false)
                .slots(slots)
                .initialCapacity(INITIAL)
                .alwaysRetainCapacity(ALWAYS)
                .maxRetainedCapacity(MAX)
                .nanoClock(nanos::get)
                .build();
    }

    @Test
    void aReleasedItemComesBackReset() {
        StringBuilder first = pool.borrow();
        assertThat(first.capacity()).isEqualTo(INITIAL);
        first.append("mine");
        assertThat(pool.release(first)).isTrue();
        assertThat(first).isEmpty();
        first.append("written after the release");
        StringBuilder second = pool.borrow();
        assertThat(second).isSameAs(first).isEmpty();
        assertThat(policy.made).isEqualTo(1);
        assertThat(pool.stats().misses()).isEqualTo(1);
    }

    @Test
    void aBorrowInsideABorrowGivesAnotherItem() {
        StringBuilder outer = pool.borrow();
        StringBuilder inner = pool.borrow();
        assertThat(inner).isNotSameAs(outer);
        assertThat(pool.release(inner)).isTrue();
        assertThat(pool.release(outer)).isTrue();
        assertThat(pool.stats().idleItems()).isEqualTo(2);
        assertThat(pool.stats().idleBytes()).isEqualTo(2 * INITIAL);
    }

    @Test
    void anyThreadMayReleaseAndTheItemIsFoundWhereverItsSlotIs() throws Exception {
        Pool<StringBuilder> large = newPool(256);
        for (int round = 0; round < 20; round++) {
            StringBuilder lent = large.borrow();
            assertThat(onAnotherThread(() -> large.release(lent))).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> large.release(lent));
            assertThat(large.borrow()).isSameAs(lent);
            assertThat(large.release(lent)).isTrue();
        }
        assertThat(large.stats().misses()).isEqualTo(1);
    }

    @Test
    void aSecondReleaseIsRefusedWhileNobodyHasTheItem() {
        StringBuilder item = pool.borrow();
        pool.release(item);
        assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        pool.trim();
        assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        assertThat(pool.stats().idleItems()).isEqualTo(1);
        assertThat(pool.borrow()).isSameAs(item);
        assertThat(pool.borrow()).isNotSameAs(item);
    }

    @Test
    void whatThePoolDoesNotKnowIsNotKept() {
        assertThat(pool.release(new StringBuilder())).isFalse();
        assertThat(pool.stats().idleItems()).isZero();
        assertThatNullPointerException().isThrownBy(() -> pool.release(null));
        StringBuilder trimmed = pool.borrow();
        pool.release(trimmed);
        pool.trim();
        pool.trim();
        assertThat(pool.release(trimmed)).isFalse();
        assertThat(pool.stats().idleItems()).isZero();
    }

    @Test
    void whatHasNoSlotIsDropped() {
        List<StringBuilder> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(pool.borrow());
        }
        assertThat(items).extracting(pool::release).containsExactly(true, true, true, true, false, false);
        assertThat(pool.stats().idleItems()).isEqualTo(4);
        assertThat(pool.stats().drops(DropReason.FULL)).isEqualTo(2);
    }

    @Test
    void aLostItemBlocksNothingAndIsNotKeptWhenItComesBackAfterAll() {
        Pool<StringBuilder> single = newPool(1);
        StringBuilder lost = single.borrow();
        StringBuilder heir = single.borrow();
        for (int i = 0; i < 16; i++) {
            assertThat(single.release(heir)).isTrue();
            assertThat(single.borrow()).isSameAs(heir);
        }
        assertThat(single.release(heir)).isTrue();
        assertThat(single.release(lost)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> single.release(lost));
        assertThat(single.borrow()).isSameAs(heir);
        assertThat(single.stats().misses()).isEqualTo(2);
    }

    @Test
    void aSecondReleaseOfWhatWasTooLargeIsADoubleRelease() {
        StringBuilder large = pool.borrow(MAX + 1);
        assertThat(pool.release(large)).isFalse();
        StringBuilder grown = pool.borrow();
        grown.ensureCapacity(MAX + 1);
        assertThat(pool.release(grown)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> pool.release(large));
        assertThatIllegalStateException().isThrownBy(() -> pool.release(grown));
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(2);
        checkSound(grown);
    }

    /** What has lost its slot to another item is not lost itself. */
    @Test
    void moreThanThereAreSlotsAreUsedInTurn() {
        List<StringBuilder> items = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            items.add(pool.borrow());
        }
        for (int i = 0; i < 1_000; i++) {
            StringBuilder item = items.remove(0);
            assertThat(pool.release(item)).isTrue();
            assertThat(pool.borrow()).isSameAs(item);
            items.add(item);
        }
        assertThat(pool.stats().misses()).isEqualTo(100);
    }

    @Test
    void capacityDecidesWhatIsKept() {
        StringBuilder atTheMaximum = pool.borrow(MAX);
        assertThat(pool.release(atTheMaximum.append("x".repeat(MAX)))).isTrue();
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        assertThat(pool.release(pool.borrow().append("x".repeat(MAX + 1)))).isFalse();
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(pool.stats().idleItems()).isZero();
    }

    @Test
    void theFifthStrikeInARowDropsAndTheNextItemIsAsLargeAsWasNeeded() {
        StringBuilder item = pool.borrow(MAX);
        for (int strike = 1; strike <= 4; strike++) {
            assertThat(pool.release(item.append("x".repeat(100)))).isTrue();
            assertThat(pool.borrow()).isSameAs(item);
        }
        assertThat(pool.release(item)).isFalse();
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isEqualTo(1);
        assertThat(pool.borrow().capacity()).isEqualTo(128);
    }

    @Test
    void anItemThatIsTooSmallIsReplacedInItsSlot() {
        StringBuilder small = pool.borrow();
        pool.release(small);
        StringBuilder larger = pool.borrow(200);
        assertThat(larger).isNotSameAs(small);
        assertThat(larger.capacity()).isEqualTo(200);
        assertThat(pool.release(small)).isFalse();
        assertThat(pool.release(larger)).isTrue();
        assertThat(pool.stats().idleItems()).isEqualTo(1);
        assertThat(pool.stats().misses()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> pool.borrow(-1));
    }

    @Test
    void aBorrowThatCannotBeKeptTakesNobodysPlace() {
        StringBuilder kept = pool.borrow();
        pool.release(kept);
        StringBuilder large = pool.borrow(MAX + 1);
        assertThat(large.capacity()).isEqualTo(MAX + 1);
        assertThat(pool.stats().idleItems()).isEqualTo(1);
        assertThat(pool.release(large)).isFalse();
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(pool.borrow()).isSameAs(kept);
    }

    @Test
    void trimsAndTheirVictims() {
        StringBuilder item = pool.borrow();
        pool.release(item);
        pool.trim();
        assertThat(pool.borrow()).isSameAs(item);
        pool.release(item);
        pool.trim();
        pool.trim();
        assertThat(pool.stats().idleItems()).isZero();
        assertThat(pool.borrow()).isNotSameAs(item);
        assertThat(pool.stats().trims()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"RESET", "CAPACITY", "USED"})
    void aPolicyThatThrowsAtReleaseLosesTheItemAndNothingElse(Method method) {
        StringBuilder item = pool.borrow();
        policy.failOnce(method);
        assertThatExceptionOfType(PolicyFailure.class).isThrownBy(() -> pool.release(item));
        assertThat(pool.stats().idleItems()).isZero();
        assertThat(pool.stats().drops(DropReason.FAILED)).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        assertThat(pool.stats().drops(DropReason.FAILED)).isEqualTo(1);
        checkSound(item);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"RESET", "CAPACITY"})
    void aPolicyThatThrowsAtBorrowLosesTheItemAndNothingElse(Method method) {
        StringBuilder item = pool.borrow();
        pool.release(item);
        policy.failOnce(method);
        assertThatExceptionOfType(PolicyFailure.class).isThrownBy(() -> pool.borrow(1));
        assertThat(pool.stats().idleItems()).isZero();
        assertThat(pool.stats().drops(DropReason.FAILED)).isEqualTo(1);
        checkSound(item);
    }

    @Test
    void aPolicyThatMakesNothingLosesNothing() {
        policy.failOnce(Method.CREATE);
        assertThatExceptionOfType(PolicyFailure.class).isThrownBy(pool::borrow);
        StringBuilder item = pool.borrow();
        pool.release(item);
        policy.failOnce(Method.CREATE);
        assertThatExceptionOfType(PolicyFailure.class).isThrownBy(() -> pool.borrow(100));
        assertThat(pool.stats().drops(DropReason.FAILED)).isEqualTo(1);
        checkSound(item);
    }

    /** All four slots are to be had, and none of them by the item that was lost. */
    private void checkSound(StringBuilder lost) {
        List<StringBuilder> items = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            items.add(pool.borrow());
        }
        assertThat(items).doesNotHaveDuplicates().doesNotContain(lost);
        assertThat(items).allMatch(pool::release);
        assertThat(pool.stats().idleItems()).isEqualTo(4);
    }

    @Test
    void aNegativeCapacityIsRefused() {
        Pool<int[]> broken = Pool.builder(new Pool.Policy<int[]>() {
                    @Override
                    public int[] create(int capacity) {
                        return new int[1];
                    }

                    @Override
                    public void reset(int[] item) {}

                    @Override
                    public int capacity(int[] item) {
                        return -1;
                    }

                    @Override
                    public int used(int[] item) {
                        return 0;
                    }
                })
                .checked(false)
                .build();
        int[] item = broken.borrow();
        assertThatIllegalStateException().isThrownBy(() -> broken.release(item));
        assertThat(broken.stats().idleBytes()).isZero();
        assertThat(broken.stats().drops(DropReason.FAILED)).isEqualTo(1);
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        Pool.Builder<StringBuilder> builder = Pool.builder(policy);
        assertThatNullPointerException().isThrownBy(() -> Pool.builder(null));
        assertThatNullPointerException().isThrownBy(() -> builder.name(null));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.slots(257));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.initialCapacity(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.alwaysRetainCapacity(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRetainedCapacity(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.initialCapacity(65).maxRetainedCapacity(64).build());
    }

    @Test
    void aPoolHasTheNameThatItWasGivenOrOneOfItsOwn() {
        assertThat(Pool.builder(policy).name("texts").build().name()).isEqualTo("texts");
        assertThat(pool.name()).startsWith("pool-").isNotEqualTo(newPool(1).name());
        assertThat(BufferPool.shared().name()).isEqualTo("shared");
    }

    private static <V> V onAnotherThread(java.util.concurrent.Callable<V> action) throws Exception {
        FutureTask<V> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        V result = task.get();
        thread.join();
        return result;
    }
}
