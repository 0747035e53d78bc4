// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.retries;

import dev.appendkit.Ksuid;
import dev.appendkit.memory.LittleEndian;

/** Requests that fail while a service is away, and back off exponentially with jitter. The clock is simulated. */
final class Outage {
    static final int ID_BYTES = 20;
    /** The id, and how often it has failed. */
    static final int PAYLOAD_BYTES = ID_BYTES + 4;

    private static final int MAX_EXPONENT = 7;

    /** What has happened, whatever the queue. */
    record Summary(long requests, long attempts, long delivered, long shed, long wrongTimes, long checksum) {}

    /** A queue of payloads with due times. */
    interface Queue {
        boolean offer(byte[] payload, long second, int nano);

        /** Takes one that is due by the end of a second into the array: payload, second, nano; false: none. */
        boolean poll(long second, byte[] item);

        long size();
    }

    private final Queue queue;
    private final int requests;
    private final int seconds;
    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private final byte[] item = new byte[PAYLOAD_BYTES + 12];
    private long attempts;
    private long delivered;
    private long shed;
    private long wrongTimes;
    private long checksum;

    Outage(Queue queue, int requests, int seconds) {
        this.queue = queue;
        this.requests = requests;
        this.seconds = seconds;
    }

    /** Called at the peak, when the service comes back. */
    Summary run(Runnable atPeak) {
        long number = 0;
        for (long second = 0; second < seconds; second++) {
            long until = requests * (second + 1) / seconds;
            for (; number < until; number++) {
                Ksuid id = new Ksuid((int) second, mix(number), mix(~number));
                id.copyTo(payload, 0);
                fail(payload, 0, second);
            }
            while (queue.poll(second, item)) {
                take(second);
                int failures = LittleEndian.getInt(item, ID_BYTES);
                System.arraycopy(item, 0, payload, 0, PAYLOAD_BYTES);
                fail(payload, failures, second);
            }
        }
        atPeak.run();
        for (long second = seconds; queue.size() > 0; second++) {
            while (queue.poll(second, item)) {
                take(second);
                delivered++;
            }
        }
        return new Summary(requests, attempts, delivered, shed, wrongTimes, checksum);
    }

    private void take(long second) {
        attempts++;
        long due = LittleEndian.getLong(item, PAYLOAD_BYTES);
        int nano = LittleEndian.getInt(item, PAYLOAD_BYTES + 8);
        if (due != second) {
            wrongTimes++;
        }
        checksum += mix((due * 1_000_000_000L + nano) ^ LittleEndian.getLong(item, 4));
    }

    /** Between one half and the whole of a second, then of 2, 4, 8 … 128 seconds, from the next second on. */
    private void fail(byte[] failed, int failures, long second) {
        long jitter = mix(LittleEndian.getLong(failed, 8) + failures);
        long wait = 1_000_000_000L << Math.min(failures, MAX_EXPONENT);
        long nanos = wait / 2 + (jitter >>> 1) % (wait / 2);
        LittleEndian.putInt(failed, ID_BYTES, failures + 1);
        if (!queue.offer(failed, second + 1 + nanos / 1_000_000_000L, (int) (nanos % 1_000_000_000L))) {
            shed++;
        }
    }

    private static long mix(long value) {
        long z = (value + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
