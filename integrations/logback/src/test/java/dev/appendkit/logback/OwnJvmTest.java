// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.logback.child.HostMain;
import dev.appendkit.testing.ChildJvm;
import dev.appendkit.testing.Lines;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A program with nothing but the library and Logback: no Netty and no Spring, on the class path and on the module path,
 * with unusual defaults.
 */
class OwnJvmTest {
    private static final String[] HOST = {"slf4j-api-", "logback-core-", "logback-classic-"};

    @TempDir
    private Path directory;

    @Test
    void onTheClassPathWithoutNetty() throws Exception {
        String printed = run(onTheClassPath());
        assertThat(printed).contains("netty false", "module false");
    }

    @Test
    void onTheModulePath() throws Exception {
        String printed = run(List.of(
                "-p",
                ChildJvm.runtimePath(HOST),
                "--add-modules",
                "dev.appendkit.logback",
                "-cp",
                ChildJvm.testClasses()));
        assertThat(printed).contains("netty false", "module true");
    }

    @Test
    void withAnAsciiDefault() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Dfile.encoding=US-ASCII"));
        arguments.addAll(onTheClassPath());
        assertThat(run(arguments)).contains("charset US-ASCII");
    }

    @Test
    void inALocaleWithOtherDigits() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-Duser.language=ar", "-Duser.country=EG"));
        arguments.addAll(onTheClassPath());
        assertThat(run(arguments)).contains("digit " + (int) '١');
    }

    private static List<String> onTheClassPath() {
        return List.of("-cp", ChildJvm.runtimePath(HOST) + File.pathSeparator + ChildJvm.testClasses());
    }

    private String run(List<String> path) throws Exception {
        Path log = directory.resolve("app.log");
        Path xml = Files.writeString(
                directory.resolve("logback.xml"),
                "<configuration>" + Contexts.file("file", log, Contexts.encoder("<template>ecs</template>"))
                        + "<root level=\"info\"><appender-ref ref=\"file\"/></root></configuration>");
        List<String> arguments = new ArrayList<>(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + xml));
        arguments.addAll(path);
        arguments.add(HostMain.class.getName());
        String printed = ChildJvm.run(arguments);
        List<JsonNode> lines = Lines.of(log);
        assertThat(lines).hasSize(1_001);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines.get(i).get("message").asString()).isEqualTo("event " + i + " ä€😀");
            assertThat(lines.get(i).get("grüße").asString()).isEqualTo("şчж");
        }
        assertThat(lines.get(1_000).get("error.message").asString()).isEqualTo("ä€😀");
        // Logback's status would say so.
        assertThat(printed).doesNotContain("ERROR", "WARN");
        return printed;
    }
}
