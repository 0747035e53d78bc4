// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.netty.ByteBufPool;
import dev.appendkit.pool.PoolStats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pool under a real HTTP server with TLS, compression, slow readers and aborts: every answer is right, what is idle
 * stays within the bound in every sample, and everything comes back. A few answers per client;
 * {@code -Dappendkit.soak.seconds=60} makes it long.
 */
@Tag("thorough")
class HttpLoadTest {
    private static final int SLOTS = 32;
    private static final long BOUND = (long) SLOTS * (64 << 10);
    private static final int ORDINARY_SECONDS = 2;
    private static final int SECONDS = Integer.getInteger("appendkit.soak.seconds", ORDINARY_SECONDS);
    private static final int ANSWERS = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyAnswerIsRightAndEveryBufferComesBack(boolean checked) throws Exception {
        ByteBufPool pool = ByteBufPool.builder().slots(SLOTS).checked(checked).build();
        CountingAllocator counting = new CountingAllocator(pool);
        Certificate certificate = Certificate.make(directory);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> exceeded = new AtomicReference<>();
        AtomicLong samples = new AtomicLong();
        Thread sampler = new Thread(() -> {
            while (!done.get()) {
                checkBound(pool.heapStats());
                checkBound(pool.directStats());
                samples.incrementAndGet();
            }
        });
        sampler.setUncaughtExceptionHandler((thread, e) -> exceeded.set(e));
        LoadClients clients;
        try (LoadedServer server = new LoadedServer(counting, certificate)) {
            clients = new LoadClients(server.plainPort(), server.tlsPort(), certificate);
            sampler.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            clients.run(
                    SECONDS > ORDINARY_SECONDS
                            ? answers -> System.nanoTime() - end > 0
                            : answers -> answers == ANSWERS);
        } finally {
            done.set(true);
            sampler.join();
        }
        assertThat(exceeded.get()).isNull();
        assertThat(samples.get()).isPositive();
        assertThat(clients.answers()).isGreaterThanOrEqualTo(35);
        assertThat(clients.slowAnswers()).isGreaterThanOrEqualTo(10);
        assertThat(clients.aborts()).isGreaterThanOrEqualTo(5);
        assertThat(counting.directBuffers()).isGreaterThan(clients.answers());
        assertThat(counting.heapBuffers()).isPositive();
        if (checked) {
            assertThat(pool.heapStats().outstanding()).isEmpty();
            assertThat(pool.directStats().outstanding()).isEmpty();
        }
        checkBound(pool.heapStats());
        checkBound(pool.directStats());
    }

    private static void checkBound(PoolStats stats) {
        assertThat(stats.idleBytes()).isLessThanOrEqualTo(BOUND);
    }

    /** The control: one wrong byte of an answer is seen. */
    @Test
    void aWrongAnswerIsSeen() throws Exception {
        byte[] body = Bodies.of(200);
        String head = "HTTP/1.1 200 OK\r\ncontent-length: " + body.length + "\r\n\r\n";
        answered(head, body).checkAnswer(body);
        byte[] wrong = body.clone();
        wrong[100]++;
        assertThatThrownBy(() -> answered(head, wrong).checkAnswer(body)).isInstanceOf(IOException.class);
    }

    private static HttpExchange answered(String head, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(head.getBytes(StandardCharsets.US_ASCII));
        answer.write(body);
        return new HttpExchange(new Socket() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(answer.toByteArray());
            }

            @Override
            public OutputStream getOutputStream() {
                return OutputStream.nullOutputStream();
            }
        });
    }
}
