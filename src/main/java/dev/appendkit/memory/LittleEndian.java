// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in a byte array, the lowest byte first, at any index and on every platform: how values are kept in the places
 * that the structures of this package hand out.
 *
 * <p>Every method throws an {@code IndexOutOfBoundsException} if the number does not lie within the array, and changes
 * nothing then. The bits of NaNs are kept. Nothing is atomic.
 */
public final class LittleEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /**
     * Reads an int of 4 bytes.
     *
     * @param src the array
     * @param pos the index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array
     */
    public static int getInt(byte[] src, int pos) {
        return (int) INT.get(src, pos);
    }

    /**
     * Reads a long of 8 bytes.
     *
     * @param src the array
     * @param pos the index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array
     */
    public static long getLong(byte[] src, int pos) {
        return (long) LONG.get(src, pos);
    }

    /**
     * Reads a float of 4 bytes.
     *
     * @param src the array
     * @param pos the index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array
     */
    public static float getFloat(byte[] src, int pos) {
        return Float.intBitsToFloat(getInt(src, pos));
    }

    /**
     * Reads a double of 8 bytes.
     *
     * @param src the array
     * @param pos the index of the first byte
     * @return the value
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array
     */
    public static double getDouble(byte[] src, int pos) {
        return Double.longBitsToDouble(getLong(src, pos));
    }

    /**
     * Writes an int as 4 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array; nothing is written
     */
    public static void putInt(byte[] dst, int pos, int value) {
        INT.set(dst, pos, value);
    }

    /**
     * Writes a long as 8 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array; nothing is written
     */
    public static void putLong(byte[] dst, int pos, long value) {
        LONG.set(dst, pos, value);
    }

    /**
     * Writes a float as 4 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array; nothing is written
     */
    public static void putFloat(byte[] dst, int pos, float value) {
        putInt(dst, pos, Float.floatToRawIntBits(value));
    }

    /**
     * Writes a double as 8 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param value the value
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array; nothing is written
     */
    public static void putDouble(byte[] dst, int pos, double value) {
        putLong(dst, pos, Double.doubleToRawLongBits(value));
    }

    /**
     * Adds to an int of 4 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param delta the number to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array; nothing is written
     */
    public static int addInt(byte[] dst, int pos, int delta) {
        int sum = getInt(dst, pos) + delta;
        putInt(dst, pos, sum);
        return sum;
    }

    /**
     * Adds to a long of 8 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param delta the number to add
     * @return the sum, which wraps
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array; nothing is written
     */
    public static long addLong(byte[] dst, int pos, long delta) {
        long sum = getLong(dst, pos) + delta;
        putLong(dst, pos, sum);
        return sum;
    }

    /**
     * Adds to a float of 4 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param delta the number to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the 4 bytes do not lie within the array; nothing is written
     */
    public static float addFloat(byte[] dst, int pos, float delta) {
        float sum = getFloat(dst, pos) + delta;
        putFloat(dst, pos, sum);
        return sum;
    }

    /**
     * Adds to a double of 8 bytes.
     *
     * @param dst the array
     * @param pos the index of the first byte
     * @param delta the number to add
     * @return the sum
     * @throws IndexOutOfBoundsException if the 8 bytes do not lie within the array; nothing is written
     */
    public static double addDouble(byte[] dst, int pos, double delta) {
        double sum = getDouble(dst, pos) + delta;
        putDouble(dst, pos, sum);
        return sum;
    }
}
