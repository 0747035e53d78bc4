// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.JsonStyle.NonFinite;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonStyleTest {
    static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c));
    }

    private static String written(JsonStyle style, Consumer<JsonWriter> call) {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 20);
        call.accept(new JsonWriter(style).reset(out));
        return out.toString(UTF_8);
    }

    @Test
    void nonFiniteNumbers() {
        JsonStyle strings = JsonStyle.standard().nonFinite(NonFinite.STRING);
        assertThat(written(
                        strings,
                        json -> json.beginArray()
                                .appendDouble(Double.NaN)
                                .appendDouble(Double.POSITIVE_INFINITY)
                                .appendFloat(Float.NEGATIVE_INFINITY)
                                .appendFloat(1)
                                .endArray()))
                .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",1.0]");
        JsonStyle nulls = JsonStyle.standard().nonFinite(NonFinite.NULL).numbers(JsonStyle.Numbers.ECMASCRIPT);
        assertThat(written(
                        nulls,
                        json -> json.beginArray()
                                .appendDouble(Double.NaN)
                                .appendFloat(Float.NEGATIVE_INFINITY)
                                .appendFloat(1)
                                .endArray()))
                .isEqualTo("[null,null,1]");
        assertThatThrownBy(() -> written(JsonStyle.standard(), json -> json.appendDouble(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withersAnswerCopies() {
        JsonStyle standard = JsonStyle.standard();
        assertThat(standard.escapes(JsonStyle.Escapes.ASCII)).isNotSameAs(standard);
        assertThat(written(standard, json -> json.appendString("ä"))).isEqualTo("\"ä\"");
        JsonStyle both = standard.escapes(JsonStyle.Escapes.ASCII).nonFinite(NonFinite.NULL);
        assertThat(written(both, json -> json.beginArray().appendString("ä").appendDouble(Double.NaN)))
                .isEqualTo("[\"\\u00e4\",null");
        assertThatThrownBy(() -> standard.escapes(null)).isInstanceOf(NullPointerException.class);
    }
}
