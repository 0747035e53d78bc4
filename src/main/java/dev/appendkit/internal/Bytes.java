// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Words in a byte array. Little-endian views put the first byte in the low bits, so that a text of up to eight bytes
 * can be built and shifted in a register; big-endian views serve hexadecimal, where the first digit is the high one,
 * and the binary numbers of network protocols.
 */
public final class Bytes {
    private static final VarHandle SHORT_LE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    public static void putShort(byte[] dst, int pos, int value) {
        SHORT_LE.set(dst, pos, (short) value);
    }

    public static void putInt(byte[] dst, int pos, int value) {
        INT_LE.set(dst, pos, value);
    }

    public static int getInt(byte[] src, int pos) {
        return (int) INT_LE.get(src, pos);
    }

    public static void putLong(byte[] dst, int pos, long value) {
        LONG_LE.set(dst, pos, value);
    }

    public static long getLong(byte[] src, int pos) {
        return (long) LONG_LE.get(src, pos);
    }

    public static void putShortBigEndian(byte[] dst, int pos, int value) {
        SHORT_BE.set(dst, pos, (short) value);
    }

    public static void putIntBigEndian(byte[] dst, int pos, int value) {
        INT_BE.set(dst, pos, value);
    }

    public static long getLongBigEndian(byte[] src, int pos) {
        return (long) LONG_BE.get(src, pos);
    }

    public static void putLongBigEndian(byte[] dst, int pos, long value) {
        LONG_BE.set(dst, pos, value);
    }
}
