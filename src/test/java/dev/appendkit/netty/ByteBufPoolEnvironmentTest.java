// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What depends on how the JVM was started: a Netty that may not use Unsafe, and Netty's leak detector. */
@Tag("thorough")
class ByteBufPoolEnvironmentTest {
    @Test
    void withoutUnsafeABufferBehavesTheSame() throws IOException, InterruptedException {
        ChildJvm.Result result = run("-Dio.netty.noUnsafe=true", "compare");
        assertThat(result.output()).endsWith("all the same, Unsafe false");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theLeakDetectorSeesABufferThatNobodyReleased() throws IOException, InterruptedException {
        ChildJvm.Result result = run("-Dio.netty.leakDetection.level=paranoid", "lose");
        assertThat(result.output()).contains("LEAK: ByteBuf.release()").contains("ByteBufPoolMain.use");
    }

    @Test
    void withoutALeakDetectorNothingIsReported() throws IOException, InterruptedException {
        ChildJvm.Result result = run("-Dio.netty.leakDetection.level=disabled", "lose");
        assertThat(result.output()).doesNotContain("LEAK").endsWith("done");
    }

    private static ChildJvm.Result run(String option, String what) throws IOException, InterruptedException {
        return ChildJvm.run(List.of(option, "-cp", ChildJvm.testClassPath(), ByteBufPoolMain.class.getName(), what));
    }
}
