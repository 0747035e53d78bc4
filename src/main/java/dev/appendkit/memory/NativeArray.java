// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A fixed array in direct memory, for native code: zeroed, in native byte order, at an address that is a multiple of
 * the alignment. An index counts elements of the method's type; the array may be read and written as several types.
 *
 * <pre>{@code
 * NativeArray weights = NativeArray.allocate(4 * 1_000, 64);
 * weights.addFloat(7, 0.5f);                                 // weights[7] += 0.5
 * nativeFunction(weights.buffer());                          // JNI: GetDirectBufferAddress
 * Reference.reachabilityFence(weights);
 * }</pre>
 *
 * <p>LWJGL takes {@code MemoryUtil.memAddress(weights.buffer())}, the foreign function API of JDK 22
 * {@code MemorySegment.ofBuffer(weights.buffer())}. The memory is freed by the collector when neither the array nor a
 * view of it is reachable: native code that keeps the address needs the Java object kept too. Where neither alignment
 * nor atomic sums matter, {@code ByteBuffer.allocateDirect(n).order(ByteOrder.nativeOrder())} does.
 *
 * <p>Elements never tear. Plain access to one element from two threads needs a happens-before, to different elements
 * none. {@code atomicAdd} methods of one element are sequentially consistent with each other. NaN bits are kept.
 * Nothing is allocated but by {@link #allocate} and {@link #buffer}. An index outside the array is an
 * {@code IndexOutOfBoundsException}.
 */
public final class NativeArray {
    private static final int MIN_ALIGNMENT = 8;
    private static final int MAX_ALIGNMENT = 4_096;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();

    private final ByteBuffer memory;
    private final int ints;
    private final int longs;

    private NativeArray(ByteBuffer memory) {
        this.memory = memory;
        ints = memory.capacity() / Integer.BYTES;
        longs = memory.capacity() / Long.BYTES;
    }

    /**
     * A new array of zeros.
     *
     * @param bytes its size, at least 0
     * @param alignment what its address is a multiple of: a power of two, 8 to 4,096
     * @return the array
     * @throws IllegalArgumentException if an argument is out of range, or both together exceed 2^31 - 1
     */
    public static NativeArray allocate(int bytes, int alignment) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the size " + bytes + " is negative");
        }
        if (alignment < MIN_ALIGNMENT || alignment > MAX_ALIGNMENT || Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("the alignment " + alignment + " is not a power of two from "
                    + MIN_ALIGNMENT + " to " + MAX_ALIGNMENT);
        }
        if (bytes > Integer.MAX_VALUE - alignment) {
            throw new IllegalArgumentException(
                    "the size " + bytes + " and the alignment " + alignment + " exceed " + Integer.MAX_VALUE);
        }
        ByteBuffer raw = ByteBuffer.allocateDirect(bytes + alignment);
        int beyond = raw.alignmentOffset(0, alignment);
        return new NativeArray(
                raw.slice(beyond == 0 ? 0 : alignment - beyond, bytes).order(ByteOrder.nativeOrder()));
    }

    /**
     * The size.
     *
     * @return the size in bytes
     */
    public int bytes() {
        return memory.capacity();
    }

    /**
     * A view of all of it.
     *
     * @return a new direct buffer in native order, at position 0
     */
    public ByteBuffer buffer() {
        return memory.duplicate().order(ByteOrder.nativeOrder());
    }

    private int intAt(int index) {
        return Objects.checkIndex(index, ints) * Integer.BYTES;
    }

    private int longAt(int index) {
        return Objects.checkIndex(index, longs) * Long.BYTES;
    }

    /**
     * Reads an int.
     *
     * @param index the element's index
     * @return the element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public int getInt(int index) {
        return (int) INT.get(memory, intAt(index));
    }

    /**
     * Reads a long.
     *
     * @param index the element's index
     * @return the element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public long getLong(int index) {
        return (long) LONG.get(memory, longAt(index));
    }

    /**
     * Reads a float.
     *
     * @param index the element's index
     * @return the element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public float getFloat(int index) {
        return Float.intBitsToFloat(getInt(index));
    }

    /**
     * Reads a double.
     *
     * @param index the element's index
     * @return the element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public double getDouble(int index) {
        return Double.longBitsToDouble(getLong(index));
    }

    /**
     * Writes an int.
     *
     * @param index the element's index
     * @param value the new element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public void setInt(int index, int value) {
        INT.set(memory, intAt(index), value);
    }

    /**
     * Writes a long.
     *
     * @param index the element's index
     * @param value the new element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public void setLong(int index, long value) {
        LONG.set(memory, longAt(index), value);
    }

    /**
     * Writes a float.
     *
     * @param index the element's index
     * @param value the new element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public void setFloat(int index, float value) {
        setInt(index, Float.floatToRawIntBits(value));
    }

    /**
     * Writes a double.
     *
     * @param index the element's index
     * @param value the new element
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public void setDouble(int index, double value) {
        setLong(index, Double.doubleToRawLongBits(value));
    }

    /**
     * Adds to an int, not atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public int addInt(int index, int delta) {
        int sum = getInt(index) + delta;
        setInt(index, sum);
        return sum;
    }

    /**
     * Adds to a long, not atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public long addLong(int index, long delta) {
        long sum = getLong(index) + delta;
        setLong(index, sum);
        return sum;
    }

    /**
     * Adds to a float, not atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public float addFloat(int index, float delta) {
        float sum = getFloat(index) + delta;
        setFloat(index, sum);
        return sum;
    }

    /**
     * Adds to a double, not atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public double addDouble(int index, double delta) {
        double sum = getDouble(index) + delta;
        setDouble(index, sum);
        return sum;
    }

    /**
     * Adds to an int atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public int atomicAddInt(int index, int delta) {
        return (int) INT.getAndAdd(memory, intAt(index), delta) + delta;
    }

    /**
     * Adds to a long atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public long atomicAddLong(int index, long delta) {
        return (long) LONG.getAndAdd(memory, longAt(index), delta) + delta;
    }

    /**
     * Adds to a float atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public float atomicAddFloat(int index, float delta) {
        int at = intAt(index);
        while (true) {
            int before = (int) INT.getVolatile(memory, at);
            float sum = Float.intBitsToFloat(before) + delta;
            if (INT.compareAndSet(memory, at, before, Float.floatToRawIntBits(sum))) {
                return sum;
            }
        }
    }

    /**
     * Adds to a double atomically.
     *
     * @param index the element's index
     * @param delta what is added
     * @return the sum
     * @throws IndexOutOfBoundsException if it is outside the array
     */
    public double atomicAddDouble(int index, double delta) {
        int at = longAt(index);
        while (true) {
            long before = (long) LONG.getVolatile(memory, at);
            double sum = Double.longBitsToDouble(before) + delta;
            if (LONG.compareAndSet(memory, at, before, Double.doubleToRawLongBits(sum))) {
                return sum;
            }
        }
    }
}
