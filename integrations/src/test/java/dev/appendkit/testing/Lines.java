// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines of JSON as strictly as two parsers can. */
public final class Lines {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Lines() {}

    public static List<JsonNode> of(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    /** Each line's tree; fails unless all of it is UTF-8, every line is one object and the last byte is LF. */
    public static List<JsonNode> of(byte[] bytes) throws IOException {
        String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        assertThat(text).endsWith("\n").doesNotContain("\r");
        List<JsonNode> trees = new ArrayList<>();
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            trees.add(parse(line));
        }
        return trees;
    }

    public static JsonNode parse(String line) {
        JsonReader gson = new JsonReader(new StringReader(line));
        gson.setStrictness(Strictness.STRICT);
        assertThat(JsonParser.parseReader(gson).isJsonObject()).as(line).isTrue();
        return JACKSON.readTree(line);
    }
}
