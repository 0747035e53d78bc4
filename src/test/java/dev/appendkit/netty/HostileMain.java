// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.testing.ChildJvm;
import dev.appendkit.testing.PlainKinds;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.TargetContract;
import dev.appendkit.testing.TargetKind;
import io.netty.util.internal.PlatformDependent;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The contract under the defaults that this JVM was started with and a locale, which is an argument. */
public final class HostileMain {
    private HostileMain() {}

    public static void main(String[] args) {
        Locale.setDefault(Locale.forLanguageTag(args[0]));
        List<Sample> samples = Samples.extremes();
        int kinds = 0;
        for (TargetKind kind : Stream.of(
                        PlainKinds.bounded(),
                        PlainKinds.unbounded(),
                        ByteBufContractTest.kinds(),
                        ByteBufContractTest.unboundedKinds())
                .flatMap(some -> some)
                .toList()) {
            TargetContract.checkLongRun(kind, samples, 5_000);
            if (!PlatformDependent.hasUnsafe()) {
                TargetContract.checkEveryRoom(kind, samples);
            }
            kinds++;
        }
        // The control: with this default the formatter that the samples keep away from writes other digits.
        String plain = String.format("%d", 42);
        ChildJvm.out()
                .printf(
                        Locale.ROOT,
                        "%s kinds, %s, %s, %s, Unsafe %s, 42 is %s",
                        kinds > 40 ? "all" : "few",
                        Locale.getDefault().toLanguageTag(),
                        Charset.defaultCharset(),
                        ZoneId.systemDefault(),
                        PlatformDependent.hasUnsafe(),
                        plain);
    }
}
