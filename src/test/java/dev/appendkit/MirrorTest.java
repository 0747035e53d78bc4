// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import io.netty.buffer.ByteBuf;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The classes that append have the same methods, and every kind tells its length and, where there is one, its maximum.
 */
class MirrorTest {
    private static final Map<String, Method> APPENDS = Signatures.ofAppends(Append.class, byte[].class, int.class);
    private static final Map<String, Method> LENGTHS = Signatures.of(Append.class, name -> name.endsWith("Length"));

    /** Kinds whose text is as long as their argument. */
    private static final Set<String> UNBOUNDED = Set.of("HEX_BYTES", "BASE64", "ASCII", "UTF8", "BYTES");

    @Test
    void theCursorMirrorsTheStaticMethods() {
        assertThat(Signatures.ofAppends(AppendBuffer.class).keySet()).isEqualTo(APPENDS.keySet());
        assertThat(Signatures.ofAppends(AppendBuffer.class).values())
                .allSatisfy(method -> assertThat(method.getReturnType()).isEqualTo(AppendBuffer.class));
    }

    @Test
    void theByteBufMethodsMirrorTheStaticMethods() {
        Map<String, Method> appends = Signatures.ofAppends(ByteBufAppend.class, ByteBuf.class);
        appends.keySet().removeIf(signature -> signature.startsWith("appendSql("));
        assertThat(appends.keySet()).isEqualTo(APPENDS.keySet());
        assertThat(appends.values())
                .allSatisfy(method -> assertThat(method.getReturnType()).isEqualTo(int.class));
    }

    @Test
    void theByteBufferMethodsMirrorTheStaticMethods() {
        Map<String, Method> appends = Signatures.ofAppends(ByteBufferAppend.class, ByteBuffer.class);
        assertThat(appends.keySet()).isEqualTo(APPENDS.keySet());
        assertThat(appends.values())
                .allSatisfy(method -> assertThat(method.getReturnType()).isEqualTo(int.class));
    }

    @Test
    void everyAppendHasALengthOfItsName() {
        Set<String> expected =
                APPENDS.keySet().stream().map(MirrorTest::lengthOf).collect(Collectors.toSet());
        assertThat(LENGTHS.keySet()).isEqualTo(expected);
    }

    @Test
    void everyBoundedKindHasAMaximum() {
        Set<String> expected = APPENDS.values().stream()
                .map(MirrorTest::kindInCapitals)
                .collect(Collectors.toCollection(TreeSet::new));
        expected.removeAll(UNBOUNDED);
        Set<String> maxima = new TreeSet<>();
        for (Field field : Append.class.getFields()) {
            assertThat(field.getName()).matches("MAX_.+_LENGTH");
            maxima.add(field.getName().replaceAll("^MAX_|_LENGTH$", ""));
        }
        assertThat(maxima).isEqualTo(expected);
    }

    @Test
    void lengthsAreThoseOfTheTexts() {
        for (Sample sample : Samples.all()) {
            Method length = LENGTHS.get(lengthOf(sample.signature()));
            assertThat(Signatures.call(length, null, sample.arguments()))
                    .as(sample.toString())
                    .isEqualTo(sample.length());
        }
    }

    @Test
    void theLongestSampleOfEachFixedKindReachesItsMaximum() throws ReflectiveOperationException {
        for (Method append : APPENDS.values()) {
            String kind = kindInCapitals(append);
            // The longest float, double and decimal stand in the tests of their own.
            if (UNBOUNDED.contains(kind)
                    || Set.of("DECIMAL", "BIG_INTEGER", "DOUBLE", "FLOAT", "FIXED")
                            .contains(kind)) {
                continue;
            }
            int longest = Samples.all().stream()
                    .filter(sample -> sample.signature().startsWith(append.getName() + "("))
                    .mapToInt(Sample::length)
                    .max()
                    .orElseThrow();
            assertThat(Append.class.getField("MAX_" + kind + "_LENGTH").getInt(null))
                    .as(kind)
                    .isEqualTo(longest);
        }
    }

    /** {@code appendHexLong(long)} and {@code hexLongLength(long)}. */
    private static String lengthOf(String signature) {
        int parameters = signature.indexOf('(');
        String kind = signature.substring("append".length(), parameters);
        return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1) + "Length"
                + signature.substring(parameters);
    }

    private static String kindInCapitals(Method append) {
        return append.getName()
                .substring("append".length())
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }
}
