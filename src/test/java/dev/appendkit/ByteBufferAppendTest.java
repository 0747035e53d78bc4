// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.appendkit.testing.Chars;
import dev.appendkit.testing.Guards;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract of all targets does not say of ByteBuffers. */
class ByteBufferAppendTest {
    private static final Map<String, Method> METHODS = Signatures.ofAppends(ByteBufferAppend.class, ByteBuffer.class);

    private static Object call(ByteBuffer buffer, Sample sample) {
        Object[] arguments = new Object[sample.arguments().length + 1];
        arguments[0] = buffer;
        System.arraycopy(sample.arguments(), 0, arguments, 1, sample.arguments().length);
        return Signatures.call(METHODS.get(sample.signature()), null, arguments);
    }

    static Stream<ByteBuffer> buffers() {
        return Stream.of(ByteBuffer.allocate(40_000), ByteBuffer.allocateDirect(40_000));
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void aReadOnlyBufferIsRefused(ByteBuffer buffer) {
        ByteBuffer readOnly = buffer.asReadOnlyBuffer();
        ByteBuffer full = buffer.slice(0, 0).asReadOnlyBuffer();
        for (Sample sample : Samples.extremes()) {
            assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .as(sample.toString())
                    .isThrownBy(() -> call(readOnly, sample));
            assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> call(full, sample));
        }
        assertThat(readOnly.position()).isZero();
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void aTextThatIsRefusedLeavesTheBuffer(ByteBuffer buffer) {
        buffer.position(7).limit(11);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ByteBufferAppend.appendAscii(buffer, "é"));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> ByteBufferAppend.appendUtf8(buffer, "abc", 2, 4));
        assertThatNullPointerException().isThrownBy(() -> ByteBufferAppend.appendUtf8(buffer, null));
        assertThatNullPointerException().isThrownBy(() -> ByteBufferAppend.appendInt(null, 1));
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> ByteBufferAppend.appendInt(buffer, 12_345))
                .withMessage("the append needs 5 bytes, but only 4 are free: position 7 of at most 11");
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(11);
    }

    /** In pieces, without a byte lost or doubled where they meet, also within a pair of surrogates. */
    @ParameterizedTest
    @MethodSource("buffers")
    void longTexts(ByteBuffer buffer) {
        for (int front = 0; front < 3; front++) {
            String text = "x".repeat(front) + "é€𝄞".repeat(1_500) + "\uD834" + "𝄞".repeat(1_400);
            byte[] expected = text.replace("\uD834" + "\uD834", "\uFFFD\uD834").getBytes(UTF_8);
            for (CharSequence sequence : new CharSequence[] {text, new Chars(text)}) {
                buffer.clear().position(5);
                assertThat(ByteBufferAppend.appendUtf8(buffer, sequence)).isEqualTo(expected.length);
                assertThat(content(buffer)).isEqualTo(expected);
                buffer.clear().position(5).limit(5 + expected.length - 1);
                assertThatExceptionOfType(BufferOverflowException.class)
                        .isThrownBy(() -> ByteBufferAppend.appendUtf8(buffer, sequence))
                        .withMessageContaining("needs " + expected.length + " bytes");
                assertThat(buffer.position()).isEqualTo(5);
            }
        }
        for (int length : new int[] {4_096, 4_097, 12_288, 20_001}) {
            for (Sample sample : Samples.ofLength(length / 4 * 4)) {
                buffer.clear().position(5);
                call(buffer, sample);
                assertThat(content(buffer)).isEqualTo(sample.expected());
                buffer.position(5).limit(5 + sample.length() - 1);
                assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> call(buffer, sample));
                assertThat(buffer.position()).isEqualTo(5);
            }
        }
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.position() - 5];
        buffer.get(5, content);
        return content;
    }

    @Test
    void aHeapBufferIsWrittenInItsArray() {
        byte[] array = Guards.bytes(40);
        ByteBuffer buffer = ByteBuffer.wrap(array, 10, 20).slice().position(2).limit(9);
        assertThat(ByteBufferAppend.appendInt(buffer, -123_456)).isEqualTo(7);
        assertThat(new String(array, 12, 7, UTF_8)).isEqualTo("-123456");
        Guards.check(array, 12, 19);
    }
}
