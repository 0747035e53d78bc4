// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

/** Writes the IMF-fixdate of HTTP (RFC 9110, section 5.6.7), {@code Sat, 21 Nov 2026 09:02:03 GMT}. Always exact. */
public final class HttpDate {
    public static final int LENGTH = 29;

    /** Texts of four bytes each. The first one is the weekday of 0000-01-01. */
    private static final int[] WEEKDAYS = words("Sat,Sun,Mon,Tue,Wed,Thu,Fri,");

    private static final int[] MONTHS = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ");
    private static final int GMT = words(" GMT")[0];

    private HttpDate() {}

    private static int[] words(String text) {
        int[] words = new int[text.length() / Integer.BYTES];
        for (int i = 0; i < text.length(); i++) {
            words[i >> 2] |= text.charAt(i) << ((i & 3) << 3);
        }
        return words;
    }

    /** Writes the date of a checked second. */
    public static int append(byte[] dst, int pos, long epochSecond) {
        int day = Civil.dayOfEra(epochSecond);
        int date = Civil.yearAndDay(day);
        // The bytes -11-21; the low four bits of a digit are its value.
        long monthAndDay = Civil.monthAndDay(date);
        int month = ((int) (monthAndDay >>> 8) & 15) * 10 + ((int) (monthAndDay >>> 16) & 15);
        Bytes.putInt(dst, pos, WEEKDAYS[day % 7]);
        dst[pos + 4] = ' ';
        Bytes.putShort(dst, pos + 5, (int) (monthAndDay >>> 32));
        dst[pos + 7] = ' ';
        Bytes.putInt(dst, pos + 8, MONTHS[month - 1]);
        Bytes.putInt(dst, pos + 12, Civil.year(date));
        dst[pos + 16] = ' ';
        Bytes.putLong(dst, pos + 17, Civil.timeOfDay(Civil.secondOfDay(epochSecond, day)));
        Bytes.putInt(dst, pos + 25, GMT);
        return pos + LENGTH;
    }
}
