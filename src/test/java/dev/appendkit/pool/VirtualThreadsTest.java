// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appendkit.testing.ChildJvm;
import dev.appendkit.testing.VirtualThreadsMain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link VirtualThreadsMain} prints, on JDKs that have virtual threads. */
class VirtualThreadsTest {
    @BeforeEach
    void thisJdkHasThem() {
        assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
    }

    private static ChildJvm.Result run(String... control) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-Djdk.traceVirtualThreadLocals=true", "-cp", ChildJvm.testClassPath(), mainClass()));
        arguments.addAll(List.of(control));
        return ChildJvm.run(arguments);
    }

    private static String mainClass() {
        return VirtualThreadsMain.class.getName();
    }

    @Test
    void aHundredThousandShareTheSlotsWithoutPinningAndWithoutThreadLocals() throws Exception {
        ChildJvm.Result result = run();
        assertThat(result.output().lines())
                .containsExactly("at once true true", "while others wait true true", "pinned");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aThreadLocalAndAPinnedCarrierAreSeen() throws Exception {
        ChildJvm.Result result = run("misbehave");
        assertThat(result.output()).contains("java.lang.ThreadLocal.set").contains("SleepsInItsInitializer");
    }
}
