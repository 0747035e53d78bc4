// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A direct array of fixed size in native byte order, at an aligned address, for native code and for sums that threads
 * share.
 *
 * <p>An index counts elements of the method's type, from the start of the array: {@code getLong(1)} reads bytes 8 to
 * 15. An index outside the array is an {@code IndexOutOfBoundsException}, thrown before anything has changed. The array
 * is initially zero. The bits of NaNs are kept.
 *
 * <p><b>Threads.</b> An element never tears. Plain access to one element from two threads needs a happens-before;
 * elements that do not overlap need none. The {@code atomicAdd…} methods are sequentially consistent with each other.
 *
 * <p><b>Lifetime.</b> The garbage collector frees the memory when neither this object nor a view of it is reachable.
 * While native code keeps the address, keep the Java object too:
 *
 * <pre>{@code
 * ByteBuffer view = sums.buffer();
 * accumulate(view, n);                                  // JNI: GetDirectBufferAddress(env, view)
 * long address = MemoryUtil.memAddress(view);           // LWJGL
 * MemorySegment segment = MemorySegment.ofBuffer(view); // JDK 22 and later
 * try {
 *   nativeCall(address);
 * } finally {
 *   Reference.reachabilityFence(sums);                  // until the native code has forgotten the address
 * }
 * }</pre>
 *
 * <p>Where neither an alignment above 8 nor atomic sums are needed,
 * {@code ByteBuffer.allocateDirect(n).order(ByteOrder.nativeOrder())} is enough.
 */
public final class NativeArray {
    private static final int MIN_ALIGNMENT = 8;
    private static final int MAX_ALIGNMENT = 4_096;
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;
    private final int bytes;

    private NativeArray(ByteBuffer memory) {
        this.memory = memory;
        bytes = memory.capacity();
    }

    /**
     * Returns a new array of zeros.
     *
     * @param bytes its size in bytes, not negative
     * @param alignment the number of which the address is a multiple: a power of two, 8 to 4,096
     * @return the array
     * @throws IllegalArgumentException if the size is negative, or exceeds an int together with the alignment, or if
     *     the alignment is not such a power of two
     * @throws OutOfMemoryError if there is not enough direct memory
     */
    public static NativeArray allocate(int bytes, int alignment) {
        if (alignment < MIN_ALIGNMENT || alignment > MAX_ALIGNMENT || Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException(
                    "alignment " + alignment + " is not a power of two from " + MIN_ALIGNMENT + " to " + MAX_ALIGNMENT);
        }
        int most = Integer.MAX_VALUE - (alignment - 1);
        if (bytes < 0 || bytes > most) {
            throw new IllegalArgumentException("size " + bytes + " is outside 0 to " + most);
        }
        ByteBuffer whole = ByteBuffer.allocateDirect(bytes + alignment - 1);
        int misaligned = whole.alignmentOffset(0, alignment);
        int start = misaligned == 0 ? 0 : alignment - misaligned;
        return new NativeArray(whole.slice(start, bytes).order(ByteOrder.nativeOrder()));
    }

    /**
     * Returns the size of the array.
     *
     * @return the size in bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns a new view of the whole array, in native byte order, with position 0 and the limit at the end. It shares
     * the memory and keeps it reachable.
     *
     * @return a direct buffer
     */
    public ByteBuffer buffer() {
        return memory.duplicate().order(ByteOrder.nativeOrder());
    }

    /**
     * Reads an int.
     *
     * @param index the index, in units of 4 bytes
     * @return the value
     * @throws IndexOutOfBoundsException if the index is outside the array
     */
    public int getInt(int index) {
        return (int) INT.getOpaque(memory, at(index, 4));
    }

    /**
     * Reads a long.
     *
     * @param index the index, in units of 8 bytes
     * @return the value
     * @throws IndexOutOfBoundsException if the index is outside the array
     */
    public long getLong(int index) {
        return (long) LONG.getOpaque(memory, at(index, 8));
    }

    /**
     * Reads a float.
     *
     * @param index the index, in units of 4 bytes
     * @return the value
     * @throws IndexOutOfBoundsException if the index is outside the array
     */
    public float getFloat(int index) {
        return Float.intBitsToFloat(getInt(index));
    }

    /**
     * Reads a double.
     *
     * @param index the index, in units of 8 bytes
     * @return the value
     * @throws IndexOutOfBoundsException if the index is outside the array
     */
    public double getDouble(int index) {
        return Double.longBitsToDouble(getLong(index));
    }

    /**
     * Writes an int.
     *
     * @param index the index, in units of 4 bytes
     * @param value the value
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public void setInt(int index, int value) {
        INT.setOpaque(memory, at(index, 4), value);
    }

    /**
     * Writes a long.
     *
     * @param index the index, in units of 8 bytes
     * @param value the value
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public void setLong(int index, long value) {
        LONG.setOpaque(memory, at(index, 8), value);
    }

    /**
     * Writes a float.
     *
     * @param index the index, in units of 4 bytes
     * @param value the value
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public void setFloat(int index, float value) {
        setInt(index, Float.floatToRawIntBits(value));
    }

    /**
     * Writes a double.
     *
     * @param index the index, in units of 8 bytes
     * @param value the value
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public void setDouble(int index, double value) {
        setLong(index, Double.doubleToRawLongBits(value));
    }

    /**
     * Adds to an int. Not atomic.
     *
     * @param index the index, in units of 4 bytes
     * @param delta the value to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public int addInt(int index, int delta) {
        int sum = getInt(index) + delta;
        setInt(index, sum);
        return sum;
    }

    /**
     * Adds to a long. Not atomic.
     *
     * @param index the index, in units of 8 bytes
     * @param delta the value to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public long addLong(int index, long delta) {
        long sum = getLong(index) + delta;
        setLong(index, sum);
        return sum;
    }

    /**
     * Adds to a float. Not atomic.
     *
     * @param index the index, in units of 4 bytes
     * @param delta the value to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public float addFloat(int index, float delta) {
        float sum = getFloat(index) + delta;
        setFloat(index, sum);
        return sum;
    }

    /**
     * Adds to a double. Not atomic.
     *
     * @param index the index, in units of 8 bytes
     * @param delta the value to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public double addDouble(int index, double delta) {
        double sum = getDouble(index) + delta;
        setDouble(index, sum);
        return sum;
    }

    /**
     * Adds to an int atomically.
     *
     * @param index the index, in units of 4 bytes
     * @param delta the value to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public int atomicAddInt(int index, int delta) {
        return (int) INT.getAndAdd(memory, at(index, 4), delta) + delta;
    }

    /**
     * Adds to a long atomically.
     *
     * @param index the index, in units of 8 bytes
     * @param delta the value to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public long atomicAddLong(int index, long delta) {
        return (long) LONG.getAndAdd(memory, at(index, 8), delta) + delta;
    }

    /**
     * Adds to a float atomically.
     *
     * @param index the index, in units of 4 bytes
     * @param delta the value to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public float atomicAddFloat(int index, float delta) {
        int at = at(index, 4);
        while (true) {
            int before = (int) INT.getVolatile(memory, at);
            float sum = Float.intBitsToFloat(before) + delta;
            if (INT.weakCompareAndSet(memory, at, before, Float.floatToRawIntBits(sum))) {
                return sum;
            }
        }
    }

    /**
     * Adds to a double atomically.
     *
     * @param index the index, in units of 8 bytes
     * @param delta the value to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the index is outside the array; nothing is written
     */
    public double atomicAddDouble(int index, double delta) {
        int at = at(index, 8);
        while (true) {
            long before = (long) LONG.getVolatile(memory, at);
            double sum = Double.longBitsToDouble(before) + delta;
            if (LONG.weakCompareAndSet(memory, at, before, Double.doubleToRawLongBits(sum))) {
                return sum;
            }
        }
    }

    /** The index of an element's first byte. */
    private int at(int index, int size) {
        if (index < 0 || index >= bytes / size) {
            throw outOfBounds(index, size);
        }
        return index * size;
    }

    private IndexOutOfBoundsException outOfBounds(int index, int size) {
        return new IndexOutOfBoundsException("index " + index + " is outside the " + bytes / size + " elements of "
                + size + " bytes that the array holds");
    }
}
