// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.appendkit.hash.Fnv1;
import dev.appendkit.hash.Fnv1a;
import dev.appendkit.hash.Jody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteBufHashTest {
    // Netty's swapped buffers are deprecated and still met.
    @SuppressWarnings("deprecation")
    private static List<ByteBuf> kinds(byte[] bytes) {
        int half = bytes.length / 2;
        byte[] framed = new byte[bytes.length + 6];
        System.arraycopy(bytes, 0, framed, 4, bytes.length);
        return List.of(
                Unpooled.wrappedBuffer(bytes),
                Unpooled.wrappedBuffer(framed, 4, bytes.length),
                Unpooled.directBuffer().writeInt(7).writeBytes(bytes).skipBytes(4),
                PooledByteBufAllocator.DEFAULT.heapBuffer().writeBytes(bytes),
                PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(bytes),
                Unpooled.compositeBuffer()
                        .addComponent(true, Unpooled.copiedBuffer(bytes, 0, half))
                        .addComponent(true, Unpooled.copiedBuffer(bytes, half, bytes.length - half)),
                Unpooled.directBuffer().writeBytes(bytes).order(ByteOrder.LITTLE_ENDIAN),
                Unpooled.wrappedBuffer(bytes).asReadOnly(),
                Unpooled.wrappedBuffer(framed).slice(4, bytes.length));
    }

    @Test
    void everyKindOfBufferHashesAsItsBytes() {
        SplittableRandom random = new SplittableRandom(4);
        for (int length = 0; length <= 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            for (ByteBuf buf : kinds(bytes)) {
                int reader = buf.readerIndex();
                int writer = buf.writerIndex();
                assertThat(ByteBufHash.fnv1a64(buf)).isEqualTo(Fnv1a.hash64(bytes, 0, length));
                assertThat(ByteBufHash.fnv1a32(buf)).isEqualTo(Fnv1a.hash32(bytes, 0, length));
                assertThat(ByteBufHash.fnv1_64(buf)).isEqualTo(Fnv1.hash64(bytes, 0, length));
                assertThat(ByteBufHash.fnv1_32(buf)).isEqualTo(Fnv1.hash32(bytes, 0, length));
                assertThat(ByteBufHash.jody64(buf)).isEqualTo(Jody.hash64(bytes, 0, length));
                assertThat(buf.readerIndex()).isEqualTo(reader);
                assertThat(buf.writerIndex()).isEqualTo(writer);
                buf.release();
            }
        }
    }

    @Test
    void aReleasedBufferIsRefused() {
        for (ByteBuf buf : kinds(Arrays.copyOf(new byte[] {1}, 9))) {
            buf.release();
            assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> ByteBufHash.fnv1a64(buf));
            assertThatExceptionOfType(IllegalReferenceCountException.class).isThrownBy(() -> ByteBufHash.jody64(buf));
        }
    }
}
