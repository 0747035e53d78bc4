// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(drawn, true, UTF_8);

    /** The bar is drawn by another thread, and once more when it is closed. */
    private String drawn(Progress progress, long done, long rows) {
        try (progress) {
            progress.at(done, rows);
        }
        return drawn.toString(UTF_8);
    }

    /** Between the slash and the parenthesis is the time left. */
    @Test
    void aFileHasRowsSpeedAndTimeLeft() {
        String bar = drawn(Progress.ofBytes(terminal, "loading", 40_000_000).withoutPatience(), 10_000_000, 4096);
        assertThat(bar).containsPattern("loading +25% \\[.*] 10/40MB \\(\\d:\\d\\d:\\d\\d / \\d:\\d\\d:\\d\\d\\)");
        assertThat(bar).containsPattern("MB/s").contains("4,096 rows");
    }

    @Test
    void aPipeHasNoSizeAndSoNoTimeLeft() {
        String bar = drawn(Progress.ofBytes(terminal, "loading", -1).withoutPatience(), 10_000_000, 8192);
        assertThat(bar).contains("10/?MB", "/ ?)", "8,192 rows", "MB/s");
    }

    @Test
    void roundsAreNoRows() {
        assertThat(drawn(Progress.ofRounds(terminal, "repeating", 20).withoutPatience(), 5, -1))
                .contains("5/20 rounds")
                .doesNotContain("rows");
    }

    @Test
    void withoutATerminalNothingIsDrawn() {
        assertThat(drawn(Progress.ofBytes(null, "loading", 40_000_000).withoutPatience(), 10_000_000, 4096))
                .isEmpty();
    }

    @Test
    void theScriptKnowsTheTerminal() {
        for (boolean told : new boolean[] {true, false}) {
            System.setProperty("csv2sql.terminal", String.valueOf(told));
            try {
                assertThat(Progress.onTerminal()).isEqualTo(told);
            } finally {
                System.clearProperty("csv2sql.terminal");
            }
        }
    }
}
