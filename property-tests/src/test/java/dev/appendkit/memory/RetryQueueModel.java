// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** A retry queue beside a list of what is due when; each item's payload is its number. */
final class RetryQueueModel extends Model {
    private static final int SECONDS = 16;

    private record Due(long second, int nano) {
        boolean isBy(long nowSecond, int nowNano) {
            return second < nowSecond || (second == nowSecond && nano <= nowNano);
        }
    }

    private final int payloadBytes;
    private final RetryQueue queue;
    private final Map<Long, Due> items = new HashMap<>();
    private long number;
    private long now;
    private int nano;
    private long most;
    private boolean beyondALap;

    RetryQueueModel(TestSource source, boolean checked, int payloadBytes) {
        super(source, checked);
        this.payloadBytes = payloadBytes;
        queue = new RetryQueue(payloadBytes, SECONDS, budget, checked);
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            for (int i = random.nextInt(40); i >= 0; i--) {
                offer();
            }
        } else if (kind < 94) {
            if (random.nextInt(8) == 0) {
                now -= random.nextInt(10);
            } else {
                now += random.nextInt(random.nextInt(10) == 0 ? 100 : 3);
            }
            nano = random.nextInt(1_000_000_000);
            poll(random.nextInt(60));
        } else if (kind < 98) {
            long before = budget.used();
            assertThat(queue.trim()).isEqualTo(before - budget.used());
            most = items.size();
            if (items.isEmpty()) {
                assertThat(budget.used()).isZero();
            }
        } else {
            queue.clear();
            items.clear();
            most = 0;
            assertThat(budget.used()).isZero();
        }
    }

    private void offer() {
        Due due = new Due(now + random.nextInt(-3, random.nextInt(10) == 0 ? 200 : 12), random.nextInt(1_000_000_000));
        byte[] payload = new byte[payloadBytes + 9];
        LittleEndian.putLong(payload, 1, number);
        long result = attempt(() -> queue.offer(payload, 1, due.second, due.nano) ? 1 : 0);
        if (result == FAILED) {
            return;
        }
        if (result == 0) {
            assertThat(takeFailed()).isTrue();
            return;
        }
        items.put(number++, due);
        most = Math.max(most, items.size());
        beyondALap |= due.second >= now + SECONDS - 12;
    }

    private void poll(int max) {
        int itemBytes = queue.itemBytes();
        byte[] dst = new byte[3 + max * itemBytes];
        int count = queue.poll(now, nano, dst, 3, max);
        long due = items.values().stream().filter(each -> each.isBy(now, nano)).count();
        assertThat(count).isEqualTo((int) Math.min(max, due));
        for (int i = 0; i < count; i++) {
            int at = 3 + i * itemBytes;
            Due expected = items.remove(LittleEndian.getLong(dst, at));
            assertThat(expected).isNotNull();
            assertThat(expected.isBy(now, nano)).isTrue();
            assertThat(LittleEndian.getLong(dst, at + payloadBytes)).isEqualTo(expected.second);
            assertThat(LittleEndian.getInt(dst, at + payloadBytes + 8)).isEqualTo(expected.nano);
        }
    }

    @Override
    void check() {
        assertThat(queue.size()).isEqualTo(items.size());
        long earliest = items.values().stream().mapToLong(Due::second).min().orElse(Long.MAX_VALUE);
        if (beyondALap) {
            assertThat(queue.nextDueSecond()).isLessThanOrEqualTo(earliest);
        } else {
            assertThat(queue.nextDueSecond()).isEqualTo(earliest);
        }
        long tables = budget.used() - source.bytes;
        assertThat(tables).isIn(0L, 8L * SECONDS);
        assertThat(tables > 0 || items.isEmpty()).isTrue();
        int itemBytes = queue.itemBytes();
        long bound =
                most * itemBytes * 33 / 32 + SECONDS * (long) Math.max(1_024, 8 * itemBytes) + 8 * SECONDS + 65_536;
        assertThat(budget.used()).isLessThanOrEqualTo(bound);
    }

    @Override
    void close() {
        // All that is left comes, each once.
        now += 1_000;
        int left = items.size();
        poll(left + 1);
        assertThat(items).isEmpty();
        queue.close();
        queue.close();
    }
}
