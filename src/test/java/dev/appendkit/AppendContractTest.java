// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.PlainKinds;
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
        return PlainKinds.bounded();
    }

    static Stream<TargetKind> unboundedKinds() {
        return PlainKinds.unbounded();
    }

    @Test
    void thereIsASampleOfEveryMethod() {
        assertThat(SAMPLES.stream().map(Sample::signature).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Signatures.ofAppends(Append.class, byte[].class, int.class)
                        .keySet());
    }

    @ParameterizedTest
    @MethodSource({"kinds", "unboundedKinds"})
    void aTextIsWrittenWhereItFitsAndLeavesNoTraceWhereNot(TargetKind kind) {
        TargetContract.checkEveryRoom(kind, SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noByteOutsideOfTheRoomIsWritten(TargetKind kind) {
        TargetContract.checkSpareRoom(kind, Samples.everyFourth());
        TargetContract.checkSpareRoom(kind, Samples.extremes());
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
