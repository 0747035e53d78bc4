// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.pool.BufferPool;
import dev.appendkit.testing.ArrayTarget;
import dev.appendkit.testing.CursorTarget;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.Signatures;
import dev.appendkit.testing.TargetContract;
import dev.appendkit.testing.TargetKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AppendContractTest {
    private static final List<Sample> SAMPLES = Samples.all();

    static Stream<TargetKind> kinds() {
        return Stream.of(
                TargetKind.bounded("byte[]", ArrayTarget::new),
                TargetKind.bounded("wrap", CursorTarget::wrap),
                TargetKind.bounded("wrap, reset", CursorTarget::reset),
                TargetKind.bounded("growing from 0", room -> CursorTarget.growing(0, room)),
                TargetKind.bounded(
                        "borrowed of at most", room -> CursorTarget.of(BufferPool.builder()
                                .maxBytes(room)
                                .initialBytes(0)
                                .build()
                                .borrow())),
                TargetKind.bounded("growing from a half", room -> CursorTarget.growing(room / 2, room)));
    }

    static Stream<TargetKind> unboundedKinds() {
        BufferPool pool = BufferPool.builder().checked(false).initialBytes(0).build();
        BufferPool checked = BufferPool.builder().checked(true).build();
        return Stream.of(
                TargetKind.unbounded("growing", room -> CursorTarget.growing(room, Integer.MAX_VALUE)),
                TargetKind.unbounded("borrowed", room -> CursorTarget.of(pool.borrow(room))),
                TargetKind.unbounded("borrowed, checked", room -> CursorTarget.of(checked.borrow(room))));
    }

    @Test
    void thereIsASampleOfEveryMethod() {
        assertThat(SAMPLES.stream().map(Sample::signature).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Signatures.ofAppends(Append.class, byte[].class, int.class).keySet());
    }

    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aTextIsWrittenWhereItFitsAndLeavesNoTraceWhereNot(TargetKind kind) {
        TargetContract.checkEveryRoom(kind, SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRefusedAppendLeavesTheOnesBeforeIt(TargetKind kind) {
        TargetContract.checkRefusalWithinARun(kind, SAMPLES);
    }

    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aLongRunIsTheTextsOneAfterTheOther(TargetKind kind) {
        int total = SAMPLES.stream().mapToInt(Sample::length).sum();
        TargetContract.checkLongRun(kind, SAMPLES, kind.bounded() ? total : 0);
    }
}
