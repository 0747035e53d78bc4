// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.pool.Texts.Method;
import dev.appendkit.pool.Texts.PolicyFailure;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckedObjectPoolTest {
    private final Texts policy = new Texts();
    private final Pool<StringBuilder> pool = Pool.builder(policy).checked(true).build();

    @Test
    void aSecondReleaseIsRefusedAlwaysAlsoOfAnItemThatWasDropped() {
        for (int round = 0; round < 50; round++) {
            StringBuilder item = pool.borrow();
            pool.release(item);
            assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        }
        assertThat(pool.stats().drops(DropReason.RANDOM)).isPositive();
        assertThat(pool.stats().idleItems()).isLessThanOrEqualTo(1);
    }

    @Test
    void aStaleReleaseOfALentItemIsSeenByItsNewBorrower() {
        StringBuilder first = pool.borrow();
        while (!pool.release(first)) {
            first = pool.borrow();
        }
        StringBuilder again = pool.borrow();
        assertThat(again).isSameAs(first);
        pool.release(first);
        assertThatIllegalStateException().isThrownBy(() -> pool.release(again));
    }

    @Test
    void whatThePoolHasNotLentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> pool.release(new StringBuilder()));
        Pool<StringBuilder> other = Pool.builder(policy).checked(true).build();
        StringBuilder item = other.borrow();
        assertThatIllegalArgumentException().isThrownBy(() -> pool.release(item));
        other.release(item);
        assertThatNullPointerException().isThrownBy(() -> pool.release(null));
        assertThat(pool.stats().idleItems()).isZero();
    }

    @Test
    void itemsAreComparedByIdentityWhateverEqualsSays() {
        Pool<List<Object>> lists = Pool.builder(new Pool.Policy<List<Object>>() {
                    @Override
                    public List<Object> create(int capacity) {
                        return new java.util.ArrayList<>(capacity);
                    }

                    @Override
                    public void reset(List<Object> item) {
                        item.clear();
                    }

                    @Override
                    public int capacity(List<Object> item) {
                        return 16;
                    }

                    @Override
                    public int used(List<Object> item) {
                        return item.size();
                    }
                })
                .checked(true)
                .build();
        List<Object> one = lists.borrow();
        List<Object> two = lists.borrow();
        assertThat(one).isEqualTo(two).isNotSameAs(two);
        lists.release(one);
        assertThatIllegalStateException().isThrownBy(() -> lists.release(one));
        lists.release(two);
        assertThat(lists.stats().outstanding()).isEmpty();
    }

    @Test
    void anItemIsPoisonWhileItIsNobodys() {
        StringBuilder item = pool.borrow();
        assertThat(item).isEmpty();
        item.append("mine");
        pool.release(item);
        assertThat(item).hasToString("poison");
        for (int round = 0; round < 20; round++) {
            StringBuilder next = pool.borrow();
            assertThat(next).isEmpty();
            pool.release(next);
        }
    }

    @Test
    void whoHasNotReleasedIsKnown() {
        StringBuilder forgotten = pool.borrow();
        pool.release(pool.borrow());
        assertThat(pool.stats().outstanding())
                .singleElement()
                .matches(borrowed -> borrowed.getStackTrace().length > 0
                        && List.of(borrowed.getStackTrace()).stream()
                                .anyMatch(frame -> frame.getMethodName().equals("whoHasNotReleasedIsKnown")));
        pool.release(forgotten);
        assertThat(pool.stats().outstanding()).isEmpty();
    }

    @Test
    void aPolicyThatMakesALentItemAgainIsFoundOut() {
        StringBuilder only = new StringBuilder(512);
        Pool<StringBuilder> broken = Pool.builder(new Pool.Policy<StringBuilder>() {
                    @Override
                    public StringBuilder create(int capacity) {
                        return only;
                    }

                    @Override
                    public void reset(StringBuilder item) {
                        item.setLength(0);
                    }

                    @Override
                    public int capacity(StringBuilder item) {
                        return item.capacity();
                    }

                    @Override
                    public int used(StringBuilder item) {
                        return item.length();
                    }
                })
                .checked(true)
                .build();
        assertThat(broken.borrow()).isSameAs(only);
        assertThatIllegalStateException().isThrownBy(broken::borrow);
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"RESET", "CAPACITY", "USED", "POISON"})
    void aPolicyThatThrowsAtReleaseLosesTheItem(Method method) {
        StringBuilder item = pool.borrow();
        policy.failOnce(method);
        assertThatExceptionOfType(PolicyFailure.class).isThrownBy(() -> pool.release(item));
        assertThat(pool.stats().outstanding()).isEmpty();
        assertThat(pool.stats().idleItems()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> pool.release(item));
        assertThat(pool.borrow()).isNotSameAs(item);
    }

    @Test
    void ofTwoThreadsThatReleaseAtTheSameTimeOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5_000; round++) {
                StringBuilder shared = pool.borrow();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> one = threads.submit(() -> releases(shared, start));
                Future<Boolean> two = threads.submit(() -> releases(shared, start));
                assertThat(one.get()).isNotEqualTo(two.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(pool.stats().outstanding()).isEmpty();
    }

    private boolean releases(StringBuilder item, CyclicBarrier start) throws Exception {
        start.await();
        try {
            pool.release(item);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void whatWasLentIsForgottenWhenItIsGarbage() {
        EverLent lent = new EverLent();
        Object kept = new Object();
        lent.add(kept);
        assertThat(lent.contains(kept)).isTrue();
        assertThat(lent.contains(new Object())).isFalse();
        // What is alive is found, so of 20,000 only garbage can have been forgotten.
        for (int i = 0; i < 20_000; i++) {
            lent.add(new Object());
        }
        System.gc();
        for (int i = 0; i < 20_000; i++) {
            lent.add(new Object());
        }
        assertThat(lent.size()).isLessThan(40_000);
        assertThat(lent.contains(kept)).isTrue();
    }
}
