// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPairsTest {
    @TempDir
    Path folder;

    @Test
    void kitAndObjectsCountTheSame() throws IOException {
        KitCounter kit = (KitCounter) WordPairs.count("java.logging", false);
        PairCounter objects = WordPairs.count("java.logging", true);
        assertThat(kit.result()).isEqualTo(objects.result());
        assertThat(kit.result().words()).isGreaterThan(10_000);
        assertThat(kit.result().distinctPairs()).isGreaterThan(1_000);
        assertThat(kit.mostFrequent(100)).hasSize(100).isEqualTo(objects.mostFrequent(100));
        // Class names in descriptors begin with the package, not with an L.
        assertThat(kit.mostFrequent(100))
                .extracting(PairCounter.Count::word)
                .contains("java")
                .doesNotContain("ljava");
        assertThat(kit.writeMapAndCompare(folder.resolve("counts"))).isPositive();
    }
}
