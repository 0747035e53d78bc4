// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.testing.Guards;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlEscapeTest {

    private static byte[] expected(byte[] src, int from, int to, boolean backslash) {
        String text = new String(src, from, to - from, StandardCharsets.ISO_8859_1).replace("'", "''");
        if (backslash) {
            text = text.replace("\\", "\\\\")
                    .replace("\0", "\\0")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\u001a", "\\Z");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** In exact and ample room, and not at all in less. */
    private static void check(byte[] expected, Escaping escaping) {
        for (int room : new int[] {expected.length, expected.length + 1, 2 * expected.length + 40}) {
            byte[] dst = Guards.bytes(5 + room);
            assertThat(escaping.escape(dst, 5)).isEqualTo(5 + expected.length);
            assertThat(Arrays.copyOfRange(dst, 5, 5 + expected.length)).isEqualTo(expected);
            Guards.check(dst, 5, 5 + expected.length);
        }
        if (expected.length > 0) {
            byte[] dst = Guards.bytes(5 + expected.length - 1);
            assertThatThrownBy(() -> escaping.escape(dst, 5)).isInstanceOf(IndexOutOfBoundsException.class);
            Guards.check(dst, 0, 0);
        }
    }

    private interface Escaping {
        int escape(byte[] dst, int pos);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyByte(boolean backslash) {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
            byte[] one = {'a', (byte) i, 'b'};
            check(expected(one, 0, 3, backslash), (dst, pos) -> SqlEscape.escapeBytes(dst, pos, one, 0, 3, backslash));
        }
        check(expected(all, 0, 256, backslash), (dst, pos) -> SqlEscape.escapeBytes(dst, pos, all, 0, 256, backslash));
    }

    /** CVE-2025-1094: bytes may be cut anywhere, and what is special behind half a character is special. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void halfACharacterHidesNothing(boolean backslash) {
        for (int lead = 0x80; lead <= 0xFF; lead++) {
            for (char special : "'\\\0\n\r\u001a".toCharArray()) {
                byte[] src = {(byte) lead, (byte) special, (byte) 0xE2, (byte) 0x82, (byte) special, (byte) lead};
                byte[] expected = expected(src, 0, src.length, backslash);
                boolean escaped = backslash || special == '\'';
                assertThat(expected).hasSize(src.length + (escaped ? 2 : 0));
                check(expected, (dst, pos) -> SqlEscape.escapeBytes(dst, pos, src, 0, src.length, backslash));
            }
        }
    }

    /** The entry point for text: whatever the chars are, the bytes are UTF-8, or there are none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void textIsWellFormedOrRefused(boolean backslash) {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            char[] chars = new char[1 + random.nextInt(40)];
            for (int j = 0; j < chars.length; j++) {
                chars[j] = (char) (random.nextInt(8) == 0 ? 0xD7F0 + random.nextInt(0x820) : random.nextInt(0x3000));
            }
            String text = new String(chars);
            byte[] dst = new byte[200];
            boolean wellFormed = StandardCharsets.UTF_8.newEncoder().canEncode(text);
            if (wellFormed) {
                int end = SqlEscape.escapeString(dst, 0, text, backslash);
                byte[] unescaped = text.getBytes(StandardCharsets.UTF_8);
                assertThat(Arrays.copyOf(dst, end)).isEqualTo(expected(unescaped, 0, unescaped.length, backslash));
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> SqlEscape.escapeString(dst, 0, text, backslash));
                assertThat(dst).containsOnly(0);
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4_500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void randomRangesOfBytesAndTheirText(boolean backslash) {
        Random random = new Random(5);
        String alphabet = "'\\\0\n\r\u001a\" abcdefgh\u0001\u001f&([";
        for (int i = 0; i < 2_000; i++) {
            int plain = random.nextInt(30);
            byte[] src = new byte[random.nextInt(200)];
            for (int j = 0; j < src.length; j++) {
                src[j] = (byte) (random.nextInt(30) < plain ? 'x' : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int from = random.nextInt(src.length + 1);
            int to = from + random.nextInt(src.length - from + 1);
            byte[] expected = expected(src, from, to, backslash);
            check(expected, (dst, pos) -> SqlEscape.escapeBytes(dst, pos, src, from, to, backslash));
            String text = new String(src, from, to - from, StandardCharsets.US_ASCII);
            check(expected, (dst, pos) -> SqlEscape.escapeString(dst, pos, text, backslash));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void textIsUtf8(boolean backslash) {
        for (String text : List.of("", "gr\u00fc\u00df", "\u20ac'\ud83d\ude00", "x".repeat(100) + "\u00e9'")) {
            byte[] utf8 = text.replace("'", "''").getBytes(StandardCharsets.UTF_8);
            check(utf8, (dst, pos) -> SqlEscape.escapeString(dst, pos, text, backslash));
            check(utf8, (dst, pos) -> SqlEscape.escapeString(dst, pos, CharBuffer.wrap(text), backslash));
        }
    }

    @Test
    void halfAPairIsRefusedBeforeTheFirstByte() {
        for (String text : List.of("\ud800", "'\ud800", "\udc00", "ab\ud83d\ud83d\ude00", "'".repeat(100) + "\udfff")) {
            byte[] dst = Guards.bytes(500);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SqlEscape.escapeString(dst, 0, text, true))
                    .withMessageContaining("index " + indexOfLone(text));
            Guards.check(dst, 0, 0);
        }
    }

    private static int indexOfLone(String text) {
        return text.startsWith("ab") ? 2 : text.startsWith("'") ? text.length() - 1 : 0;
    }

    @Test
    void positionsAndRangesOutsideTheArrays() {
        byte[] dst = new byte[4];
        byte[] src = {'a', 'b'};
        for (int pos : new int[] {-1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> SqlEscape.escapeBytes(dst, pos, src, 0, 2, true))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> SqlEscape.escapeBytes(dst, pos, src, 1, 1, true))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> SqlEscape.escapeString(dst, pos, "ab", true))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        for (int[] range : new int[][] {{-1, 1}, {0, 3}, {2, 1}}) {
            assertThatThrownBy(() -> SqlEscape.escapeBytes(dst, 0, src, range[0], range[1], true))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(SqlEscape.escapeBytes(dst, 4, src, 1, 1, true)).isEqualTo(4);
        assertThat(dst).containsOnly(0);
    }

    @Test
    void aPositionOutsideIsRefusedAlsoWhereAllElseWouldFit() {
        byte[] dst = Guards.bytes(200);
        for (int pos : new int[] {-1, -100, Integer.MIN_VALUE, 201}) {
            assertThatThrownBy(() -> SqlEscape.escapeString(dst, pos, "", true))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("position " + pos + " is outside 0 to 200");
            assertThatThrownBy(() -> SqlEscape.escapeBytes(dst, pos, new byte[1], 1, 1, true))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("position " + pos + " is outside 0 to 200");
        }
        for (int pos = 191; pos <= 200; pos++) {
            int at = pos;
            assertThatThrownBy(() -> SqlEscape.escapeString(dst, at, "'''''", true))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("the append needs 10 bytes, but only " + (200 - pos) + " are free: position " + pos
                            + " of at most 200");
        }
        Guards.check(dst, 0, 0);
        assertThat(SqlEscape.escapeBytes(dst, 0, dst, 7, 7, true)).isZero();
        assertThat(SqlEscape.escapeString(dst, 0, "", true)).isZero();
        Guards.check(dst, 0, 0);
    }

    /** What overlaps is undefined, but stays inside the array: each quote that is written is read again and doubled. */
    @Test
    void aSourceThatChangesWhileItIsEscapedIsNoticed() {
        byte[] both = Arrays.copyOf("'0123456789".getBytes(StandardCharsets.ISO_8859_1), 13);
        assertThatThrownBy(() -> SqlEscape.escapeBytes(both, 1, both, 0, 11, false))
                .isInstanceOf(ConcurrentModificationException.class);
    }
}
