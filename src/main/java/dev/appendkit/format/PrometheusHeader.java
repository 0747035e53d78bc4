// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;

/**
 * The lines that head a family: its name, type, unit and help. All texts are in one array of chars: the name up to
 * {@code nameEnd}, the help up to {@code helpEnd}, and then the unit.
 */
final class PrometheusHeader {
    private PrometheusHeader() {}

    /** Refuses an empty name, and returns whether the name needs no quotes. */
    static boolean checkName(char[] chars, int nameEnd) {
        if (nameEnd == 0) {
            throw new IllegalArgumentException("a family's name is not empty");
        }
        return PrometheusText.isLegacy(chars, 0, nameEnd, PrometheusText.METRIC);
    }

    static void checkUnit(char[] chars, int nameEnd, int from, int to) {
        int length = to - from;
        boolean ends = length <= nameEnd;
        for (int i = 0; ends && i < length; i++) {
            ends = chars[nameEnd - length + i] == chars[from + i];
        }
        if (!ends || !PrometheusText.isLegacy(chars, from, to, PrometheusText.SUFFIX)) {
            throw new IllegalArgumentException(
                    "a unit is what the family's name ends in, of letters, digits, underscores and colons");
        }
    }

    /** Appends the header; the name and the unit have been checked. */
    static void append(
            AppendBuffer cursor,
            boolean openMetrics,
            MetricType type,
            boolean legacy,
            char[] chars,
            int nameEnd,
            int helpEnd,
            boolean hasHelp,
            int unitEnd) {
        TextRule helpRule = openMetrics ? PrometheusText.QUOTED : PrometheusText.HELP;
        String keyword = type.keyword(openMetrics);
        String suffix = type.headerSuffix(openMetrics);
        boolean hasUnit = openMetrics && unitEnd > helpEnd;
        long line = "# TYPE  \n".length()
                + (legacy ? 0 : 2)
                + PrometheusText.QUOTED.length(chars, 0, nameEnd)
                + suffix.length();
        long total = line + keyword.length();
        if (hasHelp) {
            total += line + helpRule.length(chars, nameEnd, helpEnd);
        }
        if (hasUnit) {
            total += line + unitEnd - helpEnd;
        }
        if (!RecordWriter.ACCESS.makeRoomInPieces(cursor, total)) {
            RecordWriter.ACCESS.room(cursor, total);
        }
        if (hasHelp && !openMetrics) {
            appendName(cursor, "# HELP ", legacy, chars, nameEnd, suffix);
            appendText(cursor, helpRule, chars, nameEnd, helpEnd);
        }
        appendName(cursor, "# TYPE ", legacy, chars, nameEnd, suffix);
        cursor.appendAscii(keyword).appendByte((byte) '\n');
        if (hasUnit) {
            appendName(cursor, "# UNIT ", legacy, chars, nameEnd, suffix);
            appendText(cursor, PrometheusText.QUOTED, chars, helpEnd, unitEnd);
        }
        if (hasHelp && openMetrics) {
            appendName(cursor, "# HELP ", legacy, chars, nameEnd, suffix);
            appendText(cursor, helpRule, chars, nameEnd, helpEnd);
        }
    }

    private static void appendName(
            AppendBuffer cursor, String before, boolean legacy, char[] chars, int nameEnd, String suffix) {
        int quotes = legacy ? 0 : 1;
        cursor.appendAscii(before);
        RecordWriter.appendWord(cursor, '"', quotes);
        RecordWriter.ACCESS.appendInPieces(cursor, PrometheusText.QUOTED.chars(), chars, 0, nameEnd);
        cursor.appendAscii(suffix);
        RecordWriter.appendWord(cursor, '"', quotes);
        cursor.appendByte((byte) ' ');
    }

    private static void appendText(AppendBuffer cursor, TextRule rule, char[] chars, int from, int to) {
        RecordWriter.ACCESS.appendInPieces(cursor, rule.chars(), chars, from, to);
        cursor.appendByte((byte) '\n');
    }
}
