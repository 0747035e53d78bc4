// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.internal.EscapeRule;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.SpecialBytes;

/** Writes the texts of Prometheus' formats: names, label values, numbers. */
final class PrometheusText {
    /** The rule of label values, and of names in quotes. */
    static final TextRule QUOTED =
            TextRule.of(EscapeRule.of(SpecialBytes.of(' ', '"', '\\'), "", "\"\\\"", "\\\\\\", "\n\\n"), "");
    /** The rule of the help in text 0.0.4. */
    static final TextRule HELP = TextRule.of(EscapeRule.of(SpecialBytes.of(' ', '\\'), "", "\\\\\\", "\n\\n"), "");

    private static final int NOT_FIRST = 1;
    private static final int FIRST = 2;
    private static final int COLON = 4;
    private static final byte[] CLASSES = new byte[0x80];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean digit = c >= '0' && c <= '9';
            CLASSES[c] = (byte) (letter ? FIRST | NOT_FIRST : digit ? NOT_FIRST : c == ':' ? COLON : 0);
        }
    }

    private PrometheusText() {}

    /**
     * The classes of chars with which the name of a metric or of a label may begin, and of the chars that may follow in
     * each.
     */
    static final int METRIC = COLON | FIRST;

    static final int LABEL = FIRST;
    static final int SUFFIX = COLON | NOT_FIRST;

    /**
     * Whether a name is a legacy one, {@code [a-zA-Z_:][a-zA-Z0-9_:]*}, without colons for a label; any other name is
     * written in quotes. Refuses half a surrogate pair.
     */
    static boolean isLegacy(String name, int first) {
        int length = name.length();
        int rest = first & COLON | NOT_FIRST;
        boolean legacy = true;
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            legacy &= isOf(c, i == 0 ? first : rest);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(name.charAt(i + 1))) {
                    throw loneSurrogate(i);
                }
                i++;
            }
        }
        return legacy;
    }

    /** Like {@link #isLegacy(String, int)}; an index in a message counts from {@code from}. */
    static boolean isLegacy(char[] name, int from, int to, int first) {
        int rest = first & COLON | NOT_FIRST;
        boolean legacy = true;
        for (int i = from; i < to; i++) {
            char c = name[i];
            legacy &= isOf(c, i == from ? first : rest);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == to || !Character.isLowSurrogate(name[i + 1])) {
                    throw loneSurrogate(i - from);
                }
                i++;
            }
        }
        return legacy;
    }

    private static boolean isOf(char c, int classes) {
        return c < 0x80 && (CLASSES[c] & classes) != 0;
    }

    private static IllegalArgumentException loneSurrogate(int index) {
        return new IllegalArgumentException("refused at index " + index + ": half a surrogate pair in a name");
    }

    static void checkLabel(String name) {
        if (name.isEmpty() || name.equals("__name__")) {
            throw refusedLabel();
        }
    }

    static void checkLabel(char[] name, int length) {
        boolean reserved = length == 8;
        for (int i = 0; reserved && i < length; i++) {
            reserved = name[i] == "__name__".charAt(i);
        }
        if (length == 0 || reserved) {
            throw refusedLabel();
        }
    }

    private static IllegalArgumentException refusedLabel() {
        return new IllegalArgumentException("a label's name is not empty and not __name__, which is the metric's");
    }

    /** Writes the text of a value, at most {@link ShortestDouble#SPILL_ROOM} bytes; there is room for it. */
    static int putDouble(byte[] array, int pos, double value) {
        if (Double.isFinite(value)) {
            return ShortestDouble.appendSpill(array, pos, value);
        }
        if (Double.isNaN(value)) {
            return RecordWriter.putWord(array, pos, 'N' | 'a' << 8 | 'N' << 16, 3);
        }
        return RecordWriter.putWord(array, pos, (value > 0 ? '+' : '-') | 'I' << 8 | 'n' << 16 | 'f' << 24, 4);
    }
}
