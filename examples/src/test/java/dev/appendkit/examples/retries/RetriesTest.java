// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.retries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void bothQueuesDeliverTheSameAtTheSameTimes() {
        Outage.Summary kit = new Outage(new KitQueue(Long.MAX_VALUE), 20_000, 300).run(() -> {});
        Outage.Summary objects = new Outage(new ObjectQueue(), 20_000, 300).run(() -> {});
        assertThat(kit).isEqualTo(objects);
        assertThat(kit.delivered()).isEqualTo(20_000);
        assertThat(kit.wrongTimes()).isZero();
        assertThat(kit.shed()).isZero();
    }

    @Test
    void aBudgetThatIsTooSmallSheds() {
        KitQueue queue = new KitQueue(300_000);
        Outage.Summary summary = new Outage(queue, 20_000, 300).run(() -> {});
        assertThat(summary.shed()).isPositive();
        assertThat(summary.delivered()).isEqualTo(20_000 - summary.shed());
        assertThat(queue.budget.peak()).isLessThanOrEqualTo(300_000);
        queue.queue.trim();
        assertThat(queue.budget.used()).isZero();
    }
}
