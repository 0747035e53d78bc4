// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.AppendBuffer;
import java.nio.BufferOverflowException;
import java.util.List;

/** Any sequence of calls with any text: each line that ends is one that the independent readers read. */
final class JsonCases {
    private static final int CALLS = 40;

    private JsonCases() {}

    private static final List<JsonStyle.Escapes> ESCAPES = List.of(JsonStyle.Escapes.values());
    private static final List<JsonStyle.Numbers> NUMBERS = List.of(JsonStyle.Numbers.values());

    static void check(Choices choices) {
        AppendBuffer out = AppendBuffer.growing(16, 64 + choices.below(2_000));
        JsonStyle style =
                JsonStyle.standard().escapes(ESCAPES.get(choices.below(3))).numbers(NUMBERS.get(choices.below(2)));
        JsonWriter json = new JsonWriter(style).reset(out);
        for (int i = 0; i < CALLS; i++) {
            int before = out.length();
            try {
                call(json, choices);
            } catch (IllegalStateException | IllegalArgumentException | BufferOverflowException e) {
                if (out.length() != before) {
                    throw new AssertionError("a refused call changed the length", e);
                }
            }
        }
        if (!json.isComplete()) {
            json.rollBack();
        }
        for (String line : (Iterable<String>) out.toString(UTF_8).lines()::iterator) {
            if (!line.isEmpty()) {
                Object one = JsonReaders.jackson(line.getBytes(UTF_8));
                Object other = JsonReaders.gson(line);
                if (one == null ? other != null : !one.equals(other)) {
                    throw new AssertionError("two readers read different values");
                }
            }
        }
    }

    private static void call(JsonWriter json, Choices choices) {
        switch (choices.below(14)) {
            case 0 -> json.beginObject();
            case 1 -> json.endObject();
            case 2 -> json.beginArray();
            case 3 -> json.endArray();
            case 4 -> json.name(choices.text());
            case 5 -> json.name(JsonDocuments.builder(choices.text()));
            case 6 -> json.appendString(choices.text());
            case 7 -> json.appendString(JsonDocuments.builder(choices.text()));
            case 8 -> json.appendLong(choices.below(1_000_000) - 500_000L);
            case 9 -> json.appendDouble(choices.below(1_000_000) / 1e9);
            case 10 -> json.appendNull();
            case 11 -> json.appendValue(self -> call(self, choices));
            case 12 -> json.endRecord();
            default -> {
                if (choices.below(8) == 0) {
                    json.rollBack();
                }
            }
        }
    }
}
