// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.NativeImage;
import org.junit.jupiter.api.Test;

/** GraalVM is told what Log4j and Spring Boot make by reflection. */
class NativeImageTest {
    /** Log4j's annotation processor writes the metadata of plugins. */
    @Test
    void thePlugin() throws Exception {
        assertThat(NativeImage.reflection("log4j-generated/dev.appendkit/appendkit-log4j2"))
                .containsExactly(AppendkitLayout.class);
    }

    @Test
    void theFormatter() throws Exception {
        assertThat(NativeImage.reflection("dev.appendkit/appendkit-log4j2"))
                .containsExactly(AppendkitStructuredLogFormatter.class);
    }
}
