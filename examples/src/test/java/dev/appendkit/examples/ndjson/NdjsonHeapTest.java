// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is larger than the heap, 40 MB; {@code -DargLine=-Dappendkit.ndjson.bytes=1000000000} makes it as large
 * as that many bytes.
 */
class NdjsonHeapTest {
    private static final long BYTES = Long.getLong("appendkit.ndjson.bytes", 40_000_000);
    private static final int HEAP_MIB = 12;

    @TempDir
    Path dir;

    @Test
    void theSizeOfTheFileDoesNotMatter() throws IOException, InterruptedException {
        Path csv = dir.resolve("in.csv");
        Path ndjson = dir.resolve("out.ndjson");
        long rows = write(csv);
        assertThat(Files.size(csv)).isGreaterThan(2L * HEAP_MIB << 20);

        Path messages = dir.resolve("messages");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + HEAP_MIB + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ndjson.class.getName(),
                        csv.toString(),
                        ndjson.toString())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(messages)).isEqualTo("ndjson: " + rows + " rows\n");
        assertThat(process.exitValue()).isZero();

        assertThat(readBack(ndjson)).isEqualTo(rows);
        System.out.println(getClass().getSimpleName() + ": " + Files.size(csv) + " bytes became " + Files.size(ndjson)
                + " in a heap of " + HEAP_MIB + " MiB");
    }

    private static String name(long row) {
        return "the \"name\" of " + row + ",\näöü";
    }

    private static long write(Path csv) throws IOException {
        long bytes = 0;
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("id,name,note\r\n");
            while (bytes < BYTES) {
                String line =
                        rows + ",\"" + name(rows).replace("\"", "\"\"") + "\"," + (rows % 3 == 0 ? "" : "x") + "\r\n";
                out.write(line);
                bytes += line.getBytes(UTF_8).length;
                rows++;
            }
        }
        return rows;
    }

    /** Fails at the first row that is another one. */
    private static long readBack(Path ndjson) throws IOException {
        long rows = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(ndjson));
                JsonParser parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                boolean same = parser.nextFieldName().equals("id")
                        && parser.nextTextValue().equals(Long.toString(rows))
                        && parser.nextFieldName().equals("name")
                        && parser.nextTextValue().equals(name(rows))
                        && parser.nextFieldName().equals("note")
                        && (rows % 3 == 0
                                ? parser.nextToken() == JsonToken.VALUE_NULL
                                : parser.nextTextValue().equals("x"))
                        && parser.nextToken() == JsonToken.END_OBJECT;
                assertThat(same).as("row %d", rows).isTrue();
                rows++;
            }
        }
        return rows;
    }
}
