// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/**
 * The text of the last epoch second that a cursor wrote. Clocks deliver many values of the same second; such a value
 * costs only four stores. The text of any other second, earlier or later, is computed anew.
 */
public final class SecondText {
    // Outside the years 0000 to 9999, so no second that passed the range check equals it.
    private long second = Long.MIN_VALUE;
    private int year;
    private long monthAndDay;
    private long time;

    /** Writes {@code 2026-11-21 09:02:03.123456} with the given byte between; exact; second and nano were checked. */
    public int append(byte[] dst, int pos, long epochSecond, char separator, int nano, int digits) {
        if (epochSecond != second) {
            compute(epochSecond);
        }
        long separated = monthAndDay | (long) separator << Civil.SEPARATOR_SHIFT;
        return Civil.appendDateTime(dst, pos, year, separated, time, nano, digits);
    }

    private void compute(long epochSecond) {
        int dayOfEra = Civil.dayOfEra(epochSecond);
        int date = Civil.yearAndDay(dayOfEra);
        year = Civil.year(date);
        monthAndDay = Civil.monthAndDay(date);
        time = Civil.timeOfDay(Civil.secondOfDay(epochSecond, dayOfEra));
        second = epochSecond;
    }
}
