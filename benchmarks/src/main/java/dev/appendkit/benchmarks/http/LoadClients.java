// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;

/**
 * Fifty connections, each with a thread and a blocking socket: half of them TLS, half of the requests compressed. One
 * in ten aborts in the middle of an answer and comes again, one in five reads slowly, the others ask as fast as they
 * get answers. Every byte of a whole answer is checked.
 */
final class LoadClients {
    static final int CONNECTIONS = 50;
    private static final int LARGEST = 200_000;
    private static final int[] LENGTHS = {200, 3_000, 20_000, LARGEST};

    private final int plainPort;
    private final int tlsPort;
    private final SSLContext tls;
    private final byte[][] bodies = Arrays.stream(LENGTHS).mapToObj(Bodies::of).toArray(byte[][]::new);
    private final LongAdder answers = new LongAdder();
    private final LongAdder aborts = new LongAdder();
    private final LongAdder slowAnswers = new LongAdder();

    /** Whether a client that has had so many answers goes home. */
    interface End {
        boolean after(int answers);
    }

    LoadClients(int plainPort, int tlsPort, Certificate certificate) throws GeneralSecurityException {
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        tls = SSLContext.getInstance("TLS");
        tls.init(null, certificate.trust().getTrustManagers(), null);
    }

    /** Whole answers of the fast clients. */
    long answers() {
        return answers.sum();
    }

    long slowAnswers() {
        return slowAnswers.sum();
    }

    long aborts() {
        return aborts.sum();
    }

    /** Runs all clients to their end; throws what one of them has thrown. */
    void run(End end) throws Exception {
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            clients.add(() -> {
                switch (number % 10) {
                    case 0 -> abort(number, end);
                    case 1, 2 -> readSlowly(number, end);
                    default -> ask(number, end);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Socket connect(int number) throws IOException {
        boolean secure = number / 10 % 2 == 0;
        InetAddress server = InetAddress.getLoopbackAddress();
        Socket socket = secure ? tls.getSocketFactory().createSocket(server, tlsPort) : new Socket(server, plainPort);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void ask(int number, End end) throws IOException {
        SplittableRandom random = new SplittableRandom(number);
        try (Socket socket = connect(number)) {
            HttpExchange exchange = new HttpExchange(socket);
            for (int done = 0; !end.after(done); done++) {
                int kind = kind(random);
                boolean compressed = random.nextBoolean();
                if (random.nextInt(4) == 0) {
                    exchange.post(bodies[kind], compressed);
                } else {
                    exchange.get(LENGTHS[kind], compressed);
                }
                exchange.checkAnswer(bodies[kind]);
                answers.increment();
            }
        }
    }

    /** Short answers are the most frequent ones. */
    private static int kind(SplittableRandom random) {
        int percent = random.nextInt(100);
        return percent < 60 ? 0 : percent < 85 ? 1 : percent < 97 ? 2 : 3;
    }

    private void readSlowly(int number, End end) throws IOException, InterruptedException {
        try (Socket socket = connect(number)) {
            socket.setReceiveBufferSize(8 << 10);
            HttpExchange exchange = new HttpExchange(socket);
            for (int done = 0; !end.after(done); done++) {
                exchange.get(LARGEST, false);
                exchange.skip(LARGEST / 2, 5);
                exchange.checkRest(bodies[3]);
                slowAnswers.increment();
            }
        }
    }

    private void abort(int number, End end) throws IOException {
        for (int done = 0; !end.after(done); done++) {
            try (Socket socket = connect(number)) {
                HttpExchange exchange = new HttpExchange(socket);
                exchange.get(LARGEST, number % 20 == 0);
                exchange.readSome();
                // Without a farewell: the server's write fails.
                socket.setSoLinger(true, 0);
                aborts.increment();
            }
        }
    }
}
