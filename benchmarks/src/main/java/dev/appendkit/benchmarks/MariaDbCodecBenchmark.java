// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.mariadb.jdbc.client.util.Parameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * MariaDB Connector/J with its own codecs and with those of the example, which borrow a buffer for each value and copy
 * it to the driver's writer: the six-parameter statement of {@link SeedBenchmark} as a packet, parsed and bound before.
 * The client's side only; what is left out is said in {@link MariaDbSeed}.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar MariaDbCodecBenchmark -prof gc
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Duser.timezone=UTC")
public class MariaDbCodecBenchmark {
    private static final int SETS = 4096;

    private final MariaDbSeed mariaDb = new MariaDbSeed();
    private final Parameters[] driver = new Parameters[SETS];
    private final Parameters[] appendkit = new Parameters[SETS];
    private int next;

    @Setup
    public void setUp() throws IOException, SQLException {
        SeedParameters[] sets = SeedParameters.random(SETS);
        ProfilePollution.run();
        for (int i = 0; i < SETS; i++) {
            driver[i] = mariaDb.bind(sets[i]);
            appendkit[i] = mariaDb.bindWithAppendkit(sets[i]);
        }
        next = 0;
        appendkitCodecs();
        String expected = "SELECT 42424242, 3.141592653589793E0, 0, TIMESTAMP'2015-02-08 16:05:42.807015', "
                + "x'627974657320636f6e7461696e696e67207370656369616c2063686172732027202220072000', "
                + "'string containing special chars '' \" \u0007 \\0'";
        if (!mariaDb.lastSql().equals(expected)) {
            throw new IllegalStateException("the codecs wrote " + mariaDb.lastSql());
        }
    }

    @Benchmark
    public int driverCodecs() throws IOException, SQLException {
        return mariaDb.encode(driver[advance()]);
    }

    @Benchmark
    public int appendkitCodecs() throws IOException, SQLException {
        return mariaDb.encode(appendkit[advance()]);
    }

    private int advance() {
        int index = next;
        next = (index + 1) & (SETS - 1);
        return index;
    }
}
