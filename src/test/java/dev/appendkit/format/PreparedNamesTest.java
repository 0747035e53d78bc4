// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.appendkit.AppendBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What was encoded once is what its text is where it stands, or is refused as that is; JsonTextsTest has names. */
class PreparedNamesTest {
    private static final int ROOM = 1 << 12;

    @Test
    void anArgumentOfEveryChar() {
        AppendBuffer one = AppendBuffer.growing(ROOM, ROOM);
        AppendBuffer other = AppendBuffer.growing(ROOM, ROOM);
        RespWriter prepared = new RespWriter().reset(one);
        RespWriter plain = new RespWriter().reset(other);
        forEveryChar((text, ignored) -> {
            prepared.reset(one.clear()).beginCommand(1).appendArgument(RespArgument.of(text));
            plain.reset(other.clear()).beginCommand(1).appendArgument(text);
            check(text, one, other);
        });
    }

    @Test
    void labelsOfEveryChar() {
        AppendBuffer one = AppendBuffer.growing(ROOM, ROOM);
        AppendBuffer other = AppendBuffer.growing(ROOM, ROOM);
        for (PrometheusWriter metrics : List.of(PrometheusWriter.text(), PrometheusWriter.openMetrics())) {
            forEveryChar((text, lone) -> {
                if (lone) {
                    assertRefused(() -> PrometheusLabels.of("a", "b", text, "c"), text);
                    assertRefused(() -> sample(metrics, other).label(text, "c"), text);
                } else {
                    sample(metrics, one).labels(PrometheusLabels.of("a", text, text, "c"));
                    sample(metrics, other).label("a", text).label(text, "c");
                    check(text, one, other);
                }
            });
        }
    }

    /** What is longer than the window passes through it in pieces, as its text does. */
    @Test
    void longOnesOnADrainingCursor() {
        String text = "Ω\"".repeat(100);
        checkDrained(
                out -> new JsonWriter()
                        .reset(out)
                        .beginObject()
                        .name(JsonName.of("a"))
                        .appendNull()
                        .name(JsonName.of(text))
                        .appendNull(),
                out -> new JsonWriter()
                        .reset(out)
                        .beginObject()
                        .name("a")
                        .appendNull()
                        .name(text)
                        .appendNull());
        checkDrained(
                out -> new RespWriter().reset(out).beginCommand(1).appendArgument(RespArgument.of(text)),
                out -> new RespWriter().reset(out).beginCommand(1).appendArgument(text));
        checkDrained(
                out -> sample(PrometheusWriter.text(), out)
                        .labels(PrometheusLabels.of("a", text))
                        .labels(PrometheusLabels.of("b", text)),
                out -> sample(PrometheusWriter.text(), out).label("a", text).label("b", text));
    }

    private static void checkDrained(Consumer<AppendBuffer> prepared, Consumer<AppendBuffer> plain) {
        AppendBuffer expected = AppendBuffer.growing(ROOM, ROOM);
        plain.accept(expected);
        for (int capacity = 48; capacity < 500; capacity += 13) {
            CollectingSink sink = new CollectingSink();
            AppendBuffer out = AppendBuffer.draining(sink, capacity);
            prepared.accept(out);
            out.close();
            assertThat(sink.content()).as("capacity %d", capacity).isEqualTo(expected.toString(ISO_8859_1));
        }
    }

    private static PrometheusWriter sample(PrometheusWriter metrics, AppendBuffer out) {
        return metrics.reset(out.clear())
                .family("f", MetricType.GAUGE, null, null)
                .beginSample("");
    }

    private static void forEveryChar(BiConsumer<String, Boolean> test) {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            boolean lone = Character.isSurrogate((char) c);
            test.accept("abcdefghijklmnopqrst".substring(c % 19) + (char) c, lone);
            test.accept((char) c + "é".repeat(c % 7), lone);
        }
        test.accept("a\uD83D\uDE00b", false);
    }

    private static void check(String text, AppendBuffer prepared, AppendBuffer plain) {
        String expected = plain.toString(ISO_8859_1);
        if (!prepared.toString(ISO_8859_1).equals(expected)) {
            assertThat(prepared.toString(ISO_8859_1)).as(text).isEqualTo(expected);
        }
    }

    private static void assertRefused(Runnable call, String text) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            return;
        }
        fail("not refused: " + text);
    }
}
