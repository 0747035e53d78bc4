// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Guards;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way to escape a text against replacements in a {@code String}, and no byte outside the room that it asked for.
 */
final class SqlTextTest {
    private static final int START = 5;
    private static final int ANY = Character.MAX_CODE_POINT;

    private static String escaped(String text, int rule) {
        String quoted = text.replace("'", "''");
        if (rule == SqlText.STANDARD_RULE) {
            return quoted;
        }
        String doubled = quoted.replace("\\", "\\\\");
        return rule == SqlText.DOUBLED_RULE
                ? doubled
                : doubled.replace("\0", "\\0")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\u001a", "\\Z");
    }

    /** A text as {@code String} and as {@code char[]}, whole and as part of a longer one. */
    private static void check(String text) {
        checkChars(text, SqlText.DOUBLED_RULE);
        for (boolean backslash : new boolean[] {true, false}) {
            checkChars(text, backslash ? SqlText.BACKSLASH_RULE : SqlText.STANDARD_RULE);
            byte[] expected = expected(text, backslash);
            assertThat(SqlText.length(text, backslash)).isEqualTo(expected.length);
            byte[] exact = Guards.bytes(START + expected.length + 20);
            written(exact, SqlText.appendExact(exact, START, text, backslash, ANY), expected, expected.length);
            int room = (int) SqlText.spillRoom(text);
            byte[] spilled = Guards.bytes(START + room + 20);
            written(spilled, SqlText.appendSpill(spilled, START, text, backslash, ANY), expected, room);
        }
    }

    private static void checkChars(String text, int rule) {
        byte[] expected = escaped(text, rule).getBytes(UTF_8);
        char[] chars = ("'\ud800" + text + "\udc00\\").toCharArray();
        int to = chars.length - 2;
        assertThat(SqlText.length(chars, 2, to, rule)).isEqualTo(expected.length);
        byte[] dst = Guards.bytes(START + expected.length + 20);
        written(dst, SqlText.appendExact(dst, START, chars, 2, to, rule, ANY), expected, expected.length);
    }

    private static byte[] expected(String text, boolean backslash) {
        return escaped(text, backslash ? SqlText.BACKSLASH_RULE : SqlText.STANDARD_RULE)
                .getBytes(UTF_8);
    }

    /** A range of bytes, with {@code behind} more of them in its array. */
    private static void check(byte[] bytes, int behind) {
        byte[] src = new byte[3 + bytes.length + behind];
        Arrays.fill(src, (byte) '\'');
        System.arraycopy(bytes, 0, src, 3, bytes.length);
        int to = 3 + bytes.length;
        for (boolean backslash : new boolean[] {true, false}) {
            int rule = backslash ? SqlText.BACKSLASH_RULE : SqlText.STANDARD_RULE;
            byte[] expected = escaped(new String(bytes, ISO_8859_1), rule).getBytes(ISO_8859_1);
            int length = expected.length;
            assertThat(SqlText.length(src, 3, to, backslash)).isEqualTo(length);
            byte[] exact = Guards.bytes(START + length + 20);
            written(exact, SqlText.appendExact(exact, START, START + length, src, 3, to, backslash), expected, length);
            byte[] ample = Guards.bytes(START + length + 20);
            written(ample, SqlText.appendExact(ample, START, ample.length, src, 3, to, backslash), expected, length);
        }
    }

    private static void written(byte[] dst, int end, byte[] expected, int room) {
        assertThat(end).isEqualTo(START + expected.length);
        if (!Arrays.equals(dst, START, end, expected, 0, expected.length)) {
            assertThat(new String(dst, START, end - START, ISO_8859_1)).isEqualTo(new String(expected, ISO_8859_1));
        }
        Guards.check(dst, START, START + room);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16, 62, 63, 64, 65, 72, 130})
    void everyByteAtEveryPlace(int length) {
        for (int value = 0; value < 256; value++) {
            for (int at = 0; at < length; at++) {
                byte[] bytes = "x".repeat(length).getBytes(ISO_8859_1);
                bytes[at] = (byte) value;
                check(bytes, at % 3 * 5);
                if (value < 0x80) {
                    check(new String(bytes, ISO_8859_1));
                }
            }
        }
        check(new byte[length], 0);
        check("'".repeat(length));
        check("\\".repeat(length) + "'");
    }

    @Test
    void randomTexts() {
        SplittableRandom random = new SplittableRandom(11);
        String alphabet = "'\\\0\n\r\u001a\" abcdefgh\u0001\u001f&([\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff";
        for (int i = 0; i < 20_000; i++) {
            int chars = i % 3 == 0 ? alphabet.length() : alphabet.indexOf('\u0080');
            int plain = random.nextInt(30);
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(150); length > 0; length--) {
                if (i % 3 == 0 && random.nextInt(8) == 0) {
                    text.appendCodePoint(0x1_0000 + random.nextInt(1 << 20));
                }
                text.append(random.nextInt(30) < plain ? 'x' : alphabet.charAt(random.nextInt(chars)));
            }
            check(text.toString());
            check(text.toString().getBytes(UTF_8), random.nextInt(12));
        }
    }

    /** Nearly all are escaped, so that the text written comes as close as it can to the text still to be read. */
    @Test
    void textsThatGrowToTwiceTheirLength() {
        SplittableRandom random = new SplittableRandom(12);
        String special = "'\\\0\n\r\u001a";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int plain = random.nextInt(3);
            for (int length = 64 + random.nextInt(30); length > 0; length--) {
                text.append(
                        random.nextInt(40) < plain ? (char) ('a' + length % 26) : special.charAt(random.nextInt(6)));
            }
            check(text.toString());
        }
    }

    /** As a source can change after it was measured, the end of the room is watched, too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 20, 63, 64, 65, 100})
    void aSourceThatNeedsMoreThanItsRoomIsTold(int length) {
        byte[] src = "'".repeat(length).getBytes(ISO_8859_1);
        for (int room = 0; room < 2 * length; room++) {
            byte[] dst = Guards.bytes(START + 2 * length + 20);
            assertThat(SqlText.appendExact(dst, START, START + room, src, 0, length, false))
                    .isEqualTo(-1);
            Guards.check(dst, START, START + room);
        }
        byte[] dst = Guards.bytes(START + 2 * length + 20);
        assertThat(SqlText.appendExact(dst, START, START + 2 * length, src, 0, length, false))
                .isEqualTo(START + 2 * length);
    }

    @Test
    void theGreatestCharOfACharsetIsWritten() {
        for (char greatest : new char[] {0x100, 0xFFFF}) {
            for (String text : new String[] {"" + greatest, greatest + "x", "x" + greatest}) {
                byte[] expected = text.getBytes(UTF_8);
                byte[] dst = Guards.bytes(START + expected.length + 20);
                written(dst, SqlText.appendExact(dst, START, text, true, greatest), expected, expected.length);
                byte[] other = Guards.bytes(START + expected.length + 20);
                int end = SqlText.appendExact(
                        other, START, text.toCharArray(), 0, text.length(), SqlText.STANDARD_RULE, greatest);
                written(other, end, expected, expected.length);
            }
        }
    }

    /** The disjunction of the chars is 0x80 here and nothing more. */
    @Test
    void aCharOf80AmongZeros() {
        for (int length = 60; length < 70; length++) {
            check("\0".repeat(length) + "\u0080");
            check("\u0080" + "\0".repeat(length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 200})
    void theFirstCharThatIsNotWrittenIsTold(int before) {
        for (String front : new String[] {"'", "\u20ac", "\ud83d\ude00"}) {
            for (String bad : new String[] {"\ud800", "\udbff", "\udc00", "\udfff", "\ud83d\ud83d", "\ud800\ue000"}) {
                refusedAt(front.repeat(before), bad + "'\udfff", ANY);
                refusedAt(front.repeat(before), bad, ANY);
            }
        }
        for (String bad : new String[] {"\u0080", "\u00e9", "\uffff", "\ud83d\ude00", "\udc00"}) {
            refusedAt("x".repeat(before), bad + "y", 0x7F);
        }
        refusedAt("\uffff".repeat(before), "\ud83d\ude00", 0xFFFF);
        refusedAt("\u0100".repeat(before), "\u0101", 0x100);
    }

    private static void refusedAt(String front, String bad, int maxCodePoint) {
        String text = front + bad;
        int expected = ~front.length();
        for (boolean backslash : new boolean[] {true, false}) {
            byte[] dst = new byte[(int) SqlText.spillRoom(text)];
            assertThat(SqlText.appendSpill(dst, 0, text, backslash, maxCodePoint))
                    .isEqualTo(expected);
            assertThat(SqlText.appendExact(dst, 0, text, backslash, maxCodePoint))
                    .isEqualTo(expected);
            int rule = backslash ? SqlText.BACKSLASH_RULE : SqlText.DOUBLED_RULE;
            // What follows the range would complete the pair; index 1 is the first of the text.
            char[] chars = ("?" + text + "\udc00").toCharArray();
            assertThat(SqlText.appendExact(dst, 0, chars, 1, chars.length - 1, rule, maxCodePoint))
                    .isEqualTo(expected - 1);
        }
    }

    @Test
    void aSurrogateWithoutItsPartnerCountsThreeBytes() {
        for (String text : new String[] {"\ud800", "a\udc00'", "\ud83d\ud83d\ude00", "\ude00\ud83d"}) {
            // The JDK writes one byte, a question mark, for each of them.
            int lone = (int) text.codePoints()
                    .filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    .count();
            int length = escaped(text, SqlText.BACKSLASH_RULE).getBytes(UTF_8).length + 2 * lone;
            assertThat(SqlText.length(text, true)).isEqualTo(length);
            assertThat(SqlText.length(text.toCharArray(), 0, text.length(), SqlText.BACKSLASH_RULE))
                    .isEqualTo(length);
        }
    }

    /** The source may have changed since it was measured. */
    @Test
    void nothingIsWrittenBehindTheLimit() {
        byte[] src = "0123456'89abcdef'\\'ghijklmnopqrstuvw".getBytes(ISO_8859_1);
        int length = (int) SqlText.length(src, 0, src.length, true);
        for (int room = 0; room < length; room++) {
            byte[] dst = Guards.bytes(START + length);
            assertThat(SqlText.appendExact(dst, START, START + room, src, 0, src.length, true))
                    .isEqualTo(-1);
            Guards.check(dst, START, START + room);
        }
    }
}
