// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import java.nio.BufferOverflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not reach: depth, messages, objects that write themselves, texts that interfere. */
class JsonWriterTest {
    private final AppendBuffer out = AppendBuffer.growing(64, 1 << 16);
    private final JsonWriter json = new JsonWriter().reset(out);

    private String written() {
        return out.toString(UTF_8);
    }

    @Test
    void sixtyFourLevelsAndNoMore() {
        for (int depth = 0; depth < JsonWriter.MAX_DEPTH; depth++) {
            if (depth % 3 == 0) {
                json.beginObject().name("a");
            } else {
                json.beginArray();
            }
        }
        assertThatThrownBy(json::beginArray)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("beginArray: the depth is at most 64");
        assertThatThrownBy(json::beginObject).hasMessage("beginObject: the depth is at most 64");
        json.appendInt(1);
        for (int depth = JsonWriter.MAX_DEPTH - 1; depth >= 0; depth--) {
            if (depth % 3 == 0) {
                assertThatThrownBy(json::endArray).isInstanceOf(IllegalStateException.class);
                json.endObject();
            } else {
                assertThatThrownBy(json::endObject).isInstanceOf(IllegalStateException.class);
                json.endArray();
            }
        }
        assertThat(json.isComplete()).isTrue();
    }

    @Test
    void messagesSayWhatMayBeCalledAndTheDepth() {
        json.beginObject();
        assertThatThrownBy(() -> json.appendLong(42))
                .hasMessage("appendLong: what may be called here is name or endObject, at depth 1");
        json.name("secret");
        assertThatThrownBy(() -> json.name("x")).hasMessage("name: what may be called here is a value, at depth 1");
        assertThatThrownBy(json::endObject).hasMessageContaining("endObject: what may be called here is a value");
        json.appendNull().endObject();
        assertThatThrownBy(json::beginArray).hasMessageContaining("endRecord or reset");
        assertThatThrownBy(() -> new JsonWriter().appendNull()).hasMessageContaining("reset(AppendBuffer)");
    }

    @Test
    void anObjectThatFailsLeavesNothing() {
        RuntimeException failure = new RuntimeException();
        json.beginArray().appendInt(1);
        assertThatThrownBy(() -> json.appendValue(self -> {
                    self.beginObject().name("a").beginArray().appendString("b");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(written()).isEqualTo("[1");
        json.appendInt(2).endArray();
        assertThat(written()).isEqualTo("[1,2]");
    }

    @Test
    void anObjectThatFailsFirstBeginsNoRecord() {
        assertThatThrownBy(() -> json.appendValue(self -> self.beginArray())).isInstanceOf(IllegalStateException.class);
        out.appendAscii("between ");
        json.appendInt(1);
        json.rollBack();
        assertThat(written()).isEqualTo("between ");
    }

    @Test
    void anObjectWithinAnObject() {
        JsonValue inner = self -> self.beginObject().name("c").appendInt(1).endObject();
        JsonValue outer = self -> self.beginArray().appendValue(inner).appendValue(inner).endArray();
        json.beginObject().name("a").appendValue(outer).name("b").appendValue(inner).endObject().endRecord();
        assertThat(written()).isEqualTo("{\"a\":[{\"c\":1},{\"c\":1}],\"b\":{\"c\":1}}\n");
    }

    /** The object's own mistake is refused where it is made, and can be mended there. */
    @Test
    void anObjectMayCatchARefusal() {
        json.beginArray();
        json.appendValue(self -> {
            self.appendInt(1);
            assertThat(self.isComplete()).isFalse();
            assertThatThrownBy(() -> self.appendInt(2)).hasMessageContaining("an object writes one value");
            assertThatThrownBy(() -> self.reset(out)).isInstanceOf(IllegalStateException.class);
        });
        json.endArray();
        assertThat(written()).isEqualTo("[1]");
    }

    @Test
    void anObjectThatClearsTheCursorAndFailsDoesNoHarm() {
        json.beginArray().appendString("abcdefgh");
        assertThatThrownBy(() -> json.appendValue(self -> {
                    out.clear();
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.length()).isZero();
        json.rollBack();
        json.appendInt(1);
        assertThat(written()).isEqualTo("1");
    }

    @Test
    void aFailureAfterADrainBreaksTheCursor() {
        CollectingSink sink = new CollectingSink();
        AppendBuffer draining = AppendBuffer.draining(sink, 16);
        json.reset(draining);
        assertThatThrownBy(() -> json.appendValue(self -> {
                    self.beginArray().appendString("longer than the window is").appendString("and more of it");
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sink.aborts()).isEqualTo(1);
        assertThatThrownBy(json::appendNull).isInstanceOf(IllegalStateException.class);
        json.rollBack();
        draining.close();
        assertThatThrownBy(json::rollBack).isInstanceOf(IllegalStateException.class);
    }

    /** A text whose code calls the very writer comes behind what that wrote. */
    @Test
    void aTextThatAppends() {
        json.beginArray();
        json.appendString(new CharSequence() {
            @Override
            public int length() {
                return 2;
            }

            @Override
            public char charAt(int index) {
                json.appendInt(index).appendString(new StringBuilder("deeper"));
                return 'x';
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new UnsupportedOperationException();
            }
        });
        json.endArray();
        assertThat(written()).isEqualTo("[0,\"deeper\",1,\"deeper\",\"xx\"]");
    }

    @Test
    void badArgumentsChangeNothing() {
        json.beginArray();
        byte[] bytes = new byte[4];
        assertThatThrownBy(() -> json.appendBase64(bytes, 1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> json.appendRawValue(bytes, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> json.appendString("abc", 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> json.appendString(new StringBuilder("abc"), -1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> json.appendString(null, 0, 0)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> json.appendInstant(null, FractionDigits.NONE)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> json.appendInstant(0, 0, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> json.appendInstant(0, -1, FractionDigits.NONE)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> json.appendInstant(Instant.MAX, FractionDigits.NONE))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> json.appendDate(LocalDate.of(10_000, 1, 1))).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> json.reset(null)).isInstanceOf(NullPointerException.class);
        assertThat(written()).isEqualTo("[");
        json.appendInt(7).endArray();
        assertThat(written()).isEqualTo("[7]");
    }

    @Test
    void aClosedOrClearedCursor() {
        AppendBuffer draining = AppendBuffer.draining(new CollectingSink(), 64);
        json.reset(draining).beginArray();
        draining.close();
        assertThatThrownBy(json::appendNull).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(json::rollBack).isInstanceOf(IllegalStateException.class);
        json.reset(out).beginArray().appendString("text");
        out.clear();
        json.rollBack();
        assertThat(out.length()).isZero();
    }

    @Test
    void aRecordThatDoesNotFitIsRolledBackAndFitsAfterwards() {
        AppendBuffer packet = AppendBuffer.wrap(new byte[24], 0, 24);
        json.reset(packet).beginObject().name("a").appendInt(1).endObject().endRecord();
        assertThatThrownBy(() -> json.beginObject().name("name").appendString("too long for it"))
                .isInstanceOf(BufferOverflowException.class);
        json.rollBack();
        assertThat(packet.toString(UTF_8)).isEqualTo("{\"a\":1}\n");
        packet.clear();
        json.beginArray().appendString("fits").endArray().endRecord();
        assertThat(packet.toString(UTF_8)).isEqualTo("[\"fits\"]\n");
    }
}
