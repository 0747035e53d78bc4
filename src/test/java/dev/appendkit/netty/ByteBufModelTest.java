// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.pool.DropReason;
import dev.appendkit.pool.PoolStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random calls on a pooled buffer and on one of Netty's: the same answers, exceptions, indexes and content. */
@Tag("thorough")
class ByteBufModelTest {
    private static final int MAX_CAPACITY = 3_000;
    private static final int CALLS_PER_BUFFER = 200;
    private static final int BUFFERS = 60;

    @TempDir
    private Path directory;

    /** What a call answers must depend on the buffer and the random numbers alone. */
    private interface Call {
        Object on(ByteBuf buffer, Random random) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aPooledBufferBehavesAsNettysOwn(boolean direct, boolean checked) throws IOException {
        compareWithNetty(direct, checked, directory.resolve("bytes"));
    }

    static void compareWithNetty(boolean direct, boolean checked, Path scratch) throws IOException {
        // Classes of 64, 256 and 1024 bytes: buffers up to the maximum move through all and beyond.
        ByteBufPool pool = ByteBufPool.builder()
                .initialBytes(64)
                .maxRetainedBytes(1_024)
                .checked(checked)
                .build();
        try (FileChannel file = file(scratch)) {
            List<Call> calls = calls(file);
            for (int seed = 0; seed < BUFFERS; seed++) {
                int initial = new Random(seed).nextInt(600);
                ByteBuf ours =
                        direct ? pool.directBuffer(initial, MAX_CAPACITY) : pool.heapBuffer(initial, MAX_CAPACITY);
                ByteBuf theirs =
                        direct ? Unpooled.directBuffer(initial, MAX_CAPACITY) : Unpooled.buffer(initial, MAX_CAPACITY);
                assertThat(ours.isDirect()).isEqualTo(direct);
                assertThat(ours.alloc()).isSameAs(pool);
                compare(ours, theirs, calls, seed);
                assertThat(ours.release()).isTrue();
                theirs.release();
            }
        }
        // The control: what is small enough was recycled. In checked mode one release in four recycles nothing.
        PoolStats stats = direct ? pool.directStats() : pool.heapStats();
        assertThat(stats.misses() - stats.drops(DropReason.OVERSIZE) - stats.drops(DropReason.RANDOM))
                .isLessThan(10);
    }

    @Test
    void theComparisonSeesADifference() throws IOException {
        ByteBuf ours = Unpooled.buffer(64, MAX_CAPACITY);
        ByteBuf theirs = Unpooled.buffer(64, MAX_CAPACITY);
        try (FileChannel file = file(directory.resolve("bytes"))) {
            List<Call> calls = new ArrayList<>(calls(file));
            AtomicInteger times = new AtomicInteger();
            calls.add((buffer, random) -> buffer.setByte(0, times.incrementAndGet()));
            assertThatThrownBy(() -> compare(ours, theirs, calls, 1)).isInstanceOf(AssertionError.class);
        }
    }

    private static FileChannel file(Path file) throws IOException {
        Files.write(file, new byte[700]);
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void compare(ByteBuf ours, ByteBuf theirs, List<Call> calls, int seed) {
        Random choice = new Random(seed);
        ours.setZero(0, ours.capacity());
        for (int i = 0; i < CALLS_PER_BUFFER; i++) {
            int call = choice.nextInt(calls.size());
            long arguments = choice.nextLong();
            int capacity = ours.capacity();
            String about = "seed " + seed + ", step " + i + ", call " + call + " on " + theirs;
            Object expected = answer(calls.get(call), theirs, new Random(arguments));
            assertThat(answer(calls.get(call), ours, new Random(arguments)))
                    .as(about)
                    .isEqualTo(expected);
            assertThat(ours.readerIndex()).as(about).isEqualTo(theirs.readerIndex());
            assertThat(ours.writerIndex()).as(about).isEqualTo(theirs.writerIndex());
            if (theirs.capacity() != capacity || ours.capacity() != capacity) {
                // How far a buffer grows for a write is its own affair, and so are the bytes that it gains.
                assertThat(ours.capacity()).as(about).isBetween(theirs.writerIndex(), MAX_CAPACITY);
                theirs.capacity(ours.capacity());
                clearTail(ours);
                clearTail(theirs);
            }
            if (!Arrays.equals(
                    ByteBufUtil.getBytes(ours, 0, ours.capacity()), ByteBufUtil.getBytes(theirs, 0, ours.capacity()))) {
                throw new AssertionError(about + ": the content differs");
            }
        }
    }

    private static void clearTail(ByteBuf buffer) {
        buffer.setZero(buffer.writerIndex(), buffer.capacity() - buffer.writerIndex());
    }

    private static Object answer(Call call, ByteBuf buffer, Random random) {
        try {
            Object answer = call.on(buffer, random);
            return answer == buffer ? "itself" : answer;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // Netty's unpooled buffers leave some bad indexes to ByteBuffer, which throws the other one.
            return "out of bounds";
        } catch (RuntimeException e) {
            return e.getClass();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int index(ByteBuf buffer, Random random) {
        return random.nextInt(buffer.capacity() + 3) - 1;
    }

    private static int length(Random random) {
        return random.nextInt(random.nextInt(10) == 0 ? 400 : 20);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[length(random)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<Call> calls(FileChannel file) {
        List<Call> calls = new ArrayList<>();
        primitives(calls);
        relativePrimitives(calls);
        arraysAndBuffers(calls);
        streamsAndChannels(calls, file);
        shape(calls);
        views(calls);
        return calls;
    }

    private static void primitives(List<Call> calls) {
        calls.add((b, r) -> b.getByte(index(b, r)));
        calls.add((b, r) -> b.getShort(index(b, r)));
        calls.add((b, r) -> b.getShortLE(index(b, r)));
        calls.add((b, r) -> b.getUnsignedMedium(index(b, r)));
        calls.add((b, r) -> b.getMediumLE(index(b, r)));
        calls.add((b, r) -> b.getUnsignedMediumLE(index(b, r)));
        calls.add((b, r) -> b.getInt(index(b, r)));
        calls.add((b, r) -> b.getIntLE(index(b, r)));
        calls.add((b, r) -> b.getLong(index(b, r)));
        calls.add((b, r) -> b.getLongLE(index(b, r)));
        calls.add((b, r) -> b.getDouble(index(b, r)));
        calls.add((b, r) -> b.setByte(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setShort(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setShortLE(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setMedium(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setMediumLE(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setInt(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setIntLE(index(b, r), r.nextInt()));
        calls.add((b, r) -> b.setLong(index(b, r), r.nextLong()));
        calls.add((b, r) -> b.setLongLE(index(b, r), r.nextLong()));
    }

    private static void relativePrimitives(List<Call> calls) {
        calls.add((b, r) -> b.writeByte(r.nextInt()));
        calls.add((b, r) -> b.writeShort(r.nextInt()));
        calls.add((b, r) -> b.writeMedium(r.nextInt()));
        calls.add((b, r) -> b.writeInt(r.nextInt()));
        calls.add((b, r) -> b.writeLongLE(r.nextLong()));
        calls.add((b, r) -> b.writeCharSequence("añ€😀".repeat(r.nextInt(5)), UTF_8));
        calls.add((b, r) -> b.writeZero(length(r)));
        calls.add((b, r) -> b.readByte());
        calls.add((b, r) -> b.readUnsignedMedium());
        calls.add((b, r) -> b.readLong());
        calls.add((b, r) -> b.skipBytes(r.nextInt(9)));
    }

    private static void arraysAndBuffers(List<Call> calls) {
        calls.add((b, r) -> b.setBytes(index(b, r), bytes(r)));
        calls.add((b, r) -> b.writeBytes(bytes(r)));
        calls.add((b, r) -> b.setBytes(index(b, r), ByteBuffer.wrap(bytes(r))));
        calls.add((b, r) -> {
            ByteBuffer source =
                    ByteBuffer.allocateDirect(9).put(4, (byte) r.nextInt()).position(r.nextInt(9));
            b.setBytes(index(b, r), source);
            return source.remaining();
        });
        for (ByteBufAllocator other : List.of(Buffers.UNPOOLED, Buffers.POOLED, Buffers.RECYCLED)) {
            calls.add((b, r) -> fromBuffer(b, r, other.heapBuffer(), 0));
            calls.add((b, r) -> fromBuffer(b, r, other.directBuffer(), 3));
            calls.add((b, r) -> fromBuffer(b, r, other.compositeBuffer(), 1));
            calls.add((b, r) -> toBuffer(b, r, other.heapBuffer(64, 64)));
            calls.add((b, r) -> toBuffer(b, r, other.directBuffer(64, 64)));
            calls.add((b, r) -> toBuffer(b, r, other.compositeBuffer().capacity(64)));
        }
        calls.add((b, r) -> {
            byte[] target = new byte[length(r)];
            b.getBytes(index(b, r), target);
            return new String(target, UTF_8);
        });
        calls.add((b, r) -> {
            ByteBuffer target = ByteBuffer.allocateDirect(30).position(r.nextInt(30));
            b.getBytes(index(b, r), target);
            return ByteBufUtil.hexDump(Unpooled.wrappedBuffer(target.clear()));
        });
    }

    private static Object fromBuffer(ByteBuf buffer, Random random, ByteBuf source, int skipped) {
        try {
            source.writeBytes(bytes(random))
                    .writeBytes(bytes(random))
                    .writeInt(7)
                    .skipBytes(skipped);
            return random.nextBoolean()
                    ? buffer.writeBytes(source, source.readableBytes())
                    : buffer.setBytes(index(buffer, random), source, skipped, source.readableBytes());
        } finally {
            source.release();
        }
    }

    private static Object toBuffer(ByteBuf buffer, Random random, ByteBuf target) {
        try {
            target.setZero(0, 64);
            int at = random.nextInt(50);
            buffer.getBytes(index(buffer, random), target, at, random.nextInt(16));
            return ByteBufUtil.hexDump(target, 0, 64);
        } finally {
            target.release();
        }
    }

    private static void streamsAndChannels(List<Call> calls, FileChannel file) {
        calls.add((b, r) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            b.getBytes(index(b, r), out, length(r));
            return out.toString(UTF_8);
        });
        calls.add((b, r) -> b.getBytes(index(b, r), file.position(r.nextInt(300)), length(r)));
        calls.add((b, r) -> b.setBytes(index(b, r), file.position(r.nextInt(700)), length(r)));
        // Within bounds: without Unsafe Netty's own buffer looks at what the stream has instead of the length.
        calls.add((b, r) -> {
            int index = r.nextInt(b.capacity() + 1);
            return b.setBytes(index, new ByteArrayInputStream(bytes(r)), Math.min(length(r), b.capacity() - index));
        });
        calls.add((b, r) -> b.writeBytes(new ByteArrayInputStream(bytes(r)), length(r)));
        calls.add((b, r) -> b.getBytes(index(b, r), file, r.nextInt(300), length(r)));
        calls.add((b, r) -> b.setBytes(index(b, r), file, r.nextInt(300), length(r)));
    }

    private static void shape(List<Call> calls) {
        calls.add((b, r) -> b.capacity(r.nextInt(MAX_CAPACITY + 10)));
        calls.add((b, r) -> b.ensureWritable(r.nextInt(r.nextInt(20) == 0 ? MAX_CAPACITY : 60)));
        calls.add((b, r) -> b.isWritable(r.nextInt(60)));
        calls.add((b, r) -> b.discardReadBytes());
        calls.add((b, r) -> b.discardSomeReadBytes());
        calls.add((b, r) -> b.readerIndex(index(b, r)));
        calls.add((b, r) -> b.writerIndex(index(b, r)));
        calls.add((b, r) -> r.nextInt(8) == 0 ? b.clear() : b.setIndex(0, b.capacity() / 2));
        calls.add((b, r) -> b.markReaderIndex().skipBytes(r.nextInt(3)).resetReaderIndex());
        calls.add((b, r) -> b.maxCapacity());
        calls.add((b, r) -> b.retain().release());
        calls.add((b, r) -> b.refCnt());
    }

    private static void views(List<Call> calls) {
        calls.add((b, r) -> ByteBufUtil.hexDump(b.slice(index(b, r), length(r))));
        calls.add((b, r) -> b.duplicate().setByte(index(b, r), 5).readableBytes());
        calls.add((b, r) -> b.hashCode());
        calls.add((b, r) -> b.toString(UTF_8));
        calls.add((b, r) -> b.indexOf(0, b.writerIndex(), (byte) r.nextInt()));
        calls.add((b, r) -> b.nioBuffer(index(b, r), length(r)).toString().replaceAll(".*\\[", ""));
        calls.add((b, r) ->
                UTF_8.decode(b.internalNioBuffer(index(b, r), length(r))).toString());
        calls.add((b, r) -> b.nioBuffers(index(b, r), length(r)).length);
        calls.add((b, r) -> {
            ByteBuf copy = b.copy(index(b, r), length(r));
            try {
                return copy.maxCapacity() + ByteBufUtil.hexDump(copy);
            } finally {
                copy.release();
            }
        });
        calls.add((b, r) -> {
            ByteBuf slice = b.retainedSlice(index(b, r), length(r));
            slice.setZero(0, slice.capacity() / 2);
            return slice.release();
        });
    }
}
