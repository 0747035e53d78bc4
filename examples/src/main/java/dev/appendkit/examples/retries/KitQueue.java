// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.retries;

import dev.appendkit.memory.MemoryBudget;
import dev.appendkit.memory.RetryQueue;

/** The memory kit's queue, polled by the hundred. */
final class KitQueue implements Outage.Queue {
    private static final int BATCH = 100;

    final MemoryBudget budget;
    final RetryQueue queue;
    private final byte[] batch;
    private int next;
    private int count;

    KitQueue(long budgetBytes) {
        budget = MemoryBudget.of(budgetBytes);
        queue = new RetryQueue(Outage.PAYLOAD_BYTES, 4_096, budget);
        batch = new byte[BATCH * queue.itemBytes()];
    }

    @Override
    public boolean offer(byte[] payload, long second, int nano) {
        return queue.offer(payload, 0, second, nano);
    }

    @Override
    public boolean poll(long second, byte[] item) {
        if (next == count) {
            count = queue.poll(second, 999_999_999, batch, 0, BATCH);
            next = 0;
            if (count == 0) {
                return false;
            }
        }
        System.arraycopy(batch, next++ * item.length, item, 0, item.length);
        return true;
    }

    @Override
    public long size() {
        return queue.size() + count - next;
    }
}
