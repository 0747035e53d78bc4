// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import dev.appendkit.testing.TargetContract;
import dev.appendkit.testing.TargetKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@code AppendContractTest} on Netty's buffers. */
class ByteBufContractTest {
    private static final List<Sample> SAMPLES = Samples.extremes();

    static Stream<TargetKind> kinds() {
        return Buffers.bounded().entrySet().stream()
                .flatMap(kind -> Stream.of(
                        TargetKind.bounded(kind.getKey(), ByteBufTarget.statics(kind.getValue())),
                        TargetKind.bounded(kind.getKey() + ", opened", ByteBufTarget.opened(kind.getValue(), false)),
                        TargetKind.bounded(kind.getKey() + ", checked", ByteBufTarget.opened(kind.getValue(), true))));
    }

    static Stream<TargetKind> unboundedKinds() {
        return Buffers.unbounded().entrySet().stream()
                .flatMap(kind -> Stream.of(
                        TargetKind.unbounded(kind.getKey(), ByteBufTarget.statics(kind.getValue())),
                        TargetKind.unbounded(kind.getKey() + ", opened", ByteBufTarget.opened(kind.getValue(), false)),
                        TargetKind.unbounded(
                                kind.getKey() + ", checked", ByteBufTarget.opened(kind.getValue(), true))));
    }

    /**
     * The leak detector and the checked mode keep the stack of every access and every open. On top of JUnit's hundred
     * frames that costs more than the test.
     */
    private static void onAShallowStack(Runnable check) {
        CompletableFuture.runAsync(check).join();
    }

    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aTextIsWrittenWhereItFitsAndLeavesNoTraceWhereNot(TargetKind kind) {
        onAShallowStack(() -> TargetContract.checkEveryRoom(kind, SAMPLES));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRefusedAppendLeavesTheOnesBeforeIt(TargetKind kind) {
        onAShallowStack(() -> TargetContract.checkRefusalWithinARun(kind, SAMPLES));
    }

    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aLongRunIsTheTextsOneAfterTheOther(TargetKind kind) {
        List<Sample> samples = Samples.everyFourth();
        int total = samples.stream().mapToInt(Sample::length).sum();
        TargetContract.checkLongRun(kind, samples, kind.bounded() ? total : 100);
    }

    static Stream<ByteBuf> readOnlyBuffers() {
        return Stream.of(
                Unpooled.buffer(64).asReadOnly(),
                Unpooled.directBuffer(64).asReadOnly(),
                Unpooled.buffer(64).asReadOnly().duplicate(),
                Unpooled.buffer(64).asReadOnly().slice(0, 64),
                Unpooled.wrappedBuffer(ByteBuffer.allocate(64).asReadOnlyBuffer()));
    }

    @ParameterizedTest
    @MethodSource("readOnlyBuffers")
    void aReadOnlyBufferIsRefusedBeforeTheFirstByte(ByteBuf buffer) {
        buffer.setIndex(0, 0);
        byte[] before = new byte[buffer.capacity()];
        buffer.getBytes(0, before);
        forEveryMethod(
                buffer,
                call -> assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(call::run));
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> ByteBufAppend.open(buffer));
        byte[] after = new byte[buffer.capacity()];
        buffer.getBytes(0, after);
        assertThat(after).isEqualTo(before);
        assertThat(buffer.writerIndex()).isZero();
        buffer.release();
    }

    static Stream<ByteBuf> releasedBuffers() {
        return Stream.of(
                Unpooled.buffer(64), Unpooled.directBuffer(64), Buffers.POOLED.buffer(64), Buffers.ADAPTIVE.buffer(64));
    }

    @ParameterizedTest
    @MethodSource("releasedBuffers")
    void aReleasedBufferIsRefused(ByteBuf buffer) {
        buffer.release();
        forEveryMethod(
                buffer,
                call -> assertThatExceptionOfType(IllegalReferenceCountException.class)
                        .isThrownBy(call::run));
        assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> ByteBufAppend.open(buffer));
    }

    private static void forEveryMethod(ByteBuf buffer, Consumer<Runnable> check) {
        var methods = Signatures.ofAppends(ByteBufAppend.class, ByteBuf.class);
        for (Sample sample : SAMPLES) {
            Method method = methods.get(sample.signature());
            Object[] arguments = new Object[sample.arguments().length + 1];
            arguments[0] = buffer;
            System.arraycopy(sample.arguments(), 0, arguments, 1, sample.arguments().length);
            check.accept(() -> Signatures.call(method, null, arguments));
        }
    }

    /** Longer than the chunks that a buffer without array is written through. */
    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aTextLongerThanAChunkIsWritten(TargetKind kind) {
        List<Sample> samples = Samples.ofLength(5_000);
        TargetContract.checkLongRun(kind, samples, kind.bounded() ? samples.size() * 5_000 : 50);
    }
}
