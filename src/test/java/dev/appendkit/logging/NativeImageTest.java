// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** GraalVM is told which resources a native image needs. */
class NativeImageTest {
    private static final String METADATA = "META-INF/native-image/dev.appendkit/appendkit/resource-config.json";
    private static final Pattern PATTERN = Pattern.compile("\"pattern\": \"([^\"]*)\"");

    private static List<Pattern> patterns() throws Exception {
        try (InputStream stream = EventTemplate.class.getClassLoader().getResourceAsStream(METADATA)) {
            String metadata =
                    new String(Objects.requireNonNull(stream, METADATA).readAllBytes(), UTF_8);
            return PATTERN.matcher(metadata)
                    .results()
                    .map(found -> Pattern.compile(found.group(1).replace("\\\\", "\\")))
                    .toList();
        }
    }

    @Test
    void theNamedTemplates() throws Exception {
        List<Pattern> patterns = patterns();
        for (NamedTemplates template : NamedTemplates.values()) {
            String resource = "dev/appendkit/logging/" + template.file();
            assertThat(EventTemplate.class.getClassLoader().getResource(resource))
                    .isNotNull();
            assertThat(patterns)
                    .as(resource)
                    .anyMatch(pattern -> pattern.matcher(resource).matches());
        }
        assertThat(patterns)
                .noneMatch(pattern -> pattern.matcher("dev/appendkit/logging/EventTemplate.class")
                        .matches());
    }
}
