// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.netty.ByteBufAppend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.BufferOverflowException;

/**
 * Gives the JVM the profile of a real process: every kind of cursor has been used, has grown, has failed for want of
 * room and was used after its close.
 *
 * <p>The compiler drops paths that never ran. In a benchmark that runs alone an append then looks up to 4 ns better
 * than it is in an application.
 */
final class ProfilePollution {
    private static final int ROUNDS = 2_000;

    private ProfilePollution() {}

    static void run() {
        for (int i = 0; i < ROUNDS; i++) {
            appendSome(AppendBuffer.growing(1, 1024), i);
            fail(AppendBuffer.wrap(new byte[16], 3, 16), i);
            overByteBuf(Unpooled.buffer(1), i);
            overByteBuf(Unpooled.directBuffer(1), i);
            overByteBuf(Unpooled.compositeBuffer().addComponent(true, Unpooled.buffer(1)), i);
        }
    }

    private static void overByteBuf(ByteBuf buf, int i) {
        AppendBuffer out = ByteBufAppend.open(buf);
        appendSome(out, i);
        out.close();
        buf.release();
        try {
            out.appendInt(i);
            throw new AssertionError("appended after close");
        } catch (IllegalStateException expected) {
            // the path that this provokes
        }
    }

    private static void appendSome(AppendBuffer out, int i) {
        out.appendInt(i)
                .appendLong(-31L * i)
                .appendDouble(i / 7.0)
                .appendAscii("ascii")
                .appendUtf8("caf\u00e9 '\u4e2d'");
        out.appendTimestampMicros(i * 1_000_003L, FractionDigits.MICROS);
        out.appendBytes(new byte[40], 0, 40).truncate(out.length() / 2);
    }

    private static void fail(AppendBuffer out, int i) {
        try {
            appendSome(out, i);
            throw new AssertionError("appended more than there was room for");
        } catch (BufferOverflowException expected) {
            out.clear();
        }
    }
}
