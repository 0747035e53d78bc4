// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.examples.logging.LoggedOrders;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the program and reads each line of its files; what it measured goes to {@code target/measured.txt}. */
class OrdersTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"logback.xml", "elastic.xml", "logstash.xml"})
    void everyLineIsOneEvent(String configuration) throws Exception {
        List<String> printed =
                LoggedOrders.run(Orders.class, directory, "-Dlogback.configurationFile=" + configuration);
        assertThat(printed).hasSize(1);
        LoggedOrders.check(directory, event -> {
            String trace = event.has("error.stack_trace") ? "error.stack_trace" : "stack_trace";
            assertThat(event.get(trace).getAsString()).startsWith("java.lang.IllegalStateException: no\nitem\n");
        });
        LoggedOrders.keep(configuration, printed.get(0));
    }
}
