// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.Chars;
import java.nio.BufferOverflowException;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HttpFieldsTest {
    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcXYZ";

    private static String write(Consumer<AppendBuffer> call) {
        AppendBuffer out = AppendBuffer.growing(0, 1 << 16);
        call.accept(out);
        return out.toString(ISO_8859_1);
    }

    @Test
    void fieldsAreWritten() {
        assertThat(write(out -> HttpFields.appendField(out, "Content-Type", "text/plain;\tq=\"a b\"")))
                .isEqualTo("Content-Type: text/plain;\tq=\"a b\"\r\n");
        assertThat(write(out -> HttpFields.appendField(out, TOKEN, ""))).isEqualTo(TOKEN + ": \r\n");
        assertThat(write(out -> HttpFields.appendField(out, "Content-Length", Long.MIN_VALUE)))
                .isEqualTo("Content-Length: -9223372036854775808\r\n");
        assertThat(write(out -> HttpFields.appendDateField(out, "Date", 1_795_251_723)))
                .isEqualTo("Date: Sat, 21 Nov 2026 09:02:03 GMT\r\n");
    }

    /** Each char at each end and in the middle, as a string and as another sequence. */
    @Test
    void everyOtherCharIsRefusedBeforeTheFirstByte() {
        AppendBuffer out = AppendBuffer.growing(256, 1 << 16);
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            boolean inName = c < 0x7F && (Character.isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0);
            boolean inValue = c == '\t' || c >= ' ' && c < 0x7F;
            boolean blank = c == '\t' || c == ' ';
            for (String around : List.of("", "a", "longer-than-a-word")) {
                check(out, around + (char) c, "value", inName, around.length());
                check(
                        out,
                        "name",
                        around + (char) c + around,
                        inValue && !(blank && around.isEmpty()),
                        around.length());
                check(out, "name", (char) c + around, inValue && !blank, 0);
                check(out, "name", around + (char) c, inValue && !blank, around.length());
            }
        }
        check(out, "", "value", false, -1);
    }

    private static String refusal(AppendBuffer out, CharSequence name, CharSequence value) {
        try {
            HttpFields.appendField(out, name, value);
            return "no refusal";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void check(AppendBuffer out, String name, String value, boolean allowed, int index) {
        out.clear();
        for (CharSequence form : List.of(value, new Chars(value))) {
            CharSequence key = form instanceof String ? name : new Chars(name);
            if (allowed) {
                HttpFields.appendField(out, key, form);
                assertThat(out.toString(ISO_8859_1)).isEqualTo(name + ": " + value + "\r\n");
                out.clear();
            } else {
                String refusal = refusal(out, key, form);
                // A million times: an assertion of the library only where it fails.
                if (!refusal.contains(index < 0 ? "empty" : "index " + index + ":") || out.length() != 0) {
                    throw new AssertionError(name + ": " + value + " gave " + refusal + " and " + out);
                }
            }
        }
    }

    @Test
    void aFieldIsWholeOrHasNotHappenedAtEveryRoom() {
        for (Consumer<AppendBuffer> call : List.<Consumer<AppendBuffer>>of(
                out -> HttpFields.appendField(out, "Content-Type", "text/plain"),
                out -> HttpFields.appendField(out, "Content-Length", 4_242),
                out -> HttpFields.appendDateField(out, "Date", 0))) {
            String whole = write(call);
            for (CursorKind kind : CursorKind.bounded()) {
                for (int room = 0; room <= whole.length(); room++) {
                    CursorKind.Opened opened = kind.factory().apply(room);
                    if (room < whole.length()) {
                        assertThatThrownBy(() -> call.accept(opened.cursor()))
                                .isInstanceOf(BufferOverflowException.class);
                    } else {
                        call.accept(opened.cursor());
                    }
                    assertThat(opened.content().get()).isEqualTo(room < whole.length() ? "" : whole);
                }
            }
        }
    }

    @Test
    void aDrainingCursorTakesLongFieldsInPieces() {
        CollectingSink sink = new CollectingSink();
        AppendBuffer out = AppendBuffer.draining(sink, 64);
        HttpFields.appendField(out, "n".repeat(200), "v".repeat(5_000));
        HttpFields.appendField(out, "a", 1);
        out.close();
        assertThat(sink.content()).isEqualTo("n".repeat(200) + ": " + "v".repeat(5_000) + "\r\na: 1\r\n");
    }

    @Test
    void nullIsRefused() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        for (Consumer<AppendBuffer> call : List.<Consumer<AppendBuffer>>of(
                to -> HttpFields.appendField(to, null, "value"),
                to -> HttpFields.appendField(to, "name", null),
                to -> HttpFields.appendField(to, new StringBuilder("name"), null),
                to -> HttpFields.appendField(to, null, 1),
                to -> HttpFields.appendDateField(to, null, 1))) {
            assertThatThrownBy(() -> call.accept(out)).isInstanceOf(NullPointerException.class);
            assertThat(out.length()).isZero();
        }
    }

    @Test
    void yearsAreChecked() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        assertThatThrownBy(() -> HttpFields.appendDateField(out, "Date", Long.MAX_VALUE))
                .isInstanceOf(DateTimeException.class);
        assertThat(out.length()).isZero();
    }

    @Test
    @Tag("alloc")
    void fieldsAllocateNothing() {
        AppendBuffer out = AppendBuffer.growing(4_096, 4_096);
        StringBuilder builder = new StringBuilder().append("built");
        Allocations.assertNone("HttpFields", () -> {
            out.clear();
            HttpFields.appendField(out, "Content-Type", "text/plain");
            HttpFields.appendField(out, builder, builder);
            HttpFields.appendField(out, "Content-Length", 42);
            HttpFields.appendDateField(out, "Date", 1_795_251_723);
        });
        assertThatThrownBy(() -> Allocations.assertNone("the control", () -> {
                    HttpFields.appendField(out.clear(), "Content-Length", 42);
                    FormatContract.kept = new byte[1];
                }))
                .isInstanceOf(AssertionError.class);
    }
}
