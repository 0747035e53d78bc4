// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.Digits;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.Varints;
import java.util.Arrays;

/**
 * The bytes of a cursor that may still change: the reserved ones that are not yet filled in, in the order of their
 * positions, with the writers that fill them in; and a U+FFFD at the end that stands for the first half of a surrogate
 * pair. There are seldom more than two or three reservations: their number is the nesting depth of messages.
 */
final class Reservations {
    private static final int FEW = 4;
    private static final int MAX_KEPT = 16;
    private static final int MAX_TEXT_LENGTH = Append.MAX_ZERO_PADDED_LENGTH;
    /** The bytes of U+FFFD. */
    private static final int HALF_LENGTH = 3;

    private static final long NONE = -1;

    /** The bytes of a value before they go to their place, which may be in a ByteBuf. */
    final byte[] scratch = new byte[MAX_TEXT_LENGTH];

    /** Positions, counted from the cursor's first byte, including drained ones. */
    private long[] positions = new long[FEW];

    private int[] lengths = new int[FEW];
    private int count;

    /** The position where the first half of a pair ends. */
    private long halfEnd = NONE;

    private char firstHalf;

    void rememberHalf(char half, long end) {
        firstHalf = half;
        halfEnd = end;
    }

    char firstHalf() {
        return firstHalf;
    }

    /** The position where the first half of a pair begins if one ends at {@code end}, otherwise {@code end}. */
    long halfStart(long end) {
        return halfEnd == end ? end - HALF_LENGTH : end;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The position of the first reservation, which must not be drained; {@code end} if there is none. */
    long first(long end) {
        return count == 0 ? end : positions[0];
    }

    void add(long position, int length) {
        if (count == lengths.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        positions[count] = position;
        lengths[count] = length;
        count++;
    }

    /** Finds a reservation, starting from the last one, which nested messages fill in first. */
    int find(int mark) {
        for (int i = count - 1; i >= 0; i--) {
            if ((int) positions[i] == mark) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "mark " + mark + " is not one of reserved bytes: filled in already, cut, or of another cursor");
    }

    long position(int index) {
        return positions[index];
    }

    int length(int index) {
        return lengths[index];
    }

    /** Refuses to move reserved bytes, whose marks would then be wrong. */
    void checkLast(int index) {
        if (index != count - 1) {
            throw new IllegalStateException("reserved bytes in a message were not filled in");
        }
    }

    /** Adds bytes to the last reservation. */
    void widen(int index, int more) {
        lengths[index] += more;
    }

    void remove(int index) {
        count--;
        if (index < count) {
            System.arraycopy(positions, index + 1, positions, index, count - index);
            System.arraycopy(lengths, index + 1, lengths, index, count - index);
        }
    }

    /** Forgets all reservations, and drops the memory for an unusual number. */
    void clear() {
        count = 0;
        halfEnd = NONE;
        if (lengths.length > MAX_KEPT) {
            positions = new long[FEW];
            lengths = new int[FEW];
        }
    }

    /** The bytes for an unusual number of reservations, which an idle cursor holds until it is used again. */
    int keptBytes() {
        return lengths.length > MAX_KEPT ? (Long.BYTES + Integer.BYTES) * lengths.length : 0;
    }

    /** Forgets the reservations that have a byte at {@code end} or after it. */
    void cut(long end) {
        if (halfEnd > end) {
            halfEnd = NONE;
        }
        while (count > 0 && positions[count - 1] + lengths[count - 1] > end) {
            count--;
        }
    }

    void bigEndian(long value, int length) {
        checkFits(value, length);
        for (int i = length - 1, shift = 0; i >= 0; i--, shift += Byte.SIZE) {
            scratch[i] = (byte) (value >>> shift);
        }
    }

    void littleEndian(long value, int length) {
        checkFits(value, length);
        for (int i = 0, shift = 0; i < length; i++, shift += Byte.SIZE) {
            scratch[i] = (byte) (value >>> shift);
        }
    }

    private static void checkFits(long value, int length) {
        if (length > Long.BYTES) {
            throw new IllegalArgumentException(length + " reserved bytes are more than a long has");
        }
        int bits = Byte.SIZE * length;
        boolean fits = length == Long.BYTES || value >>> bits == 0 || value >> (bits - 1) == -1;
        if (!fits) {
            throw tooShort(value, length);
        }
    }

    void zeroPadded(long value, int length) {
        checkText(length, MAX_TEXT_LENGTH);
        if (Digits.longLength(value) > length) {
            throw tooShort(value, length);
        }
        Digits.appendZeroPadded(scratch, 0, value, length);
    }

    void hexPadded(long value, int length) {
        checkText(length, Hex.MAX_LONG_LENGTH);
        if (Hex.longLength(value) > length) {
            throw tooShort(value, length);
        }
        Hex.appendLong(scratch, 0, value, length);
    }

    void varLong(long value, int length) {
        checkText(length, Varints.MAX_LONG_LENGTH);
        if (Varints.length(value) > length) {
            throw tooShort(value, length);
        }
        Varints.appendPadded(scratch, 0, value, length);
    }

    private static void checkText(int length, int max) {
        if (length > max) {
            throw new IllegalArgumentException(length + " reserved bytes are more than the " + max + " of this form");
        }
    }

    private static IllegalArgumentException tooShort(long value, int length) {
        return new IllegalArgumentException(value + " does not fit the " + length + " reserved bytes");
    }
}
