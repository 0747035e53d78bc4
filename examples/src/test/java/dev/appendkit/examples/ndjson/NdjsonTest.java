// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonTest {
    @TempDir
    Path dir;

    @Test
    void everyRowIsReadBackFromItsLine() throws IOException {
        Path csv = dir.resolve("in.csv");
        Path ndjson = dir.resolve("out.ndjson");
        List<List<String>> rows = rows(20_000);
        try (Writer out = Files.newBufferedWriter(csv)) {
            out.write("id,\"the \"\"name\"\"\",note\r\n");
            for (List<String> row : rows) {
                out.write(row.get(0) + ",\"" + row.get(1).replace("\"", "\"\"") + "\"," + row.get(2) + "\r\n");
            }
        }

        assertThat(Ndjson.convert(csv, ndjson, null)).isEqualTo(rows.size());

        assertThat(Files.size(ndjson)).isGreaterThan(10L * Ndjson.BUFFER);
        List<String> lines = Files.readAllLines(ndjson);
        assertThat(lines).hasSameSizeAs(rows);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(read(lines.get(i))).isEqualTo(rows.get(i));
        }
    }

    private static List<List<String>> rows(int count) {
        Random random = new Random(3);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = random.ints(random.nextInt(1, 60), ' ', 0x250)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            rows.add(List.of(Integer.toString(i), name, i % 3 == 0 ? "" : "note " + i));
        }
        return rows;
    }

    private static List<String> read(String line) throws IOException {
        List<String> fields = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (String name : List.of("id", "the \"name\"", "note")) {
                assertThat(parser.nextFieldName()).isEqualTo(name);
                fields.add(parser.nextToken() == JsonToken.VALUE_NULL ? "" : parser.getText());
            }
            assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return fields;
    }

    @Test
    void aRowWithAFieldTooFewIsRefusedWithItsLine() throws IOException {
        Path csv = Files.writeString(dir.resolve("in.csv"), "a,b\n1,2\n3\n");
        assertThatThrownBy(() -> Ndjson.convert(csv, dir.resolve("out"), null))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("3");
        Path empty = Files.writeString(dir.resolve("empty.csv"), "");
        assertThatThrownBy(() -> Ndjson.convert(empty, dir.resolve("out"), null))
                .hasMessageContaining("the first line names the columns");
    }
}
