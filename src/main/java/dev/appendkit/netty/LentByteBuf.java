// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import io.netty.buffer.AbstractReferenceCountedByteBuf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A ByteBuf over pooled memory, heap or direct. Its capacity is a part of the memory, so it grows in place up to the
 * end of the memory; beyond that it moves to larger memory. When its reference count reaches zero, the memory and this
 * object return to the pool together and are lent again together.
 *
 * <p>It extends the base of Netty's own buffers, which counts references, keeps the indexes and checks each access;
 * this class only accesses the bytes. The base stores the indexes; it calls all methods with a leading underscore after
 * its checks.
 */
final class LentByteBuf extends AbstractReferenceCountedByteBuf {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final int MAX_STREAM_CHUNK = 8_192;

    private final ByteBufAllocator allocator;
    private PooledMemory memory;
    private ByteBuffer bytes;
    private int capacity;
    private int greatestCapacity;

    LentByteBuf(ByteBufAllocator allocator, PooledMemory memory) {
        super(Integer.MAX_VALUE);
        this.allocator = allocator;
        this.memory = memory;
        bytes = memory.bytes;
    }

    /** Makes this an empty buffer with one reference. */
    void open(int capacity, int maxCapacity) {
        maxCapacity(maxCapacity);
        this.capacity = capacity;
        greatestCapacity = capacity;
        clear();
        markReaderIndex();
        markWriterIndex();
        resetRefCnt();
    }

    /** Returns the most that the user could have used of the memory. */
    int greatestCapacity() {
        return greatestCapacity;
    }

    /** Notes that a leak detector watches this object until the last release. */
    void watched() {
        memory.shell = null;
    }

    void moveTo(PooledMemory other) {
        memory = other;
        bytes = other.bytes;
    }

    /**
     * Detaches the memory, so that a caller that still holds this object fails instead of writing to freed or foreign
     * memory.
     */
    void close() {
        bytes = NO_BYTES;
    }

    @Override
    protected void deallocate() {
        memory.pool.release(memory, this);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public ByteBuf capacity(int newCapacity) {
        checkNewCapacity(newCapacity);
        if (newCapacity > bytes.capacity()) {
            memory.pool.replace(memory, this, capacity, newCapacity);
        } else if (newCapacity < capacity) {
            trimIndicesToCapacity(newCapacity);
        }
        capacity = newCapacity;
        greatestCapacity = Math.max(greatestCapacity, newCapacity);
        return this;
    }

    @Override
    public int maxFastWritableBytes() {
        return Math.min(bytes.capacity(), maxCapacity()) - writerIndex();
    }

    @Override
    public ByteBufAllocator alloc() {
        return allocator;
    }

    // These methods are deprecated in Netty, and abstract.
    @Override
    @Deprecated
    public ByteOrder order() {
        return bytes.order();
    }

    @Override
    public @Nullable ByteBuf unwrap() {
        return null;
    }

    @Override
    public boolean isDirect() {
        return memory.owner != null;
    }

    @Override
    public boolean isContiguous() {
        return true;
    }

    @Override
    public boolean hasArray() {
        return bytes.hasArray();
    }

    @Override
    public byte[] array() {
        ensureAccessible();
        return bytes.array();
    }

    @Override
    public int arrayOffset() {
        return bytes.arrayOffset();
    }

    @Override
    public boolean hasMemoryAddress() {
        return memory.owner != null && memory.owner.hasMemoryAddress();
    }

    @Override
    public long memoryAddress() {
        ensureAccessible();
        if (memory.owner == null) {
            throw new UnsupportedOperationException("a heap buffer has no address");
        }
        return memory.owner.memoryAddress();
    }

    @Override
    protected byte _getByte(int index) {
        return bytes.get(index);
    }

    @Override
    protected short _getShort(int index) {
        return bytes.getShort(index);
    }

    @Override
    protected short _getShortLE(int index) {
        return Short.reverseBytes(bytes.getShort(index));
    }

    @Override
    protected int _getUnsignedMedium(int index) {
        return (bytes.getShort(index) & 0xFFFF) << 8 | bytes.get(index + 2) & 0xFF;
    }

    @Override
    protected int _getUnsignedMediumLE(int index) {
        return (bytes.get(index + 2) & 0xFF) << 16 | _getShortLE(index) & 0xFFFF;
    }

    @Override
    protected int _getInt(int index) {
        return bytes.getInt(index);
    }

    @Override
    protected int _getIntLE(int index) {
        return Integer.reverseBytes(bytes.getInt(index));
    }

    @Override
    protected long _getLong(int index) {
        return bytes.getLong(index);
    }

    @Override
    protected long _getLongLE(int index) {
        return Long.reverseBytes(bytes.getLong(index));
    }

    @Override
    protected void _setByte(int index, int value) {
        bytes.put(index, (byte) value);
    }

    @Override
    protected void _setShort(int index, int value) {
        bytes.putShort(index, (short) value);
    }

    @Override
    protected void _setShortLE(int index, int value) {
        bytes.putShort(index, Short.reverseBytes((short) value));
    }

    @Override
    protected void _setMedium(int index, int value) {
        bytes.putShort(index, (short) (value >>> 8));
        bytes.put(index + 2, (byte) value);
    }

    @Override
    protected void _setMediumLE(int index, int value) {
        _setShortLE(index, value);
        bytes.put(index + 2, (byte) (value >>> 16));
    }

    @Override
    protected void _setInt(int index, int value) {
        bytes.putInt(index, value);
    }

    @Override
    protected void _setIntLE(int index, int value) {
        bytes.putInt(index, Integer.reverseBytes(value));
    }

    @Override
    protected void _setLong(int index, long value) {
        bytes.putLong(index, value);
    }

    @Override
    protected void _setLongLE(int index, long value) {
        bytes.putLong(index, Long.reverseBytes(value));
    }

    @Override
    public ByteBuf getBytes(int index, ByteBuf dst, int dstIndex, int length) {
        checkDstIndex(index, length, dstIndex, dst.capacity());
        if (bytes.hasArray()) {
            dst.setBytes(dstIndex, bytes.array(), bytes.arrayOffset() + index, length);
        } else {
            dst.setBytes(dstIndex, bytes.slice(index, length));
        }
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, byte[] dst, int dstIndex, int length) {
        checkDstIndex(index, length, dstIndex, dst.length);
        bytes.get(index, dst, dstIndex, length);
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, ByteBuffer dst) {
        int length = dst.remaining();
        checkIndex(index, length);
        dst.put(bytes.slice(index, length));
        return this;
    }

    @Override
    public ByteBuf getBytes(int index, OutputStream out, int length) throws IOException {
        checkIndex(index, length);
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + index, length);
            return this;
        }
        byte[] chunk = new byte[Math.min(length, MAX_STREAM_CHUNK)];
        for (int done = 0; done < length; done += chunk.length) {
            int part = Math.min(chunk.length, length - done);
            bytes.get(index + done, chunk, 0, part);
            out.write(chunk, 0, part);
        }
        return this;
    }

    @Override
    public int getBytes(int index, GatheringByteChannel out, int length) throws IOException {
        checkIndex(index, length);
        return out.write(bytes.slice(index, length));
    }

    @Override
    public int getBytes(int index, FileChannel out, long position, int length) throws IOException {
        checkIndex(index, length);
        return out.write(bytes.slice(index, length), position);
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuf src, int srcIndex, int length) {
        checkSrcIndex(index, length, srcIndex, src.capacity());
        if (src.hasArray()) {
            bytes.put(index, src.array(), src.arrayOffset() + srcIndex, length);
        } else {
            src.getBytes(srcIndex, bytes.slice(index, length));
        }
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, byte[] src, int srcIndex, int length) {
        checkSrcIndex(index, length, srcIndex, src.length);
        bytes.put(index, src, srcIndex, length);
        return this;
    }

    @Override
    public ByteBuf setBytes(int index, ByteBuffer src) {
        int length = src.remaining();
        checkIndex(index, length);
        bytes.put(index, src, src.position(), length);
        src.position(src.limit());
        return this;
    }

    @Override
    public int setBytes(int index, InputStream in, int length) throws IOException {
        checkIndex(index, length);
        if (bytes.hasArray()) {
            return in.read(bytes.array(), bytes.arrayOffset() + index, length);
        }
        byte[] chunk = new byte[Math.min(length, MAX_STREAM_CHUNK)];
        int read = in.read(chunk, 0, chunk.length);
        if (read > 0) {
            bytes.put(index, chunk, 0, read);
        }
        return read;
    }

    @Override
    public int setBytes(int index, ScatteringByteChannel in, int length) throws IOException {
        try {
            return in.read(internalNioBuffer(index, length));
        } catch (ClosedChannelException e) {
            // Netty's buffers return the same; its transports rely on it.
            return -1;
        }
    }

    @Override
    public int setBytes(int index, FileChannel in, long position, int length) throws IOException {
        try {
            return in.read(internalNioBuffer(index, length), position);
        } catch (ClosedChannelException e) {
            return -1;
        }
    }

    @Override
    public ByteBuf copy(int index, int length) {
        checkIndex(index, length);
        ByteBuf copy = isDirect()
                ? allocator.directBuffer(length, maxCapacity())
                : allocator.heapBuffer(length, maxCapacity());
        return copy.writeBytes(this, index, length);
    }

    @Override
    public int nioBufferCount() {
        return 1;
    }

    @Override
    public ByteBuffer nioBuffer(int index, int length) {
        checkIndex(index, length);
        return bytes.slice(index, length);
    }

    @Override
    public ByteBuffer internalNioBuffer(int index, int length) {
        checkIndex(index, length);
        return memory.transfer.limit(index + length).position(index);
    }

    @Override
    public ByteBuffer[] nioBuffers(int index, int length) {
        return new ByteBuffer[] {nioBuffer(index, length)};
    }
}
