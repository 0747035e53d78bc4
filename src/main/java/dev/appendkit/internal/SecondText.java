// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of the last epoch second that a cursor wrote. Clocks deliver many values of the same second, for which three
 * stores are left; another second, earlier or later, is computed anew.
 */
public final class SecondText {
    // Outside the years 0000 to 9999, so no second that passed the range check equals it.
    private long second = Long.MIN_VALUE;
    private long yearAndMonth;
    private int day;
    private long time;

    /** Writes {@code 2026-11-21 09:02:03} with the given byte between; exact; the second was checked. */
    public int append(byte[] dst, int pos, long epochSecond, char separator) {
        if (epochSecond != second) {
            compute(epochSecond);
        }
        Bytes.putLong(dst, pos, yearAndMonth);
        Bytes.putShort(dst, pos + 8, day);
        dst[pos + Civil.DATE_LENGTH] = (byte) separator;
        Bytes.putLong(dst, pos + Civil.DATE_LENGTH + 1, time);
        return pos + Civil.DATE_TIME_LENGTH;
    }

    private void compute(long epochSecond) {
        int dayOfEra = Civil.dayOfEra(epochSecond);
        int civil = Civil.civil(dayOfEra);
        yearAndMonth = Civil.yearAndMonth(Civil.year(civil), Civil.month(civil));
        day = Digits.two(Civil.dayOfMonth(civil));
        time = Civil.timeOfDay(Civil.secondOfDay(epochSecond, dayOfEra));
        second = epochSecond;
    }
}
