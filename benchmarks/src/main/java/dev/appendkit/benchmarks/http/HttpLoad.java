// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.netty.ByteBufPool;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Prints what one server does with each allocator: answers per second, the buffers and misses behind them, direct
 * memory and resident memory at their peak. The server has a JVM of its own for each row; the clients run in this one.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar dev.appendkit.benchmarks.http.HttpLoad 20
 * }</pre>
 *
 * <p>The argument is the number of seconds per allocator, after five seconds of warm-up.
 */
public final class HttpLoad {
    private static final int WARM_UP_SECONDS = 5;
    private static final String HEAP = "-Xmx256m";
    private static final List<String> ALLOCATORS = List.of(
            "`ByteBufPool`",
            "`ByteBufPool`, 256 slots",
            "`ByteBufPool`, 256 slots, retains 256 KiB",
            "Netty pooled",
            "Netty adaptive");

    private HttpLoad() {}

    /**
     * Runs the comparison, or one of its servers.
     *
     * @param args the seconds per allocator; or {@code server}, an allocator and the certificate's file
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 3 && args[0].equals("server")) {
            serve(args[1], Path.of(args[2]));
            return;
        }
        int seconds = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        Path directory = Files.createTempDirectory("http-load");
        Certificate certificate = Certificate.make(directory);
        System.out.println("JDK " + Runtime.version() + ", " + seconds + " s per allocator");
        System.out.println("| allocator | answers/s | buffers per answer | misses per 1,000 buffers, heap / direct "
                + "| direct memory, peak | resident, peak |");
        System.out.println("|---|---:|---:|---:|---:|---:|");
        for (String allocator : ALLOCATORS) {
            System.out.println(row(allocator, directory.resolve("server.p12"), certificate, seconds));
        }
    }

    private static String row(String allocator, Path file, Certificate certificate, int seconds) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HttpLoad.class.getName(),
                        "server",
                        allocator,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
                PrintWriter out = new PrintWriter(new OutputStreamWriter(server.getOutputStream(), UTF_8), true)) {
            String[] ports = line(in).split(" ", -1);
            LoadClients clients = new LoadClients(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), certificate);
            long start = System.nanoTime();
            long begin = start + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
            long end = begin + TimeUnit.SECONDS.toNanos(seconds);
            Thread load = new Thread(() -> run(clients, end));
            load.start();
            Thread.sleep(TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS));
            out.println("begin");
            long answersBefore = clients.answers();
            Counts before = Counts.parse(line(in));
            Thread.sleep(TimeUnit.SECONDS.toMillis(seconds));
            out.println("end");
            Counts after = Counts.parse(line(in));
            long answers = clients.answers() - answersBefore;
            load.join();
            return format(allocator, answers, answers / (double) seconds, before, after);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static void run(LoadClients clients, long end) {
        try {
            clients.run(answers -> System.nanoTime() - end > 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String format(String allocator, long answers, double perSecond, Counts before, Counts after) {
        long heap = after.heapBuffers - before.heapBuffers;
        long direct = after.directBuffers - before.directBuffers;
        String misses = after.heapMisses < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f / %.1f",
                        1_000.0 * (after.heapMisses - before.heapMisses) / Math.max(1, heap),
                        1_000.0 * (after.directMisses - before.directMisses) / Math.max(1, direct));
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %s | %.1f MiB | %.0f MiB |",
                allocator,
                perSecond,
                (heap + direct) / (double) Math.max(1, answers),
                misses,
                after.directPeak / 1_048_576.0,
                after.residentPeak / 1_024.0);
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return line;
    }

    /** Prints its ports, then a line of {@link Counts} for each line that it reads. */
    private static void serve(String allocator, Path file) throws Exception {
        ByteBufPool.Builder pool = ByteBufPool.builder().checked(false);
        ByteBufAllocator used =
                switch (allocator) {
                    case "`ByteBufPool`" -> pool.build();
                    case "`ByteBufPool`, 256 slots" -> pool.slots(256).build();
                    case "`ByteBufPool`, 256 slots, retains 256 KiB" ->
                        pool.slots(256).maxRetainedBytes(256 << 10).build();
                    case "Netty pooled" -> PooledByteBufAllocator.DEFAULT;
                    case "Netty adaptive" -> new AdaptiveByteBufAllocator();
                    default -> throw new IllegalArgumentException(allocator);
                };
        CountingAllocator counting = new CountingAllocator(used);
        AtomicReference<Counts> peak = new AtomicReference<>(Counts.now(counting, used, 0));
        try (LoadedServer server = new LoadedServer(counting, Certificate.read(file));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println(server.plainPort() + " " + server.tlsPort());
            Thread sampler = new Thread(() -> sample(peak, counting, used));
            sampler.setDaemon(true);
            sampler.start();
            while (in.readLine() != null) {
                System.out.println(Counts.now(counting, used, peak.get().directPeak));
            }
        }
    }

    private static void sample(AtomicReference<Counts> peak, CountingAllocator counting, ByteBufAllocator used) {
        try {
            while (!Thread.interrupted()) {
                peak.set(Counts.now(counting, used, peak.get().directPeak));
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a server tells of itself; misses are negative where they are not counted, sizes in bytes and KiB. */
    private record Counts(
            long heapBuffers,
            long directBuffers,
            long heapMisses,
            long directMisses,
            long directPeak,
            long residentPeak) {
        static Counts now(CountingAllocator counting, ByteBufAllocator used, long directPeak) {
            PoolStats heap = used instanceof ByteBufPool pool ? pool.heapStats() : null;
            PoolStats direct = used instanceof ByteBufPool pool ? pool.directStats() : null;
            return new Counts(
                    counting.heapBuffers(),
                    counting.directBuffers(),
                    heap == null ? -1 : heap.misses(),
                    direct == null ? -1 : direct.misses(),
                    Math.max(directPeak, directMemory()),
                    residentMemory());
        }

        /** What Netty counts itself, and what the JVM counts: each direct buffer is in one of them. */
        private static long directMemory() {
            long sum = Math.max(0, PlatformDependent.usedDirectMemory());
            for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
                if (pool.getName().equals("direct")) {
                    sum += pool.getMemoryUsed();
                }
            }
            return sum;
        }

        /** As Linux tells it; 0 elsewhere. */
        private static long residentMemory() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findAny()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }

        static Counts parse(String line) {
            String[] fields = line.split(" ", -1);
            return new Counts(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]));
        }

        @Override
        public String toString() {
            return heapBuffers + " " + directBuffers + " " + heapMisses + " " + directMisses + " " + directPeak + " "
                    + residentPeak;
        }
    }
}
