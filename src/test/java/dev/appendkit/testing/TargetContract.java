// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What holds for every append on every kind of target. */
public final class TargetContract {
    /** More than the words that a kernel may store past its result. */
    private static final int AMPLE = 48;

    private TargetContract() {}

    /** The text at every room: exactly enough succeeds, less changes nothing. */
    public static void checkEveryRoom(TargetKind kind, List<Sample> samples) {
        for (Sample sample : samples) {
            for (int room = 0; room <= sample.length() + 1; room++) {
                check(kind, sample, room);
            }
            check(kind, sample, sample.length() + AMPLE);
        }
    }

    private static void check(TargetKind kind, Sample sample, int room) {
        try (Target target = kind.create(room)) {
            boolean fits = room >= sample.length() || !kind.bounded();
            if (fits) {
                target.append(sample);
            } else {
                refuse(target, sample);
            }
            target.finish();
            expect(fits ? sample.expected() : new byte[0], target.content(), sample, room);
            target.checkOutside();
        } catch (RuntimeException e) {
            fail(kind + ", room " + room + ", " + sample, e);
        }
    }

    /** More room than needed, by every number of bytes up to {@link #AMPLE}: where word-wide stores begin and end. */
    public static void checkSpareRoom(TargetKind kind, List<Sample> samples) {
        for (Sample sample : samples) {
            for (int spare = 2; spare < AMPLE; spare++) {
                check(kind, sample, sample.length() + spare);
            }
        }
    }

    /** An append that does not fit changes nothing of a run of appends, and what still fits can follow. */
    public static void checkRefusalWithinARun(TargetKind kind, List<Sample> samples) {
        for (Sample sample : samples) {
            int room = 2 * sample.length() - 1;
            if (room < 0) {
                continue;
            }
            try (Target target = kind.create(room)) {
                target.append(sample);
                refuse(target, sample);
                Sample filler = filler(room - sample.length());
                target.append(filler);
                refuse(target, sample);
                target.finish();
                byte[] both = Arrays.copyOf(sample.expected(), room);
                System.arraycopy(filler.expected(), 0, both, sample.length(), filler.length());
                expect(both, target.content(), sample, room);
                target.checkOutside();
            }
        }
    }

    /** All samples one after the other, which takes a growing target through several sizes. */
    public static void checkLongRun(TargetKind kind, List<Sample> samples, int room) {
        int total = samples.stream().mapToInt(Sample::length).sum();
        byte[] expected = new byte[total];
        int end = 0;
        try (Target target = kind.create(room)) {
            for (Sample sample : samples) {
                target.append(sample);
                System.arraycopy(sample.expected(), 0, expected, end, sample.length());
                end += sample.length();
            }
            target.finish();
            assertThat(target.content()).as(kind.name()).isEqualTo(expected);
            target.checkOutside();
        }
    }

    private static Sample filler(int length) {
        byte[] bytes = "#".repeat(length).getBytes(StandardCharsets.US_ASCII);
        return new Sample("appendBytes(byte[],int,int)", bytes, bytes, 0, length);
    }

    private static void refuse(Target target, Sample sample) {
        Throwable thrown = catchThrowable(() -> target.append(sample));
        if (!target.refusal().isInstance(thrown)) {
            fail(sample + " threw " + thrown + " and not " + target.refusal().getSimpleName(), thrown);
        }
        // Our own message tells what is needed and what there is; the JVM's own checks would not.
        if (!thrown.getMessage().contains("needs " + sample.length() + " bytes")) {
            fail(sample + " says: " + thrown.getMessage());
        }
    }

    private static void expect(byte[] expected, byte[] actual, Sample sample, int room) {
        if (!Arrays.equals(expected, actual)) {
            assertThat(actual).as("%s at room %d", sample, room).isEqualTo(expected);
        }
    }
}
