// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cursor can do besides appending. */
class AppendBufferTest {
    static Stream<AppendBuffer> cursors() {
        return Stream.of(
                AppendBuffer.wrap(new byte[40], 4, 36),
                AppendBuffer.growing(0, 32),
                AppendBuffer.growing(32, 32),
                AppendBuffer.growing(5, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void contentComesOutInEveryWay(AppendBuffer out) throws IOException {
        assertThat(out.length()).isZero();
        assertThat(out.toByteArray()).isEmpty();
        out.appendUtf8("é=").appendLong(42).appendByte((byte) '!');
        byte[] expected = "é=42!".getBytes(UTF_8);
        assertThat(out.length()).isEqualTo(expected.length);
        assertThat(out.toByteArray()).isEqualTo(expected);
        assertThat(out.toString(UTF_8)).isEqualTo("é=42!");

        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        out.writeTo(stream);
        assertThat(stream.toByteArray()).isEqualTo(expected);

        byte[] copy = new byte[10];
        assertThat(out.copyTo(copy, 3)).isEqualTo(3 + expected.length);
        assertThat(new String(copy, 3, expected.length, UTF_8)).isEqualTo("é=42!");
        assertThat(copy).startsWith(0, 0, 0).endsWith(0);

        assertThat(new String(out.array(), out.arrayOffset(), out.length(), UTF_8))
                .isEqualTo("é=42!");
        ByteBuffer view = out.asByteBuffer();
        assertThat(view).isEqualTo(ByteBuffer.wrap(expected));
        assertThat(view.isReadOnly()).isTrue();
        assertThat(view.position()).isZero();
        assertThat(view.capacity()).isEqualTo(expected.length);
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> view.put(0, (byte) 0));
        // Reading has changed nothing.
        assertThat(out.appendInt(7).toString(UTF_8)).isEqualTo("é=42!7");
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void truncateGoesBackToAMark(AppendBuffer out) {
        out.appendAscii("keep");
        int mark = out.length();
        assertThat(out.appendAscii(" and drop").truncate(mark)).isSameAs(out);
        assertThat(out.toString(UTF_8)).isEqualTo("keep");
        assertThat(out.appendAscii("s").truncate(5).toString(UTF_8)).isEqualTo("keeps");
        for (int outside : new int[] {-1, 6, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> out.truncate(outside))
                    .withMessageContaining(Integer.toString(outside));
        }
        assertThat(out.toString(UTF_8)).isEqualTo("keeps");
        assertThat(out.clear().length()).isZero();
        // All of the room is there again.
        assertThat(out.appendAscii("x".repeat(32)).length()).isEqualTo(32);
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void closeOfACursorThatNobodyLentDoesNothing(AppendBuffer out) {
        out.appendAscii("before");
        out.close();
        out.close();
        assertThat(out.appendAscii(" after").toString(UTF_8)).isEqualTo("before after");
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void toStringTellsNothingOfTheContent(AppendBuffer out) {
        out.appendAscii("secret");
        assertThat(out.toString())
                .contains("length=6")
                .contains("capacity=")
                .doesNotContain("secret")
                .doesNotContain("115");
    }

    @Test
    void otherCharsetsDecodeTheBytesAsTheyAre() {
        AppendBuffer out = AppendBuffer.growing(0, 10).appendByte((byte) 0x20).appendByte((byte) 0xAC);
        assertThat(out.toString(UTF_16BE)).isEqualTo("€");
    }

    @Test
    void copyToATooShortArrayWritesNothing() {
        AppendBuffer out = AppendBuffer.growing(0, 10).appendAscii("four");
        byte[] dst = new byte[6];
        for (int pos : new int[] {-1, 3, 6, 7, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.copyTo(dst, pos));
        }
        assertThat(dst).containsOnly(0);
        assertThat(out.copyTo(dst, 2)).isEqualTo(6);
    }

    @Test
    void aStreamThatFailsLeavesTheContent() {
        AppendBuffer out = AppendBuffer.growing(0, 10).appendAscii("four");
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.writeTo(broken));
        assertThat(out.toString(UTF_8)).isEqualTo("four");
    }

    @Test
    void growingDoublesAndStopsAtItsMaximum() {
        AppendBuffer out = AppendBuffer.growing(4, 50);
        StringBuilder capacities = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            out.appendByte((byte) ('a' + i % 26));
            int capacity = out.array().length;
            if (capacities.indexOf(capacity + " ") < 0) {
                capacities.append(capacity).append(' ');
            }
        }
        assertThat(capacities).hasToString("4 8 16 32 50 ");
        byte[] full = out.toByteArray();
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> out.appendByte((byte) 'x'))
                .withMessageContaining("needs 1 bytes")
                .withMessageContaining("50");
        assertThat(out.toByteArray()).isEqualTo(full).startsWith('a', 'b', 'c');
    }

    @Test
    void growingTakesWhatIsNeededWhenDoublingIsNotEnough() {
        assertThat(AppendBuffer.growing(4, 1_000).appendAscii("x".repeat(600)).array())
                .hasSize(600);
        assertThat(AppendBuffer.growing(0, 1_000).appendAscii("x").array()).hasSize(1);
        assertThat(AppendBuffer.growing(300, 1_000)
                        .appendAscii("x".repeat(300))
                        .appendAscii("y".repeat(301))
                        .array())
                .hasSize(601);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "-2147483648, 0", "0, -1"})
    void capacitiesThatMakeNoSenseAreRefused(int initial, int max) {
        assertThatIllegalArgumentException().isThrownBy(() -> AppendBuffer.growing(initial, max));
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "0, 9", "9, 9", "-2147483648, 0", "0, -1"})
    void rangesOutsideOfTheArrayAreRefused(int from, int to) {
        byte[] array = new byte[8];
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> AppendBuffer.wrap(array, from, to));
        AppendBuffer out = AppendBuffer.wrap(array, 2, 8).appendAscii("stay");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.reset(array, from, to));
        assertThat(out.toString(UTF_8)).isEqualTo("stay");
        assertThatNullPointerException().isThrownBy(() -> out.reset(null, 0, 0));
    }

    @Test
    void resetAimsAWrapAtAnotherRangeAndOnlyAWrap() {
        byte[] other = "..........".getBytes(UTF_8);
        AppendBuffer out = AppendBuffer.wrap(new byte[3], 0, 3).appendAscii("abc");
        assertThat(out.reset(other, 3, 6).length()).isZero();
        assertThat(out.appendAscii("xyz").arrayOffset()).isEqualTo(3);
        assertThat(other).asString(UTF_8).isEqualTo("...xyz....");
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> out.appendInt(1));
        assertThat(other).asString(UTF_8).isEqualTo("...xyz....");
        AppendBuffer growing = AppendBuffer.growing(1, 8).appendAscii("a");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> growing.reset(other, 0, 1));
        assertThat(growing.toString(UTF_8)).isEqualTo("a");
    }

    /** The value is refused, not the room: what stood there before stays, and the next append follows it. */
    @ParameterizedTest
    @MethodSource("cursors")
    void arguedRefusalsChangeNothing(AppendBuffer out) {
        out.appendAscii("a");
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> out.appendDate(LocalDate.MAX));
        assertThatIllegalArgumentException().isThrownBy(() -> out.appendAscii("bé"));
        assertThatIllegalArgumentException().isThrownBy(() -> out.appendHexPadded(256, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.appendUtf8("abc", 2, 4));
        assertThat(out.appendAscii("z").toString(UTF_8)).isEqualTo("az");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nullIsRefusedByEveryMethod(boolean statics) {
        Map<String, Method> methods = statics
                ? Signatures.ofAppends(Append.class, byte[].class, int.class)
                : Signatures.ofAppends(AppendBuffer.class);
        byte[] array = new byte[80];
        AppendBuffer out = AppendBuffer.wrap(array, 0, 80);
        int refused = 0;
        for (Sample sample : Samples.extremes()) {
            Object[] arguments = sample.arguments();
            for (int i = 0; i < arguments.length; i++) {
                Method method = methods.get(sample.signature());
                int leading = statics ? 2 : 0;
                if (method.getParameterTypes()[leading + i].isPrimitive()) {
                    continue;
                }
                Object[] call = new Object[leading + arguments.length];
                System.arraycopy(arguments, 0, call, leading, arguments.length);
                if (statics) {
                    call[0] = array;
                    call[1] = 0;
                }
                call[leading + i] = null;
                assertThatNullPointerException()
                        .as(sample.toString())
                        .isThrownBy(() -> Signatures.call(method, statics ? null : out, call));
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(30);
        assertThat(array).containsOnly(0);
        assertThat(out.length()).isZero();
    }
}
