// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.log4j2;

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
    @ValueSource(strings = {"log4j2.xml", "elastic.xml", "json-template.xml"})
    void everyLineIsOneEvent(String configuration) throws Exception {
        String option = "-Dlog4j2.configurationFile=classpath:" + configuration;
        // On JDK 24 and later, the JVM warns about methods that Disruptor calls.
        List<String> printed = LoggedOrders.run(Orders.class, directory, option).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
        assertThat(printed).hasSize(1);
        LoggedOrders.check(
                directory,
                event -> assertThat(event.get("error.message").getAsString()).isEqualTo("no\nitem"));
        LoggedOrders.keep(configuration, printed.get(0));
    }
}
