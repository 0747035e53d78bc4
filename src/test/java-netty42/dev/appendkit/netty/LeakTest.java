// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No reference count is left over, told by a detector that counts instead of waiting for the garbage collector. */
@Tag("thorough")
class LeakTest {
    @Test
    void nothingLeaks() throws IOException, InterruptedException {
        ChildJvm.Result result = run("balanced");
        assertThat(result.output()).endsWith("no leak" + System.lineSeparator());
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leak", "leak of a pool"})
    void theDetectorFindsALeak(String what) throws IOException, InterruptedException {
        ChildJvm.Result result = run(what);
        assertThat(result.output()).contains("memory leak detected").doesNotContain("no leak");
        assertThat(result.exitCode()).isNotZero();
    }

    private static ChildJvm.Result run(String what) throws IOException, InterruptedException {
        return ChildJvm.run(List.of(
                "-Dio.netty.customResourceLeakDetector=io.netty.util.LeakPresenceDetector",
                "-cp",
                ChildJvm.testClassPath(),
                LeakMain.class.getName(),
                what));
    }
}
