// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import dev.appendkit.testing.JdkOnlyMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything but {@code dev.appendkit.netty} works without any other jar and with the JDK's base module alone. */
class JdkOnlyTest {
    private static final String CLASSES = System.getProperty("appendkit.classes");

    private static final String EXPECTED = String.join(
            System.lineSeparator(),
            "-420.100000000-0000-0000-0000-000000000000",
            "1970-01-01T00:00:00.000Z-1.50\nSELECT 'it''s', 7, TIMESTAMP'1970-01-01 00:00:00', 'UUID'",
            "[\"ä\\n\"]\nk=\"a b\"\na''b",
            "no Flight Recorder",
            "no io.netty.buffer.ByteBuf",
            "no org.jspecify.annotations.Nullable",
            "no java.sql.Date",
            "");

    @Test
    void onTheClassPath() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(List.of(
                "--limit-modules", "java.base", "-cp", CLASSES + File.pathSeparator + testClasses(), mainClass()));
        assertThat(result).isEqualTo(new ChildJvm.Result(0, EXPECTED));
    }

    @Test
    void asAModule() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--limit-modules", "java.base,dev.appendkit"));
        arguments.addAll(List.of("-p", CLASSES, "--add-modules", "dev.appendkit", "-cp", testClasses(), mainClass()));
        assertThat(ChildJvm.run(arguments)).isEqualTo(new ChildJvm.Result(0, EXPECTED));
    }

    private static String mainClass() {
        return JdkOnlyMain.class.getName();
    }

    /** Nothing but the test classes themselves lies there. */
    private static String testClasses() {
        return Path.of(System.getProperty("appendkit.target"), "test-classes").toString();
    }
}
