// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * The rows that the programs in this package load, and how they measure: every way in turn, some rounds that do not
 * count, then the median of the others. The server runs on the same machine, so only ratios within one run are
 * meaningful.
 */
public final class Loads {
    /** {@code BIGINT, VARCHAR, DECIMAL(12, 2), DOUBLE, TIMESTAMP(6), VARCHAR}. */
    static final int ROWS = 100_000;

    public static final String COLUMNS = "id, name, amount, ratio, at, note";

    private static final int WARM_UP = Integer.getInteger("loads.warmup", 3);
    private static final int ROUNDS = Integer.getInteger("loads.rounds", 7);

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    public final long[] ids = new long[ROWS];
    public final String[] names = new String[ROWS];
    public final long[] cents = new long[ROWS];
    public final double[] ratios = new double[ROWS];
    public final long[] seconds = new long[ROWS];
    public final int[] nanos = new int[ROWS];
    public final String[] notes = new String[ROWS];

    private final List<Way> ways = new ArrayList<>();

    public Loads() {
        Random random = new Random(15);
        for (int i = 0; i < ROWS; i++) {
            ids[i] = i;
            names[i] = "customer-" + random.nextInt(1_000_000);
            cents[i] = random.nextLong(1_000_000_000L);
            ratios[i] = random.nextInt(1_000_000) / 1000.0 + random.nextDouble();
            seconds[i] = 1_700_000_000L + random.nextInt(50_000_000);
            nanos[i] = random.nextInt(1_000_000) * 1000;
            notes[i] = random.nextInt(10) == 0 ? null : "paid by card, order n\u00b0 " + random.nextInt(100_000);
        }
    }

    /** Loads all rows into an empty table and commits. */
    public interface Loader {
        void load() throws SQLException;
    }

    /** Says what the table holds. */
    public interface Content {
        String get() throws SQLException;
    }

    private static final class Way {
        final String name;
        final Loader loader;
        final boolean intoTable;
        final List<Measured> rounds = new ArrayList<>();

        Way(String name, Loader loader, boolean intoTable) {
            this.name = name;
            this.loader = loader;
            this.intoTable = intoTable;
        }

        double median(ToDoubleFunction<Measured> of) {
            double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private record Measured(long wall, long cpu, long allocated) {}

    public Loads add(String name, Loader loader) {
        ways.add(new Way(name, loader, true));
        return this;
    }

    /** A way that formats only. */
    public Loads addFormatting(String name, Loader loader) {
        ways.add(new Way(name, loader, false));
        return this;
    }

    /**
     * Measures and prints a table.
     *
     * @param truncate empties the table
     * @param allThreads whether the work of other threads, such as those of a driver, is counted too
     */
    public void run(String title, Loader truncate, Content content, boolean allThreads) throws SQLException {
        String expected = null;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (Way way : ways) {
                truncate.load();
                Measured measured = measure(way.loader, allThreads);
                if (round >= WARM_UP) {
                    way.rounds.add(measured);
                }
                if (round == 0 && way.intoTable) {
                    String held = content.get();
                    expected = expected == null ? held : expected;
                    if (!held.equals(expected)) {
                        throw new AssertionError(way.name + " left " + held + ", not " + expected);
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, JDK %s, %,d rows, median of %d rounds; content %s%n",
                title,
                System.getProperty("java.version"),
                ROWS,
                ROUNDS,
                expected);
        System.out.println("| way | rows/s | client CPU, ns per row | bytes per row | rows/s, min to max |");
        System.out.println("|---|---:|---:|---:|---|");
        for (Way way : ways) {
            double[] rates = way.rounds.stream()
                    .mapToDouble(measured -> ROWS * 1e9 / measured.wall())
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.1f | %,.0f to %,.0f |%n",
                    way.name,
                    ROWS * 1e9 / way.median(Measured::wall),
                    way.median(Measured::cpu) / ROWS,
                    way.median(Measured::allocated) / ROWS,
                    rates[0],
                    rates[rates.length - 1]);
        }
    }

    private static Measured measure(Loader loader, boolean allThreads) throws SQLException {
        long cpu = allThreads ? cpuOfAll() : THREADS.getCurrentThreadCpuTime();
        long allocated = allThreads ? allocatedByAll() : THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        loader.load();
        long wall = System.nanoTime() - start;
        long cpuAfter = allThreads ? cpuOfAll() : THREADS.getCurrentThreadCpuTime();
        long allocatedAfter = allThreads ? allocatedByAll() : THREADS.getCurrentThreadAllocatedBytes();
        return new Measured(wall, cpuAfter - cpu, allocatedAfter - allocated);
    }

    private static long cpuOfAll() {
        return Arrays.stream(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()))
                .filter(time -> time > 0)
                .sum();
    }

    private static long allocatedByAll() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
