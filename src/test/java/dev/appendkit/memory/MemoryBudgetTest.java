// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void aBudgetCountsWhatIsTakenAndGiven() {
        MemoryBudget budget = MemoryBudget.of(100);
        byte[] first = budget.take(60);
        assertThat(first).hasSize(60);
        assertThat(budget.take(41)).isNull();
        assertThat(budget.refusals()).isEqualTo(1);
        assertThat(budget.reserve(40)).isTrue();
        assertThat(budget.reserve(1)).isFalse();
        assertThat(budget.refusals()).isEqualTo(2);
        assertThat(budget.used()).isEqualTo(100);
        budget.unreserve(40);
        assertThat(budget.give(first, null)).isNull();
        assertThat(budget.used()).isZero();
        assertThat(budget.peak()).isEqualTo(100);
        assertThat(budget.limit()).isEqualTo(100);
    }

    @Test
    void theLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryBudget.of(-1))
                .withMessageContaining("-1");
        assertThatNullPointerException().isThrownBy(() -> MemoryBudget.of(1, null));
        MemoryBudget none = MemoryBudget.of(0);
        assertThat(none.take(1)).isNull();
        assertThat(none.used()).isZero();
        MemoryBudget unlimited = MemoryBudget.unlimited();
        assertThat(unlimited).isNotSameAs(MemoryBudget.unlimited());
        assertThat(unlimited.reserve(Long.MAX_VALUE - 1)).isTrue();
        // No overflow makes room where there is none.
        assertThat(unlimited.reserve(2)).isFalse();
        assertThat(unlimited.used()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void aSourceThatFailsLeavesNothingCounted() {
        MemoryBudget refusing = MemoryBudget.of(100, bytes -> null);
        assertThat(refusing.take(10)).isNull();
        assertThat(refusing.used()).isZero();
        assertThat(refusing.refusals()).isEqualTo(1);

        MemoryBudget throwing = MemoryBudget.of(100, bytes -> {
            throw new OutOfMemoryError("no more");
        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> throwing.take(10));
        assertThat(throwing.used()).isZero();

        List<byte[]> freed = new ArrayList<>();
        MemoryBudget wrong = MemoryBudget.of(100, new BlockSource() {
            @Override
            public byte[] allocate(int bytes) {
                return new byte[bytes + 1];
            }

            @Override
            public void free(byte[] block) {
                freed.add(block);
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.take(10))
                .withMessageContaining("MemoryBudgetTest")
                .withMessageContaining("11 bytes where 10");
        assertThat(wrong.used()).isZero();
        assertThat(freed).isEmpty();
    }

    @Test
    void aDirtyBlockIsSeenInCheckedModeOnly() {
        BlockSource dirty = bytes -> {
            byte[] block = new byte[bytes];
            block[bytes - 1] = 1;
            return block;
        };
        assertThat(new MemoryBudget(100, dirty, false).take(10)).hasSize(10);
        MemoryBudget checked = new MemoryBudget(100, dirty, true);
        assertThatIllegalStateException()
                .isThrownBy(() -> checked.take(10))
                .withMessageContaining("index 9")
                .withMessageContaining("MemoryBudgetTest");
        assertThat(checked.used()).isZero();
    }

    @Test
    void theFirstFailureOfFreeGoesOn() {
        IllegalStateException first = new IllegalStateException("first");
        List<RuntimeException> failures = new ArrayList<>(List.of(first, new IllegalStateException("second")));
        MemoryBudget budget = MemoryBudget.of(100, new BlockSource() {
            @Override
            public byte[] allocate(int bytes) {
                return new byte[bytes];
            }

            @Override
            public void free(byte[] block) {
                throw failures.remove(0);
            }
        });
        byte[] one = budget.take(10);
        byte[] two = budget.take(20);
        Throwable thrown = budget.give(two, budget.give(one, null));
        assertThat(budget.used()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> MemoryBudget.rethrow(thrown))
                .isSameAs(first);
        MemoryBudget.rethrow(null);
    }

    @Test
    void sixteenThreadsNeverExceedTheLimit() throws InterruptedException {
        MemoryBudget budget = MemoryBudget.of(1_000);
        AtomicBoolean wrong = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            SplittableRandom random = new SplittableRandom(t);
            threads.add(new Thread(() -> {
                List<byte[]> held = new ArrayList<>();
                long peak = 0;
                for (int i = 0; i < 20_000; i++) {
                    if (held.isEmpty() || random.nextBoolean()) {
                        byte[] block = budget.take(random.nextInt(1, 300));
                        if (block != null) {
                            held.add(block);
                        }
                    } else {
                        budget.give(held.remove(held.size() - 1), null);
                    }
                    long used = budget.used();
                    long now = budget.peak();
                    if (used < 0 || used > 1_000 || now < peak || now > 1_000) {
                        wrong.set(true);
                    }
                    peak = now;
                }
                held.forEach(block -> budget.give(block, null));
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isFalse();
        assertThat(budget.used()).isZero();
        assertThat(budget.refusals()).isPositive();
    }
}
