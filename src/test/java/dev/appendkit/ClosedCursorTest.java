// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.Chars;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After its close a cursor that was borrowed or opened refuses every call. */
class ClosedCursorTest {
    /** The methods that do not append, with arguments that an open cursor accepts. */
    private static final Map<String, Object[]> OTHERS = new TreeMap<>();

    static {
        OTHERS.put("length()", new Object[] {});
        OTHERS.put("truncate(int)", new Object[] {0});
        OTHERS.put("clear()", new Object[] {});
        OTHERS.put("toByteArray()", new Object[] {});
        OTHERS.put("writeTo(OutputStream)", new Object[] {new ByteArrayOutputStream()});
        OTHERS.put("copyTo(byte[],int)", new Object[] {new byte[9], 0});
        OTHERS.put("array()", new Object[] {});
        OTHERS.put("arrayOffset()", new Object[] {});
        OTHERS.put("asByteBuffer()", new Object[] {});
        OTHERS.put("toString(Charset)", new Object[] {UTF_8});
        OTHERS.put("close()", new Object[] {});
        OTHERS.put("reserve(int)", new Object[] {4});
        OTHERS.put("lengthSince(int)", new Object[] {0});
        OTHERS.put("patchBigEndian(int,long)", new Object[] {0, 5L});
        OTHERS.put("patchLittleEndian(int,long)", new Object[] {0, 5L});
        OTHERS.put("patchZeroPadded(int,long)", new Object[] {0, 5L});
        OTHERS.put("patchHexPadded(int,long)", new Object[] {0, 5L});
        OTHERS.put("patchVarLong(int,long)", new Object[] {0, 5L});
        OTHERS.put("patchBytes(int,byte[],int,int)", new Object[] {0, new byte[4], 0, 4});
    }

    /**
     * {@code reset} is for kinds of cursors only, {@code toString} always answers, and the views refuse their own
     * calls.
     */
    private static final Set<String> ELSEWHERE =
            Set.of("reset(byte[],int,int)", "reset(Sink)", "toString()", "asOutputStream()", "asAppendable()");

    private static final Set<String> FACTORIES = Set.of("wrap", "growing", "draining");

    static Stream<AppendBuffer> openCursors() {
        return Stream.of(
                BufferPool.builder().checked(false).build().borrow(),
                BufferPool.builder().checked(true).build().borrow(),
                AppendBuffer.draining((src, from, to) -> {}, 64),
                ByteBufAppend.open(Unpooled.buffer(64)),
                ByteBufAppend.open(Unpooled.buffer(0)),
                ByteBufAppend.open(
                        Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(64)).clear()),
                ByteBufAppend.open(Unpooled.compositeBuffer()));
    }

    @Test
    void everyMethodOfTheCursorIsCalledHere() {
        Set<String> methods = Signatures.of(
                        AppendBuffer.class, name -> !name.startsWith("append") && !FACTORIES.contains(name))
                .keySet();
        assertThat(methods).containsAll(OTHERS.keySet());
        assertThat(methods.stream().filter(method -> !OTHERS.containsKey(method)))
                .containsExactlyInAnyOrderElementsOf(ELSEWHERE);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("openCursors")
    void everyAppendIsRefused(AppendBuffer out) {
        out.appendAscii("x").appendUtf8(new Chars("y"));
        out.close();
        Map<String, Method> methods = Signatures.ofAppends(AppendBuffer.class);
        for (Sample sample : Samples.extremes()) {
            refused(out, methods.get(sample.signature()), sample.arguments());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("openCursors")
    void everyOtherCallIsRefused(AppendBuffer out) {
        Map<String, Method> methods = Signatures.of(AppendBuffer.class, name -> true);
        out.appendAscii("x");
        out.close();
        OTHERS.forEach((signature, arguments) -> refused(out, methods.get(signature), arguments));
        assertThat(out.toString()).isEqualTo("AppendBuffer[closed]");
    }

    private static void refused(AppendBuffer out, Method method, Object[] arguments) {
        assertThatIllegalStateException()
                .as(method.toString())
                .isThrownBy(() -> Signatures.call(method, out, arguments))
                .withMessageMatching(".*(closed|released).*");
    }

    /**
     * The control: on an open cursor over an array the same calls succeed, so it is the close that they are refused
     * for.
     */
    @Test
    void theSameCallsSucceedOnAnOpenCursor() {
        Map<String, Method> methods = Signatures.of(AppendBuffer.class, name -> true);
        AppendBuffer out = AppendBuffer.growing(0, 1_000);
        OTHERS.forEach((signature, arguments) -> {
            out.clear();
            if (signature.matches("(patch|lengthSince).*")) {
                // The mark of what the patches fill in is 0.
                out.reserve(4);
            }
            Signatures.call(methods.get(signature), out, arguments);
        });
        for (Sample sample : Samples.extremes()) {
            Signatures.call(methods.get(sample.signature()), out.clear(), sample.arguments());
            assertThat(out.toByteArray()).isEqualTo(sample.expected());
        }
    }
}
