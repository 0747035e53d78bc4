// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.Written;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The kernels for {@code char[]}, which an append reaches only with little room, and the edges of those for strings.
 */
final class Utf8Test {
    private static final String[] PIECES = {
        "",
        "a",
        "\0",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud800\udc00",
        "\udbff\udfff",
        "\ud800",
        "\udbff",
        "\udc00",
        "\udfff",
        "abcdefgh"
    };

    private final Written written = new Written(2_048);

    private static byte[] utf8(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString().getBytes(UTF_8);
    }

    @Test
    void threePiecesOneAfterTheOther() {
        for (String first : PIECES) {
            for (String second : PIECES) {
                for (String third : PIECES) {
                    check(first + second + third);
                }
            }
        }
    }

    @Test
    void randomPieces() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(12); count > 0; count--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            check(text.toString());
        }
    }

    /** Long enough to be written in pieces, wherever those end. */
    @Test
    void longTextsOfSurrogates() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "\u00e9" : "");
            while (text.length() < 300) {
                text.append((char) (0xDA00 + random.nextInt(0x400)));
            }
            check(text.toString());
        }
    }

    /** Whole, and as part of a text that would complete a pair on both sides. */
    private void check(String text) {
        byte[] expected = utf8(text);
        int length = text.length();
        char[] chars = ("x\ud83d" + text + "\ude00").toCharArray();
        int to = chars.length - 1;
        assertThat(Utf8.length(chars, 2, to)).isEqualTo(expected.length);
        written.expect(expected).by(Utf8.append(written.array(), Written.START, chars, 2, to));
        assertThat(Utf8.length(text.toCharArray(), 0, length)).isEqualTo(expected.length);
        assertThat(Utf8.length(text, 0, length)).isEqualTo(expected.length);
        String within = new String(chars);
        assertThat(Utf8.length(within, 2, to)).isEqualTo(expected.length);
        written.expect(expected).by(Utf8.append(written.array(), Written.START, within, 2, to));
        int nonAscii = -1;
        for (int i = length - 1; i >= 0; i--) {
            nonAscii = text.charAt(i) > 0x7F ? i : nonAscii;
        }
        assertThat(Utf8.indexOfNonAscii(within, 2, to)).isEqualTo(nonAscii < 0 ? -1 : nonAscii + 2);
        assertThat(Utf8.indexOfNonAscii(chars, 2, to)).isEqualTo(nonAscii < 0 ? -1 : nonAscii + 2);
    }

    /** Wherever a piece ends, it holds both halves of a pair or neither, and at least one char. */
    @Test
    void noPieceTearsAPair() {
        String[] chars = {"a", "\ud834", "\udd1e"};
        for (int i = 0; i < 243; i++) {
            StringBuilder text = new StringBuilder();
            for (int rest = i, k = 0; k < 5; k++, rest /= 3) {
                text.append(chars[rest % 3]);
            }
            String whole = text.toString();
            for (int from = 0; from < 5; from++) {
                for (int end = from + 1; end <= 5; end++) {
                    // The text itself does not begin within a pair here.
                    String piece = whole.substring(from);
                    int found = Utf8.wholeEnd(whole, from, end, 5);
                    assertThat(found).isGreaterThan(from);
                    assertThat(Utf8.wholeEnd(whole.toCharArray(), from, end, 5)).isEqualTo(found);
                    assertThat(utf8(piece.substring(0, found - from)).length + utf8(whole.substring(found)).length)
                            .isEqualTo(utf8(piece).length);
                }
            }
        }
    }

    /** The disjunction of the chars is 0x80 here and nothing more. */
    @Test
    void aSingleCharOf80AmongZeros() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                check("\0".repeat(at) + "\u0080" + "\0".repeat(length - 1 - at));
            }
        }
    }

    @Test
    void lengthsOfAllCodePoints() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int length = utf8(Character.toString(codePoint)).length;
            if (Utf8.codePointLength(codePoint) != length) {
                assertThat(Utf8.codePointLength(codePoint))
                        .as(Integer.toHexString(codePoint))
                        .isEqualTo(length);
            }
        }
        assertThat(Utf8.codePointLength(Character.MAX_CODE_POINT)).isEqualTo(4);
    }

    @Test
    void noPieceEndsWithinAPair() {
        String text = "a\ud83d\ude00b";
        int[] wholeEnds = {0, 1, 1, 3, 4};
        for (int end = 1; end <= text.length(); end++) {
            assertThat(Utf8.wholeEnd(text, 0, end, text.length())).isEqualTo(wholeEnds[end]);
            assertThat(Utf8.wholeEnd(text.toCharArray(), 0, end, text.length())).isEqualTo(wholeEnds[end]);
        }
        assertThat(Utf8.wholeEnd(text, 1, 2, text.length())).isEqualTo(3);
        assertThat(Utf8.wholeEnd(text.toCharArray(), 1, 2, text.length())).isEqualTo(3);
    }

    @Test
    void onlyAsciiIsCopiedIfItIsAscii() {
        for (int length = 0; length <= 100; length++) {
            String text = "ab\u007f".repeat(34).substring(0, length);
            byte[] dst = new byte[length + 2];
            assertThat(Utf8.appendIfAscii(dst, 1, "x" + text + "\u0080", 1, 1 + length))
                    .isEqualTo(1 + length);
            assertThat(new String(dst, 1, length, UTF_8)).isEqualTo(text);
            for (int at = 0; at < length; at++) {
                String other = text.substring(0, at) + '\u0080' + text.substring(at + 1);
                byte[] untouched = new byte[length];
                assertThat(Utf8.appendIfAscii(untouched, 0, other, 0, length)).isEqualTo(-1);
                assertThat(untouched).containsOnly(0);
            }
        }
    }
}
