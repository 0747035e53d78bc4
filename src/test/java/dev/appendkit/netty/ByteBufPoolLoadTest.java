// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Threads that borrow and others that release: nobody sees another's bytes, and what is idle stays within the bound at
 * every moment. {@code -Dappendkit.soak.seconds=60} makes it long.
 */
@Tag("thorough")
class ByteBufPoolLoadTest {
    private static final int SLOTS = 8;
    private static final int MAX_RETAINED = 4_096;
    private static final int OWNERS = 4;
    private static final long MILLIS = 1_000L * Integer.getInteger("appendkit.soak.seconds", 1) / 2;

    private record Sent(ByteBuf buffer, long pattern) {}

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final BlockingQueue<Sent> channel = new ArrayBlockingQueue<>(24);

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void buffersCrossThreads(boolean direct, boolean checked) throws Exception {
        ByteBufPool pool = ByteBufPool.builder()
                .slots(SLOTS)
                .initialBytes(64)
                .alwaysRetainBytes(256)
                .maxRetainedBytes(MAX_RETAINED)
                .checked(checked)
                .build();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            long owner = i;
            tasks.add(() -> produce(pool, direct, owner));
            tasks.add(this::consume);
        }
        tasks.add(() -> sampleBound(pool));
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Void>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            Thread.sleep(MILLIS);
            stopped.set(true);
            for (Future<Void> task : running) {
                task.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        for (Sent left = channel.poll(); left != null; left = channel.poll()) {
            checkAndRelease(left);
        }
        checkBound(pool);
        assertThat(direct ? pool.directStats().outstanding() : pool.heapStats().outstanding())
                .isEmpty();
        assertThat((direct ? pool.directStats() : pool.heapStats()).trims()).isPositive();
    }

    private Void produce(ByteBufPool pool, boolean direct, long owner) throws InterruptedException {
        Random random = new Random(owner);
        // Once at least, however late the scheduler lets it begin.
        for (long round = 0; round == 0 || !stopped.get(); round++) {
            long pattern = owner << 56 | round;
            int bytes = 8 * random.nextInt(random.nextInt(10) == 0 ? 1_000 : 60);
            ByteBuf buffer = direct ? pool.directBuffer(bytes) : pool.heapBuffer(bytes);
            if (buffer.writerIndex() != 0 || buffer.capacity() != bytes) {
                throw new AssertionError("not as asked for: " + buffer);
            }
            int words = random.nextInt(100);
            for (int i = 0; i < words; i++) {
                buffer.writeLong(pattern);
            }
            Sent sent = new Sent(buffer, pattern);
            switch (random.nextInt(4)) {
                case 0 -> checkAndRelease(sent);
                case 1 -> {
                    Sent view = new Sent(buffer.retainedSlice(), pattern);
                    checkAndRelease(sent);
                    send(view);
                }
                default -> send(sent);
            }
            if (round % 64 == 0) {
                pool.trim();
            }
        }
        return null;
    }

    private void send(Sent sent) throws InterruptedException {
        if (!channel.offer(sent, 1, TimeUnit.MILLISECONDS)) {
            checkAndRelease(sent);
        }
    }

    private Void consume() throws InterruptedException {
        while (!stopped.get()) {
            Sent received = channel.poll(1, TimeUnit.MILLISECONDS);
            if (received != null) {
                checkAndRelease(received);
            }
        }
        return null;
    }

    private static void checkAndRelease(Sent sent) {
        ByteBuf buffer = sent.buffer();
        for (int i = buffer.readerIndex(); i < buffer.writerIndex(); i += Long.BYTES) {
            if (buffer.getLong(i) != sent.pattern()) {
                throw new AssertionError("a buffer of " + Long.toHexString(sent.pattern()) + " has "
                        + Long.toHexString(buffer.getLong(i)) + " at " + i);
            }
        }
        buffer.release();
    }

    @Test
    void theOwnerCheckSeesOneForeignWord() {
        ByteBuf buffer = Buffers.UNPOOLED.heapBuffer().writeLong(7).writeLong(8).writeLong(7);
        assertThatThrownBy(() -> checkAndRelease(new Sent(buffer, 7))).isInstanceOf(AssertionError.class);
        buffer.setLong(8, 7);
        checkAndRelease(new Sent(buffer, 7));
    }

    private Void sampleBound(ByteBufPool pool) {
        while (!stopped.get()) {
            checkBound(pool);
        }
        return null;
    }

    private static void checkBound(ByteBufPool pool) {
        long bound = (long) SLOTS * MAX_RETAINED;
        assertThat(pool.heapStats().idleBytes()).isLessThanOrEqualTo(bound);
        assertThat(pool.directStats().idleBytes()).isLessThanOrEqualTo(bound);
    }
}
