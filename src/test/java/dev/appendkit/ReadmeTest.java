// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README promises on its first screen is what its code prints. */
class ReadmeTest {
    private static final Path README = Path.of(System.getProperty("appendkit.classes"), "../../../README.md");

    @Test
    void theFirstLinesPrintWhatStandsBelowThem() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        AppendBuffer out = AppendBuffer.growing(64, 1024);
        out.appendAscii("id=")
                .appendLong(42)
                .appendByte((byte) ' ')
                .appendDouble(0.1)
                .appendByte((byte) '\n');
        SqlTemplate insert = SqlTemplate.compile("INSERT INTO t VALUES (?, ?)", SqlMode.mysql());
        insert.appendTo(out, new SqlParameters(2).setDecimal(1, 1250, 2).setString(2, "it's"));
        out.writeTo(printed);

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("id=42 0.1\nINSERT INTO t VALUES (12.50, 'it''s')");
        assertThat(Files.readString(README)).contains("```\n" + text + "\n```");
    }

    @Test
    void theNegatedPlaceholderAndTheListAreWrittenAsShown() throws Exception {
        SqlTemplate select = SqlTemplate.compile("SELECT * FROM t WHERE d > -? AND id IN (?)", SqlMode.mariadb());

        String text = select.toSql(-5, List.of(1, 2));

        assertThat(text).isEqualTo("SELECT * FROM t WHERE d > -(-5) AND id IN (1, 2)");
        assertThat(Files.readString(README)).contains(text);
    }
}
