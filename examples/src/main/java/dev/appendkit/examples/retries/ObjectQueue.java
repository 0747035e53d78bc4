// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.retries;

import dev.appendkit.memory.LittleEndian;
import java.util.Arrays;
import java.util.PriorityQueue;

/** The JDK's priority queue of objects. */
final class ObjectQueue implements Outage.Queue {
    private static final class Item implements Comparable<Item> {
        final byte[] payload;
        final long second;
        final int nano;

        Item(byte[] payload, long second, int nano) {
            this.payload = payload;
            this.second = second;
            this.nano = nano;
        }

        @Override
        public int compareTo(Item other) {
            int order = Long.compare(second, other.second);
            return order == 0 ? Integer.compare(nano, other.nano) : order;
        }
    }

    private final PriorityQueue<Item> queue = new PriorityQueue<>();

    @Override
    public boolean offer(byte[] payload, long second, int nano) {
        return queue.add(new Item(Arrays.copyOf(payload, payload.length), second, nano));
    }

    @Override
    public boolean poll(long second, byte[] item) {
        Item first = queue.peek();
        if (first == null || first.second > second) {
            return false;
        }
        queue.remove();
        System.arraycopy(first.payload, 0, item, 0, first.payload.length);
        LittleEndian.putLong(item, first.payload.length, first.second);
        LittleEndian.putInt(item, first.payload.length + 8, first.nano);
        return true;
    }

    @Override
    public long size() {
        return queue.size();
    }
}
