// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.hash;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.netty.ByteBufHash;
import dev.appendkit.testing.Allocations;
import dev.appendkit.testing.Values;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alloc")
class HashAllocationTest {
    private long sum;

    @Test
    void nothingIsAllocated() {
        byte[] bytes = Values.BYTES;
        String text = Values.TEXT;
        Allocations.assertNone(
                "Fnv1a",
                () -> sum += Fnv1a.hash32(bytes, 0, 33)
                        + Fnv1a.hash64(bytes, 0, 33)
                        + Fnv1a.hash32(text)
                        + Fnv1a.hash64(text)
                        + Fnv1a.hash32((int) sum)
                        + Fnv1a.hash64(sum));
        Allocations.assertNone(
                "Fnv1",
                () -> sum += Fnv1.hash32(bytes, 0, 33)
                        + Fnv1.hash64(bytes, 0, 33)
                        + Fnv1.hash32(text)
                        + Fnv1.hash64(text)
                        + Fnv1.hash32((int) sum)
                        + Fnv1.hash64(sum));
        Allocations.assertNone("Jody", () -> sum += Jody.hash64(bytes, 0, 33) + Jody.hash64(text) + Jody.hash64(sum));
        ByteBuf direct = Unpooled.directBuffer().writeBytes(bytes);
        ByteBuf heap = Unpooled.wrappedBuffer(bytes);
        for (ByteBuf buf : new ByteBuf[] {direct, heap}) {
            Allocations.assertNone(
                    "ByteBufHash",
                    () -> sum += ByteBufHash.fnv1a64(buf)
                            + ByteBufHash.fnv1a32(buf)
                            + ByteBufHash.fnv1_64(buf)
                            + ByteBufHash.fnv1_32(buf)
                            + ByteBufHash.jody64(buf));
        }
        direct.release();
    }

    @Test
    void theCheckSeesAForeignText() {
        CharSequence foreign = new StringBuilder("foreign");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Allocations.assertNone("toString", () -> sum += Fnv1a.hash64(foreign)));
    }
}
