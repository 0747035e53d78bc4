// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.NativeImage;
import org.junit.jupiter.api.Test;

/** GraalVM is told what Logback and Spring Boot make by reflection. */
class NativeImageTest {
    @Test
    void theEncoderAndTheFormatter() throws Exception {
        assertThat(NativeImage.reflection("dev.appendkit/appendkit-logback"))
                .containsExactly(AppendkitEncoder.class, AppendkitStructuredLogFormatter.class);
    }
}
