// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.nio.CharBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pool keeps of what comes back: one slot, so that every borrow that finds nothing shows in the misses. */
class RetentionTest {
    private static final int INITIAL = 16;
    private static final int ALWAYS = 64;
    private static final int MAX = 1_024;

    private final AtomicLong nanos = new AtomicLong();
    private BufferPool pool;

    @BeforeEach
    void makePool() {
        pool = BufferPool.builder()
                .checked(false)
                .slots(1)
                .initialBytes(INITIAL)
                .alwaysRetainBytes(ALWAYS)
                .maxRetainedBytes(MAX)
                .nanoClock(nanos::get)
                .build();
    }

    private void useOnce(int minCapacity, int used) {
        try (AppendBuffer out = pool.borrow(minCapacity)) {
            out.appendBytes(new byte[used], 0, used);
        }
    }

    private int capacityOfNext() {
        try (AppendBuffer out = pool.borrow()) {
            return out.array().length;
        }
    }

    @Test
    void aBufferUpToTheMaximumIsKept() {
        useOnce(MAX, MAX);
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        assertThat(capacityOfNext()).isEqualTo(MAX);
    }

    @Test
    void aBufferBeyondTheMaximumIsDropped() {
        useOnce(MAX + 1, 0);
        PoolStats stats = pool.stats();
        assertThat(stats.idleItems()).isZero();
        assertThat(stats.idleBytes()).isZero();
        assertThat(stats.drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(capacityOfNext()).isEqualTo(INITIAL);
        assertThat(pool.stats().misses()).isEqualTo(2);
    }

    @Test
    void aBufferThatGrewBeyondTheMaximumIsDropped() {
        useOnce(0, MAX + 1);
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(pool.stats().idleItems()).isZero();
    }

    @Test
    void aSmallBufferIsKeptHoweverLittleIsUsed() {
        useOnce(ALWAYS, 0);
        for (int i = 0; i < 20; i++) {
            useOnce(0, 0);
        }
        assertThat(capacityOfNext()).isEqualTo(ALWAYS);
        assertThat(pool.stats().misses()).isEqualTo(1);
    }

    @Test
    void theFifthStrikeInARowDropsTheBufferAndTheNextIsAsLargeAsWasNeeded() {
        useOnce(MAX, 10);
        useOnce(0, 100);
        useOnce(0, 10);
        useOnce(0, 10);
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        useOnce(0, 10);
        assertThat(pool.stats().idleItems()).isZero();
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isEqualTo(1);
        assertThat(capacityOfNext()).isEqualTo(128);
    }

    @Test
    void whatWasLearnedIsNeverBelowTheInitialCapacityAndIsForgottenAgain() {
        useOnce(MAX, 200);
        for (int i = 0; i < 4; i++) {
            useOnce(0, 200);
        }
        assertThat(capacityOfNext()).isEqualTo(256);
        // That was the first strike of the buffer of 256 bytes.
        for (int i = 0; i < 4; i++) {
            useOnce(0, 1);
        }
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isEqualTo(2);
        assertThat(capacityOfNext()).isEqualTo(INITIAL);
    }

    @Test
    void aReleaseThatUsedAQuarterClearsTheStrikes() {
        useOnce(MAX, 0);
        for (int round = 0; round < 5; round++) {
            useOnce(0, 0);
            useOnce(0, 0);
            useOnce(0, 0);
            useOnce(0, MAX / 4);
            useOnce(0, MAX / 4 - 1);
        }
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isZero();
        assertThat(pool.stats().misses()).isEqualTo(1);
    }

    @Test
    void usedIsTheGreatestLengthNotTheLast() {
        useOnce(MAX, 0);
        for (int i = 0; i < 10; i++) {
            try (AppendBuffer out = pool.borrow()) {
                out.appendBytes(new byte[MAX / 4], 0, MAX / 4).clear().appendLong(1);
            }
        }
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isZero();
        assertThat(capacityOfNext()).isEqualTo(MAX);
    }

    @Test
    void theGreatestLengthOfOneBorrowIsNotThatOfTheNext() {
        useOnce(MAX, MAX);
        for (int i = 0; i < 5; i++) {
            useOnce(0, 0);
        }
        assertThat(pool.stats().drops(DropReason.UNDERUSED)).isEqualTo(1);
    }

    private void useOnceWithChars(int minCapacity, int chars) {
        try (AppendBuffer out = pool.borrow(minCapacity)) {
            out.appendUtf8(CharBuffer.wrap("x".repeat(chars)));
        }
    }

    @Test
    void keptCharsCount() {
        useOnceWithChars(500, 100);
        // The cursor keeps twice the chars that it needed.
        assertThat(pool.stats().idleBytes()).isEqualTo(500 + 2 * 200);
        useOnce(0, 500);
        assertThat(pool.stats().idleBytes()).isEqualTo(500 + 2 * 200);
    }

    @Test
    void charsThatDoNotFitBesideTheArrayAreDropped() {
        useOnceWithChars(MAX, 300);
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        assertThat(pool.idle())
                .singleElement()
                .matches(item -> item.array.length + item.keptBeside(Integer.MAX_VALUE) == MAX);
        useOnceWithChars(0, 300);
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        assertThat(pool.stats().misses()).isEqualTo(1);
    }

    private void useOnceWithMarks(int minCapacity, int marks) {
        try (AppendBuffer out = pool.borrow(minCapacity)) {
            int[] made = new int[marks];
            for (int i = 0; i < marks; i++) {
                made[i] = out.reserve(1);
            }
            for (int mark : made) {
                out.patchBigEndian(mark, 0);
            }
        }
    }

    /**
     * What many marks took up, also when all of them are filled in; a few are a part of the cursor as its fields are.
     */
    @Test
    void keptMarksCountAndAreDroppedWhereTheyDoNotFit() {
        useOnceWithMarks(200, 16);
        assertThat(pool.stats().idleBytes()).isEqualTo(200);
        useOnceWithMarks(0, 40);
        assertThat(pool.stats().idleBytes()).isEqualTo(200 + 64 * 12);
        useOnce(0, 200);
        assertThat(pool.stats().idleBytes()).isEqualTo(200);
        useOnceWithMarks(MAX, 70);
        assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
        assertThat(pool.idle()).singleElement().matches(item -> item.keptBeside(Integer.MAX_VALUE) == 0);
    }

    @Test
    void aBorrowThatCannotBeKeptTakesNobodysPlace() {
        useOnce(MAX, MAX);
        AppendBuffer large = pool.borrow(MAX + 1);
        assertThat(pool.stats().idleItems()).isEqualTo(1);
        large.close();
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(1);
        assertThat(capacityOfNext()).isEqualTo(MAX);
    }

    @Test
    void alwaysRetainedIsNotMoreThanTheMaximum() {
        pool = BufferPool.builder()
                .checked(false)
                .initialBytes(8)
                .maxRetainedBytes(100)
                .build();
        useOnce(101, 0);
        assertThat(pool.stats().drops(DropReason.OVERSIZE)).isEqualTo(1);
    }

    @Test
    void aTrimmedBufferIsLentAgainAndThenNoVictim() {
        useOnce(MAX, MAX);
        for (int round = 0; round < 3; round++) {
            pool.trim();
            assertThat(pool.stats().idleBytes()).isEqualTo(MAX);
            useOnce(0, MAX);
        }
        assertThat(pool.stats().misses()).isEqualTo(1);
        assertThat(pool.stats().trims()).isEqualTo(3);
    }

    @Test
    void theSecondTrimInARowDrops() {
        useOnce(MAX, MAX);
        pool.trim();
        pool.trim();
        assertThat(pool.stats().idleItems()).isZero();
        assertThat(pool.stats().idleBytes()).isZero();
        assertThat(capacityOfNext()).isEqualTo(INITIAL);
        assertThat(pool.stats().misses()).isEqualTo(2);
    }

    @Test
    void missesAndDropsTrimEveryTenSeconds() {
        AppendBuffer first = pool.borrow();
        assertThat(pool.stats().trims()).isZero();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        pool.borrow();
        assertThat(pool.stats().trims()).isZero();
        nanos.incrementAndGet();
        AppendBuffer noPlace = pool.borrow();
        assertThat(pool.stats().trims()).isEqualTo(1);
        pool.borrow();
        assertThat(pool.stats().trims()).isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
        first.close();
        noPlace.close();
        assertThat(pool.stats().drops(DropReason.FULL)).isEqualTo(1);
        assertThat(pool.stats().trims()).isEqualTo(2);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
        pool.borrow().close();
        assertThat(pool.stats().trims())
                .as("a hit and a kept release look at no clock")
                .isEqualTo(2);
    }
}
