// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.appendkit.internal.cursor.CursorAccess;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import dev.appendkit.testing.Undeclared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor over a sink: what leaves when, and what happens when it cannot. */
class DrainingCursorTest {
    private static final CursorAccess<AppendBuffer> ACCESS = CursorAccess.of(AppendBuffer.class);

    /** A sink that collects, fails at one drain, and remembers what it was told. */
    private static final class Collector implements Sink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final List<Throwable> aborts = new ArrayList<>();
        int drains;
        int failAt = -1;
        Supplier<Throwable> failure = () -> new IOException("disk full");

        @Override
        public void drain(byte[] src, int from, int to) throws IOException {
            assertThat(to).isGreaterThan(from);
            if (drains++ == failAt) {
                Throwable thrown = failure.get();
                if (thrown instanceof IOException e) {
                    throw e;
                }
                if (thrown instanceof RuntimeException e) {
                    throw e;
                }
                throw (Error) thrown;
            }
            bytes.write(src, from, to - from);
        }

        @Override
        public void abort(Throwable cause) {
            aborts.add(cause);
        }

        String text() {
            return bytes.toString(US_ASCII);
        }
    }

    private final Collector sink = new Collector();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 10_000})
    void everythingArrivesOnceAndInOrder(int capacity) {
        StringBuilder expected = new StringBuilder();
        try (AppendBuffer out = AppendBuffer.draining(sink, capacity)) {
            for (int i = 0; i < 1_000; i++) {
                out.appendByte((byte) ('a' + i % 26)).appendAscii("");
                expected.append((char) ('a' + i % 26));
                assertThat(out.length()).isEqualTo(i + 1);
            }
            assertThat(out.toString()).isEqualTo("AppendBuffer[length=1000, capacity=" + capacity + "]");
        }
        assertThat(sink.text()).isEqualTo(expected.toString());
        assertThat(sink.aborts).isEmpty();
        assertThat(sink.drains).isEqualTo((1_000 + capacity - 1) / capacity);
    }

    /** The texts of all kinds, one after the other, at every capacity around the longest of them. */
    @Test
    void everyKindPasses() {
        List<Sample> samples = Samples.extremes();
        Map<String, Method> methods = Signatures.ofAppends(AppendBuffer.class);
        for (int capacity : new int[] {400, 401, 463, 511, 1_000}) {
            Collector collector = new Collector();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (AppendBuffer out = AppendBuffer.draining(collector, capacity)) {
                for (Sample sample : samples) {
                    Signatures.call(methods.get(sample.signature()), out, sample.arguments());
                    expected.writeBytes(sample.expected());
                }
            }
            assertThat(collector.bytes.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void anAppendLongerThanTheCapacityIsRefusedAndNothingLeaves() {
        AppendBuffer out = AppendBuffer.draining(sink, 8).appendAscii("12345");
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> out.appendAscii("123456789"))
                .withMessageContaining("needs 9 bytes");
        assertThat(sink.drains).isZero();
        out.appendAscii("12345678").close();
        assertThat(sink.text()).isEqualTo("1234512345678");
    }

    @Test
    void aDrainThatFailsBreaksTheCursorWhereverItHappens() {
        for (int failAt = 0; failAt < 12; failAt++) {
            for (Supplier<Throwable> failure : List.<Supplier<Throwable>>of(
                    () -> new IOException("disk full"),
                    () -> new IllegalArgumentException("a sink's own"),
                    () -> new AssertionError("worse"))) {
                Collector failing = new Collector();
                failing.failAt = failAt;
                failing.failure = failure;
                AppendBuffer out = AppendBuffer.draining(failing, 10);
                int written = 0;
                Throwable thrown = null;
                while (thrown == null && written < 200) {
                    int next = written;
                    thrown = catchThrowable(() -> out.appendZeroPadded(next, 4));
                    written++;
                }
                Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
                assertThat(cause).hasSameClassAs(failure.get());
                assertThat(failing.aborts).singleElement().isSameAs(cause);
                // Two numbers a drain.
                assertThat(failing.bytes.size()).isEqualTo(8 * failAt);
                assertBroken(out);
                out.close();
                assertThat(failing.aborts).hasSize(1);
                assertThat(failing.drains).isEqualTo(failAt + 1);
                assertThatIllegalStateException().isThrownBy(out::close).withMessageContaining("closed");
            }
        }
    }

    @Test
    void aLastDrainThatFailsIsTold() {
        sink.failAt = 0;
        AppendBuffer out = AppendBuffer.draining(sink, 10).appendInt(1);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(out::close);
        assertThat(sink.aborts).hasSize(1);
        assertBroken(out);
        out.close();
        assertThat(sink.drains).isEqualTo(1);
    }

    /** In a block with resources the first exception stays the one that is seen. */
    @Test
    void theBlockThrowsWhatTheDrainThrew() {
        sink.failAt = 1;
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> {
                    try (AppendBuffer out = AppendBuffer.draining(sink, 4)) {
                        out.appendAscii("1234").appendAscii("5678").appendAscii("9");
                    }
                })
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
        assertThat(sink.text()).isEqualTo("1234");
    }

    private static void assertBroken(AppendBuffer out) {
        assertThatIllegalStateException().isThrownBy(() -> out.appendInt(1)).withMessageContaining("broken");
        assertThatIllegalStateException().isThrownBy(() -> out.appendUtf8("")).withMessageContaining("broken");
        assertThatIllegalStateException().isThrownBy(out::length).withMessageContaining("broken");
        assertThatIllegalStateException().isThrownBy(out::clear).withMessageContaining("broken");
        assertThatIllegalStateException().isThrownBy(() -> out.reserve(1)).withMessageContaining("broken");
    }

    @Test
    void anAbortThatThrowsHidesNothing() {
        IOException cause = new IOException("first");
        RuntimeException second = new IllegalStateException("second");
        AppendBuffer out = AppendBuffer.draining(
                new Sink() {
                    @Override
                    public void drain(byte[] src, int from, int to) throws IOException {
                        throw cause;
                    }

                    @Override
                    public void abort(Throwable told) {
                        throw second;
                    }
                },
                4);
        out.appendAscii("1234");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> out.appendInt(5))
                .withCause(cause);
        assertThat(cause.getSuppressed()).containsExactly(second);
        assertBroken(out);
    }

    @Test
    void aSinkMayAppendToAnotherCursorButNotToTheOneThatItDrains() {
        AppendBuffer copy = AppendBuffer.growing(0, 1_000);
        try (AppendBuffer out = AppendBuffer.draining((src, from, to) -> copy.appendBytes(src, from, to), 8)) {
            out.appendAscii("12345678").appendAscii("90");
        }
        assertThat(copy.toString(UTF_8)).isEqualTo("1234567890");

        AppendBuffer[] self = new AppendBuffer[1];
        List<Throwable> refused = new ArrayList<>();
        self[0] = AppendBuffer.draining(
                (src, from, to) -> {
                    refused.add(catchThrowable(() -> self[0].appendInt(7)));
                    refused.add(catchThrowable(() -> self[0].length()));
                    refused.add(catchThrowable(() -> self[0].truncate(0)));
                    refused.add(catchThrowable(() -> self[0].close()));
                    copy.appendBytes(src, from, to);
                },
                4);
        copy.clear();
        self[0].appendAscii("abcd").appendAscii("ef").close();
        assertThat(copy.toString(UTF_8)).isEqualTo("abcdef");
        assertThat(refused)
                .hasSize(8)
                .allSatisfy(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("sink"));
    }

    @Test
    void whatWasDrainedIsNotCut() {
        AppendBuffer out = AppendBuffer.draining(sink, 4).appendAscii("1234").appendAscii("56");
        assertThat(out.length()).isEqualTo(6);
        assertThat(out.truncate(5).appendAscii("x").length()).isEqualTo(6);
        assertThat(out.truncate(4).length()).isEqualTo(4);
        assertThatIllegalStateException().isThrownBy(() -> out.truncate(3)).withMessageContaining("drained");
        assertThatIllegalStateException().isThrownBy(out::clear).withMessageContaining("drained");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.truncate(5));
        out.appendAscii("!").close();
        assertThat(sink.text()).isEqualTo("1234!");
    }

    @Test
    void moreThanAnIntCountsIsTheGreatestInt() {
        AppendBuffer out = AppendBuffer.draining((src, from, to) -> {}, 1 << 20);
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 2_047; i++) {
            out.appendBytes(megabyte, 0, megabyte.length);
        }
        assertThat(out.length()).isEqualTo(2_047 << 20);
        out.appendBytes(megabyte, 0, megabyte.length);
        assertThat(out.length()).isEqualTo(Integer.MAX_VALUE);
        long mark = ACCESS.mark(out);
        assertThat(mark).isEqualTo(1L << 31);
        out.appendInt(12_345);
        assertThatIllegalStateException().isThrownBy(() -> out.truncate(Integer.MAX_VALUE));
        int reserved = out.reserve(2);
        assertThat(out.appendAscii("abc").lengthSince(reserved)).isEqualTo(3);
        out.patchBigEndian(reserved, 3);
        ACCESS.rollBack(out, mark + 5, new IOException());
        assertThat(ACCESS.mark(out)).isEqualTo(mark + 5);
    }

    @Test
    void theContentIsNotToBeHad() {
        try (AppendBuffer out = AppendBuffer.draining(sink, 4).appendAscii("1")) {
            for (Runnable call : List.<Runnable>of(
                    out::array,
                    out::arrayOffset,
                    out::asByteBuffer,
                    out::toByteArray,
                    () -> out.toString(UTF_8),
                    () -> out.copyTo(new byte[8], 0),
                    () -> out.reset(new byte[8], 0, 8))) {
                assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(call::run);
            }
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> out.writeTo(new ByteArrayOutputStream()));
        }
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> AppendBuffer.draining(null, 4));
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> AppendBuffer.draining(sink, capacity));
        }
    }

    @Test
    void aRollBackCutsWhatIsStillThereAndBreaksTheCursorOtherwise() {
        AppendBuffer out = AppendBuffer.draining(sink, 8).appendAscii("12345");
        long mark = ACCESS.mark(out);
        out.appendAscii("6");
        RuntimeException cause = new IllegalArgumentException();
        ACCESS.rollBack(out, mark, cause);
        assertThat(out.length()).isEqualTo(5);
        assertThat(sink.aborts).isEmpty();
        out.appendAscii("67890123");
        assertThat(sink.text()).isEqualTo("12345");
        ACCESS.rollBack(out, mark, cause);
        assertThat(out.length()).isEqualTo(5);
        ACCESS.rollBack(out, mark - 1, cause);
        assertThat(sink.aborts).containsExactly(cause);
        assertBroken(out);
        // Once: what failed above may roll back too.
        ACCESS.rollBack(out, 0, cause);
        out.close();
        assertThat(sink.aborts).hasSize(1);
        assertThat(sink.drains).isEqualTo(1);
        assertThat(cause.getSuppressed()).isEmpty();
    }

    /** Also when the cursor breaks by a roll-back, at which the sink is not at work. */
    @Test
    void aSinkThatCallsTheCursorWhenItIsToldIsRefused() {
        AppendBuffer[] self = new AppendBuffer[1];
        List<Throwable> refused = new ArrayList<>();
        StringBuilder drained = new StringBuilder();
        self[0] = AppendBuffer.draining(
                new Sink() {
                    @Override
                    public void drain(byte[] src, int from, int to) {
                        drained.append(new String(src, from, to - from, US_ASCII));
                    }

                    @Override
                    public void abort(Throwable cause) {
                        refused.add(catchThrowable(() -> self[0].appendInt(7)));
                        refused.add(catchThrowable(() -> self[0].appendAscii("longer than the cursor")));
                        refused.add(catchThrowable(() -> self[0].truncate(0)));
                        self[0].close();
                    }
                },
                4);
        self[0].appendAscii("abcd").appendAscii("ef");
        ACCESS.rollBack(self[0], 1, new IllegalArgumentException());
        assertThat(refused)
                .hasSize(3)
                .allSatisfy(e ->
                        assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("broken"));
        assertThat(drained).hasToString("abcd");
        assertThatIllegalStateException().isThrownBy(() -> self[0].appendInt(8)).withMessageContaining("closed");
    }

    /** As sinks written in Kotlin or Scala may. */
    @Test
    void aCheckedExceptionThatIsNotDeclaredBreaksTheCursorToo() {
        Exception undeclared = new Exception("not declared");
        Exception second = new Exception("not declared either");
        AppendBuffer out = AppendBuffer.draining(
                new Sink() {
                    @Override
                    public void drain(byte[] src, int from, int to) {
                        throw Undeclared.thrown(undeclared);
                    }

                    @Override
                    public void abort(Throwable cause) {
                        throw Undeclared.thrown(second);
                    }
                },
                4);
        out.appendAscii("1234");
        assertThat(catchThrowable(() -> out.appendInt(5))).isSameAs(undeclared);
        assertThat(undeclared.getSuppressed()).containsExactly(second);
        assertBroken(out);
        out.close();
    }

    @Test
    void aStatementThatFailsAfterADrainBreaksTheCursorAndBeforeItDoesNot() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", SqlMode.mysql());
        SqlParameters bad = new SqlParameters(2).setString(1, "x".repeat(30)).setDouble(2, Double.NaN);
        AppendBuffer out = AppendBuffer.draining(sink, 100).appendAscii("before ");
        assertThat(catchThrowable(() -> template.appendTo(out, bad))).isInstanceOf(RuntimeException.class);
        assertThat(out.length()).isEqualTo(7);
        assertThat(sink.aborts).isEmpty();
        AppendBuffer narrow = AppendBuffer.draining(sink, 40).appendAscii("before ");
        Throwable thrown = catchThrowable(() -> template.appendTo(narrow, bad));
        assertThat(sink.drains).isEqualTo(1);
        assertThat(sink.aborts).containsExactly(thrown);
        assertBroken(narrow);
    }
}
