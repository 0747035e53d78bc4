// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle.Escapes;
import dev.appendkit.format.JsonStyle.Numbers;
import dev.appendkit.testing.EmbeddedPostgreSql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What independent readers make of random documents: Jackson, Gson at its strictest, and PostgreSQL's jsonb. */
class JsonOracleTest {
    private static final int RECORDS = 2_000;

    /** Doubles and floats by the value that the reader's decimal rounds to, other numbers as decimals. */
    private static boolean matches(Object read, Object expected) {
        if (expected instanceof Double value) {
            return read instanceof BigDecimal number && number.doubleValue() == value;
        }
        if (expected instanceof Float value) {
            return read instanceof BigDecimal number && number.floatValue() == value;
        }
        if (expected instanceof BigDecimal value) {
            return read instanceof BigDecimal number && number.compareTo(value) == 0;
        }
        if (expected instanceof List<?> all) {
            return read instanceof List<?> elements && matchAll(elements, all);
        }
        if (expected instanceof Map<?, ?> all) {
            return read instanceof Map<?, ?> members
                    && List.copyOf(members.keySet()).equals(List.copyOf(all.keySet()))
                    && matchAll(new ArrayList<>(members.values()), new ArrayList<>(all.values()));
        }
        return Objects.equals(read, expected);
    }

    private static boolean matchAll(List<?> read, List<?> expected) {
        if (read.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < read.size(); i++) {
            if (!matches(read.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static void check(Object read, Object expected) {
        if (!matches(read, expected)) {
            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void theControlSeesWhatDiffers() {
        assertThat(matches(List.of(BigDecimal.ONE), List.of(1.0))).isTrue();
        assertThat(matches(List.of(BigDecimal.ONE), List.of(1.5))).isFalse();
        assertThat(matches(Map.of("a", "b"), Map.of("a", "c"))).isFalse();
        assertThat(matches(Map.of("a", "b"), Map.of("b", "b"))).isFalse();
        assertThat(matches(List.of(), List.of("a"))).isFalse();
        assertThat(matches("1", BigDecimal.ONE)).isFalse();
    }

    /** Newline-delimited, and read line by line. */
    @ParameterizedTest
    @EnumSource(Escapes.class)
    void jacksonAndGsonReadWhatWasWritten(Escapes escapes) {
        Random random = new Random(escapes.name().hashCode());
        JsonDocuments documents = new JsonDocuments(random, true);
        StringBuilder all = new StringBuilder();
        AppendBuffer out = AppendBuffer.growing(1 << 10, 1 << 20);
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Numbers numbers = i % 2 == 0 ? Numbers.SHORTEST : Numbers.ECMASCRIPT;
            JsonWriter json =
                    new JsonWriter(JsonStyle.standard().escapes(escapes).numbers(numbers));
            json.reset(out.clear());
            expected.add(documents.write(json, 0));
            json.endRecord();
            all.append(out.toString(UTF_8));
        }
        String[] lines = all.toString().split("\n", -1);
        assertThat(lines).hasSize(RECORDS + 1);
        for (int i = 0; i < RECORDS; i++) {
            check(JsonReaders.jackson(lines[i].getBytes(UTF_8)), expected.get(i));
            check(JsonReaders.gson(lines[i]), expected.get(i));
        }
    }

    @Test
    void theControlIsRefusedByBothReaders() {
        for (String wrong : List.of("{\"a\":1,}", "[1 2]", "\"a\nb\"", "NaN", "[1]x", "{\"a\"}", "'a'")) {
            assertThatThrownBy(() -> JsonReaders.jackson(wrong.getBytes(UTF_8))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> JsonReaders.gson(wrong)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void postgreSqlReadsWhatWasWritten() throws SQLException {
        Random random = new Random(18);
        JsonDocuments documents = new JsonDocuments(random, false);
        try (Connection connection = EmbeddedPostgreSql.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT e FROM jsonb_array_elements_text(?::jsonb) WITH ORDINALITY AS t (e, n) ORDER BY n")) {
            for (int batch = 0; batch < 20; batch++) {
                checkTexts(documents, select);
            }
            checkNumbers(random, select);
        }
    }

    private static void checkTexts(JsonDocuments documents, PreparedStatement select) throws SQLException {
        AppendBuffer out = AppendBuffer.growing(1 << 10, 1 << 20);
        JsonWriter json = new JsonWriter().reset(out).beginArray();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String text = documents.text();
            json.appendString(text);
            texts.add(JsonDocuments.wellFormed(text));
        }
        json.endArray();
        assertThat(elements(select, out.toString(UTF_8))).isEqualTo(texts);
    }

    private static void checkNumbers(Random random, PreparedStatement select) throws SQLException {
        for (Numbers numbers : Numbers.values()) {
            AppendBuffer out = AppendBuffer.growing(1 << 10, 1 << 20);
            JsonWriter json = new JsonWriter(JsonStyle.standard().numbers(numbers))
                    .reset(out)
                    .beginArray();
            List<Double> expected = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                double value = Double.longBitsToDouble(random.nextLong());
                if (Double.isFinite(value)) {
                    json.appendDouble(value);
                    expected.add(value);
                }
            }
            json.endArray();
            List<String> read = elements(select, out.toString(UTF_8));
            for (int i = 0; i < read.size(); i++) {
                assertThat(new BigDecimal(read.get(i)).doubleValue()).isEqualTo(expected.get(i));
            }
            assertThat(read).hasSameSizeAs(expected);
        }
    }

    private static List<String> elements(PreparedStatement select, String json) throws SQLException {
        select.setString(1, json);
        List<String> elements = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                elements.add(rows.getString(1));
            }
        }
        return elements;
    }
}
