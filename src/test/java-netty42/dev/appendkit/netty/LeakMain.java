// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.Buffers.Made;
import dev.appendkit.testing.Sample;
import dev.appendkit.testing.Samples;
import dev.appendkit.testing.TargetContract;
import dev.appendkit.testing.TargetKind;
import io.netty.buffer.ByteBuf;
import io.netty.util.LeakPresenceDetector;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Opens, fills, refuses, breaks and releases buffers of every kind, or leaks one on purpose, and counts. */
public final class LeakMain {
    private LeakMain() {}

    public static void main(String[] args) {
        switch (args[0]) {
            case "leak" -> leak(Buffers.POOLED.directBuffer(16));
            case "leak of a pool" -> leak(Buffers.RECYCLED.directBuffer(16));
            default -> balanced();
        }
        LeakPresenceDetector.check();
        System.out.println("no leak");
    }

    private static void leak(ByteBuf leaked) {
        ByteBufAppend.appendInt(leaked, leaked.refCnt());
    }

    private static void balanced() {
        List<Sample> samples = Samples.extremes();
        for (TargetKind kind : Stream.concat(ByteBufContractTest.kinds(), ByteBufContractTest.unboundedKinds())
                .toList()) {
            TargetContract.checkEveryRoom(kind, samples);
        }
        for (IntFunction<Made> kind : Buffers.bounded().values()) {
            Made made = kind.apply(32);
            ByteBuf buffer = made.buffer().setIndex(0, 0);
            AppendBuffer out = ByteBufAppend.open(buffer).appendAscii("lost");
            made.release();
            try {
                out.close();
                throw new AssertionError("a released buffer was published");
            } catch (IllegalStateException expected) {
                // What matters here is that nothing is left over.
            }
        }
    }
}
