// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.testing.Chars;
import dev.appendkit.testing.Written;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextOracleTest {
    private final Written written = new Written();

    /** What the contract says: lone surrogates become U+FFFD, the rest is the JDK's UTF-8. */
    private static byte[] utf8(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(whole::appendCodePoint);
        return whole.toString().getBytes(UTF_8);
    }

    @Test
    void allCharsAlone() {
        for (int c = 0; c <= 0xFFFF; c++) {
            check(String.valueOf((char) c));
            byte[] expected = utf8(String.valueOf((char) c));
            int codePoint = c;
            written.expect(expected).by(Append.appendCodePoint(written.array(), Written.START, c));
            written.expect(expected).byCursor(out -> out.appendCodePoint(codePoint));
            assertThat(Append.codePointLength(c)).isEqualTo(expected.length);
        }
    }

    @Test
    void allCharsBetweenOthers() {
        for (int c = 0; c <= 0xFFFF; c++) {
            check("id=" + (char) c + "é" + (char) c);
        }
    }

    @Test
    void everySurrogateWithEveryFewthPartner() {
        // 31 and 1024 have no common factor: every low surrogate meets some high one and the other way round.
        surrogatePairs(31);
    }

    @Test
    @Tag("exhaustive")
    void allSurrogatePairs() {
        surrogatePairs(1);
    }

    private void surrogatePairs(int step) {
        for (int pair = 0; pair < 1 << 20; pair += step) {
            char high = (char) (0xD800 + (pair >> 10));
            char low = (char) (0xDC00 + (pair & 0x3FF));
            check("" + high + low);
            check("" + low + high);
            int codePoint = Character.toCodePoint(high, low);
            written.expect(utf8("" + high + low)).by(Append.appendCodePoint(written.array(), Written.START, codePoint));
        }
    }

    @Test
    void textsOfAllLengthsWithANonAsciiCharAtEveryPlace() {
        for (int length = 1; length < 70; length++) {
            for (int at = 0; at < length; at++) {
                for (String special : new String[] {"é", "€", "𝄞", "\uD834", "\uDD1E"}) {
                    check("x".repeat(at) + special + "y".repeat(length - at - 1));
                }
            }
        }
    }

    /** Long strings are looked through in other ways: 128 chars are long, 512 are looked at together. */
    @Test
    void longTextsWithANonAsciiCharAtEveryPlace() {
        for (int length : new int[] {127, 128, 129, 511, 512, 513, 1_025}) {
            for (int at = 0; at < length; at++) {
                for (String special : new String[] {"", "é", "€", "𝄞", "\uD834", "\uDD1E"}) {
                    check("x".repeat(at) + special + "y".repeat(length - at - 1));
                }
            }
        }
    }

    /** Of texts that are not ASCII every 128 chars are looked at together. */
    @Test
    void surrogatesAtEveryPlaceOfAMixedText() {
        for (int at = 0; at < 300; at++) {
            for (String special : new String[] {"𝄞", "\uD834", "\uDD1E", "\uDD1E\uD834"}) {
                check("é".repeat(at) + special + "é".repeat(300 - at));
                check("€".repeat(at) + special + "abcdefgh".repeat(20) + "€".repeat(at));
            }
        }
    }

    @Test
    void rangesThatCutPairs() {
        String text = "a\uD834\uDD1Eb\uDD1E\uD834\uD834\uDD1E€é";
        for (int from = 0; from <= text.length(); from++) {
            for (int to = from; to <= text.length(); to++) {
                int first = from;
                int end = to;
                written.expect(utf8(text.substring(from, to)))
                        .by(Append.appendUtf8(written.array(), Written.START, text, from, to));
                written.byCursor(out -> out.appendUtf8(text, first, end));
                written.byCursor(out -> out.appendUtf8(new Chars(text), first, end));
                assertThat(Append.utf8Length(text, from, to)).isEqualTo(utf8(text.substring(from, to)).length);
            }
        }
    }

    @Test
    void eachAppendStandsForItself() {
        assertThat(written.cursor().appendUtf8("\uD834").appendUtf8("\uDD1E").toByteArray())
                .isEqualTo("\uFFFD\uFFFD".getBytes(UTF_8));
    }

    @Test
    void randomTexts() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(i % 100 == 0 ? 3_000 : 40);
            int bits = 6 + random.nextInt(11);
            for (int k = 0; k < length; k++) {
                text.append(
                        (char) (random.nextInt(8) == 0 ? 0xD7F0 + random.nextInt(0x820) : random.nextInt(1 << bits)));
            }
            check(text.toString());
        }
    }

    private void check(String text) {
        byte[] expected = utf8(text);
        written.expect(expected).by(Append.appendUtf8(written.array(), Written.START, text));
        written.byCursor(out -> out.appendUtf8(text));
        written.byCursor(out -> out.appendUtf8(new Chars(text)));
        assertThat(Append.utf8Length(text)).isEqualTo(expected.length);
        assertThat(Append.utf8Length(new Chars(text))).isEqualTo(expected.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x11_0000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void whatIsNoCodePointIsRefused(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Append.appendCodePoint(written.array(), 0, value));
        assertThatIllegalArgumentException().isThrownBy(() -> written.cursor().appendCodePoint(value));
        assertThatIllegalArgumentException().isThrownBy(() -> Append.codePointLength(value));
    }

    @Test
    void anAsciiTextWithAnotherCharIsRefusedWithItsIndex() {
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (char c : new char[] {0x80, 0xFF, 0x100, 0x2041, 0xFF41, 0xD834}) {
                    String text = "x".repeat(at) + c + "y".repeat(length - at - 1);
                    refusedAt(at, () -> Append.appendAscii(written.array(), 0, text));
                    refusedAt(at, () -> Append.appendAscii(written.array(), 0, new Chars(text)));
                    refusedAt(at, () -> written.cursor().appendAscii(text));
                    refusedAt(at, () -> written.cursor().appendAscii(new Chars(text)));
                    refusedAt(at, () -> Append.asciiLength(text));
                }
            }
        }
        for (int length : new int[] {128, 700}) {
            for (int at = 0; at < length; at++) {
                String text = "x".repeat(at) + "\u0127" + "y".repeat(length - at - 1);
                refusedAt(at, () -> written.cursor().appendAscii(text));
            }
        }
        // The message says where, not what: the text may be somebody's secret.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written.cursor().appendAscii("secret é"))
                .withMessageContaining("7")
                .withMessageNotContaining("secret");
    }

    private void refusedAt(int index, Runnable append) {
        try {
            append.run();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("index " + index + " ");
            assertThat(written.array()[0]).isEqualTo(new Written(16).array()[0]);
            return;
        }
        throw new AssertionError("the char at " + index + " was accepted");
    }

    @Test
    void aSequenceOfAnotherClassIsReadOnce() {
        for (int length : new int[] {0, 1, 50, 8_192, 8_193, 30_000}) {
            Chars chars = new Chars("x".repeat(length));
            Append.appendUtf8(written.array(), 0, chars);
            assertThat(chars.takeReads()).isEqualTo(length);
            Append.appendAscii(written.array(), 0, chars);
            assertThat(chars.takeReads()).isEqualTo(length);
            assertThat(written.cursor().appendUtf8(chars).length()).isEqualTo(length);
            assertThat(chars.takeReads()).isEqualTo(length);
            assertThat(written.cursor().appendAscii(chars).length()).isEqualTo(length);
            assertThat(chars.takeReads()).isEqualTo(length);
            written.cursor().appendUtf8(chars, length / 2, length);
            assertThat(chars.takeReads()).isEqualTo(length - length / 2);
            Append.utf8Length(chars);
            assertThat(chars.takeReads()).isEqualTo(length);
        }
    }

    /** Another text each time it is read: what was measured must be what is written. */
    @Test
    void aSequenceThatChangesIsWrittenAsItWasReadOnce() {
        for (int room = 3; room < 12; room++) {
            byte[] array = new byte[room];
            AppendBuffer out = AppendBuffer.wrap(array, 0, room);
            Changing changing = new Changing();
            if (room < 9) {
                assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> out.appendUtf8(changing));
                assertThat(out.length()).isZero();
            } else {
                assertThat(out.appendUtf8(changing).toByteArray()).isEqualTo("€€€".getBytes(UTF_8));
            }
        }
        AppendBuffer ascii = AppendBuffer.growing(0, 10).appendAscii(new Changing().shifted());
        assertThat(ascii.toByteArray()).isEqualTo("aaa".getBytes(UTF_8));
    }

    /**
     * The chars are euro signs when they are read the first time and letters the second time, or the other way round.
     */
    private static final class Changing implements CharSequence {
        private final int[] reads = new int[3];
        private int shift;

        Changing shifted() {
            shift = 1;
            return this;
        }

        @Override
        public int length() {
            return 3;
        }

        @Override
        public char charAt(int index) {
            return (reads[index]++ + shift) % 2 == 0 ? '€' : 'a';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException();
        }
    }

    /** Its length is not that of its string; the static methods ask for the string alone, the cursor for the chars. */
    private record Odd(int length, String text) implements CharSequence {
        @Override
        public char charAt(int index) {
            return 'c';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 99})
    void aSequenceThatLiesAboutItsLengthIsItsStringEverywhere(int length) {
        CharSequence text = new Odd(length, "é one");
        byte[] expected = "é one".getBytes(UTF_8);
        byte[] array = new byte[6];
        assertThat(Append.utf8Length(text)).isEqualTo(6);
        assertThat(Append.appendUtf8(array, 0, text)).isEqualTo(6);
        assertThat(array).isEqualTo(expected);
        ByteBuffer heap = ByteBuffer.allocate(6);
        assertThat(ByteBufferAppend.appendUtf8(heap, text)).isEqualTo(6);
        assertThat(heap.array()).isEqualTo(expected);
    }

    @Test
    void aNegativeLengthIsRefused() {
        AppendBuffer out = AppendBuffer.growing(0, 10).appendByte((byte) 'x');
        outOfBounds(() -> out.appendAscii(new Odd(-1, "")));
        outOfBounds(() -> out.appendUtf8(new Odd(-1, "")));
        assertThat(out.toString(UTF_8)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1 2", "0 5", "3 2", "5 5", "-2147483648 0", "1 -2147483648"})
    void aRangeOutsideOfTheTextIsRefused(String range) {
        int from = Integer.parseInt(range.substring(0, range.indexOf(' ')));
        int to = Integer.parseInt(range.substring(range.indexOf(' ') + 1));
        for (CharSequence text : new CharSequence[] {"four", new Chars("four")}) {
            outOfBounds(() -> Append.appendUtf8(written.array(), 0, text, from, to));
            outOfBounds(() -> written.cursor().appendUtf8(text, from, to));
            outOfBounds(() -> Append.utf8Length(text, from, to));
        }
        byte[] bytes = new byte[4];
        outOfBounds(() -> Append.appendBytes(written.array(), 0, bytes, from, to));
        outOfBounds(() -> Append.appendHexBytes(written.array(), 0, bytes, from, to));
        outOfBounds(() -> written.cursor().appendBytes(bytes, from, to));
        outOfBounds(() -> written.cursor().appendHexBytes(bytes, from, to));
        outOfBounds(() -> Append.bytesLength(bytes, from, to));
        outOfBounds(() -> Append.hexBytesLength(bytes, from, to));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 9, Integer.MAX_VALUE})
    void aPositionOutsideOfTheArrayIsRefusedAlsoForAnEmptyText(int pos) {
        byte[] array = new byte[8];
        outOfBounds(() -> Append.appendUtf8(array, pos, ""));
        outOfBounds(() -> Append.appendAscii(array, pos, ""));
        outOfBounds(() -> Append.appendBytes(array, pos, array, 0, 0));
        outOfBounds(() -> Append.appendHexBytes(array, pos, array, 0, 0));
        outOfBounds(() -> Append.appendInt(array, pos, 1));
        outOfBounds(() -> Append.appendLong(array, pos, 1));
        outOfBounds(() -> Append.appendUnsignedLong(array, pos, 1));
        outOfBounds(() -> Append.appendFloat(array, pos, 1));
        outOfBounds(() -> Append.appendDouble(array, pos, 1));
        outOfBounds(() -> Append.appendByte(array, pos, (byte) 1));
        assertThat(array).containsOnly(0);
    }

    private static void outOfBounds(Runnable append) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(append::run);
    }

    @Test
    void bytesAreCopiedAsIfTheSourceWereCopiedFirst() {
        byte[] array = "0123456789".getBytes(UTF_8);
        assertThat(Append.appendBytes(array, 2, array, 0, 8)).isEqualTo(10);
        assertThat(array).asString(UTF_8).isEqualTo("0101234567");
        AppendBuffer out = AppendBuffer.growing(4, 64).appendAscii("abcd");
        assertThat(out.appendBytes(out.array(), 0, 4).toByteArray())
                .asString(UTF_8)
                .isEqualTo("abcdabcd");
    }
}
