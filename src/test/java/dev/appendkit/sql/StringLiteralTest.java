// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.bytes;
import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.one;
import static dev.appendkit.sql.LiteralTexts.refusal;
import static dev.appendkit.sql.LiteralTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Undeclared;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The escaping of text, every char of it, and sequences that lie. */
class StringLiteralTest {

    static List<SqlMode> modes() {
        return Modes.of("mysql", "mariadb", "h2", "ansi");
    }

    private static boolean backslash(SqlMode mode) {
        return mode.backslashEscapes();
    }

    private static String escaped(SqlMode mode, String text) {
        String doubled = text.replace("'", "''");
        return !backslash(mode)
                ? doubled
                : doubled.replace("\\", "\\\\")
                        .replace("\0", "\\0")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\u001a", "\\Z");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyCharAloneAndBetweenOthers(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("?", mode);
        SqlParameters parameters = new SqlParameters(1);
        AppendBuffer out = AppendBuffer.growing(64, 64);
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate((char) c)) {
                for (String text : List.of(String.valueOf((char) c), "a" + (char) c + "\u20ac")) {
                    template.appendTo(out.clear(), parameters.setString(1, text));
                    byte[] expected = ("'" + escaped(mode, text) + "'").getBytes(StandardCharsets.UTF_8);
                    if (!Arrays.equals(out.toByteArray(), expected)) {
                        throw new AssertionError("U+" + Integer.toHexString(c) + " in " + mode);
                    }
                }
            }
        }
        String all = Character.toString(0x10000) + Character.toString(0x10FFFF);
        assertThat(literal(mode, all)).isEqualTo("'" + all + "'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSequenceOfAnotherClassHasTheTextOfItsString(SqlMode mode) {
        for (String text :
                List.of("", "'", "plain", "it's \\ \n\r\0\u001a \u20ac\ud83d\ude00", "x".repeat(20_000) + "'")) {
            String expected = "'" + escaped(mode, text) + "'";
            assertThat(literal(mode, text)).isEqualTo(expected);
            assertThat(literal(mode, CharBuffer.wrap(text))).isEqualTo(expected);
            assertThat(literal(mode, p -> p.setJson(1, CharBuffer.wrap(text)))).endsWith(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void halfAPairIsRefusedWhereverItStands(SqlMode mode) {
        for (String text : List.of(
                "\ud800", "\udc00", "a\ud83d", "\ud83dx", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\u20ac\udfff'")) {
            refused(mode, text, Code.LONE_SURROGATE);
            refused(mode, CharBuffer.wrap(text), Code.LONE_SURROGATE);
            refused(mode, p -> p.setJson(1, text), Code.LONE_SURROGATE);
        }
        assertThat(refusal(mode, p -> p.setString(1, "ab\ud83dx"))).hasMessageContaining("index 2");
        refused(mode, '\ud800', Code.LONE_SURROGATE);
    }

    @Test
    void aCharThatTheCharsetCannotExpressIsRefusedAndNeverReplaced() {
        SqlMode ascii = SqlMode.mysql().charset("ascii");
        refused(ascii, "caf\u00e9", Code.UNENCODABLE_CHARACTER);
        refused(ascii, CharBuffer.wrap("caf\u00e9"), Code.UNENCODABLE_CHARACTER);
        assertThat(refusal(ascii, p -> p.setString(1, "\ud83d\ude00")).code())
                .isIn(Code.UNENCODABLE_CHARACTER, Code.LONE_SURROGATE);
        assertThat(literal(ascii, "\u007f")).isEqualTo("'\u007f'");

        SqlMode utf8mb3 = SqlMode.mysql().charset("utf8mb3");
        assertThat(literal(utf8mb3, "\u20ac\uffff")).isEqualTo("'\u20ac\uffff'");
        assertThat(refusal(utf8mb3, p -> p.setString(1, "a\ud83d\ude00"))).hasMessageContaining("charset");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void homoglyphsOfTheQuoteStayWhatTheyAre(SqlMode mode) {
        assertThat(literal(mode, "\u02bc\uff07\u2019\u2018\u00b4")).isEqualTo("'\u02bc\uff07\u2019\u2018\u00b4'");
    }

    /**
     * Long text is escaped eight bytes at a time: every special byte at every place of the words, and next to others.
     */
    @ParameterizedTest
    @MethodSource("modes")
    void specialCharsAtEveryPlaceOfLongText(SqlMode mode) {
        for (String special : List.of(
                "'",
                "\\",
                "\0",
                "\n",
                "\r",
                "\u001a",
                "''",
                "\\'",
                "\u001f ",
                "&'(",
                "[\\]",
                "\u007f\u0080",
                "\u20ac")) {
            for (int length : new int[] {62, 63, 64, 65, 71, 72, 73, 130}) {
                for (int at = 0; at <= length; at++) {
                    String text = "a".repeat(at) + special + "b".repeat(length - at);
                    assertThat(literal(mode, text)).isEqualTo("'" + escaped(mode, text) + "'");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void randomBytesAndText(SqlMode mode) {
        Random random = new Random(11);
        String alphabet = "'\\\0\n\r\u001a\"ab \t\u0001\u001f&([]";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            int plain = random.nextInt(20);
            for (int left = random.nextInt(300); left > 0; left--) {
                text.append(random.nextInt(20) < plain ? 'x' : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String value = text.toString();
            assertThat(literal(mode, value)).isEqualTo("'" + escaped(mode, value) + "'");
            if (mode.dialect().has(Setting.ANSI_QUOTES)) {
                byte[] bytes =
                        value.replace('x', (char) (0x80 + random.nextInt(0x80))).getBytes(StandardCharsets.ISO_8859_1);
                int from = random.nextInt(bytes.length + 1);
                String part = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
                byte[] actual = bytes(mode.binaryIntroducer(true), p -> p.setBytes(1, bytes, from, bytes.length));
                assertThat(actual)
                        .isEqualTo(("_binary'" + escaped(mode, part) + "'").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSequenceThatChangesIsReadOnce(SqlMode mode) {
        AtomicInteger reads = new AtomicInteger();
        // The second read of any char would be a quote.
        CharSequence changing = sequence(i -> 3, i -> reads.getAndIncrement() < 3 ? 'a' : '\'');
        assertThat(SqlTemplate.compile("?", mode).toSql(changing)).isEqualTo("'aaa'");
        assertThat(reads).hasValue(3);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSequenceWhoseLengthGrowsIsAskedOnce(SqlMode mode) {
        AtomicInteger asked = new AtomicInteger();
        CharSequence growing = sequence(i -> asked.getAndIncrement() == 0 ? 2 : 1_000, i -> '\'');
        assertThat(SqlTemplate.compile("?", mode).toSql(growing)).isEqualTo("''''''");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSequenceThatEndsBeforeItsLengthLeavesNothingBehind(SqlMode mode) {
        CharSequence shorter = sequence(i -> 10, i -> {
            if (i == 5) {
                throw new StringIndexOutOfBoundsException();
            }
            return 'a';
        });
        AppendBuffer out = AppendBuffer.growing(4, 100).appendAscii("before");
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT ?", mode).appendTo(out, one(p -> p.setString(1, shorter))))
                .isInstanceOf(StringIndexOutOfBoundsException.class);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aSequenceOfNegativeLengthWritesNotOneByteTooMany(SqlMode mode) {
        for (int length : new int[] {-1, -2, -3, -100, Integer.MIN_VALUE}) {
            CharSequence negative = sequence(i -> length, i -> '\'');
            assertThat(literal(mode, p -> p.setString(1, negative))).isEqualTo("''");
            byte[] array = new byte[4];
            AppendBuffer none = AppendBuffer.wrap(array, 1, 2);
            assertThatThrownBy(() -> SqlTemplate.compile("?", mode).appendTo(none, one(p -> p.setString(1, negative))))
                    .isInstanceOf(java.nio.BufferOverflowException.class);
            assertThat(array).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatASequenceThrowsWithoutDeclaringItRollsBackToo(SqlMode mode) {
        CharSequence sneaky = sequence(i -> 3, i -> {
            throw Undeclared.thrown(new IOException("gone"));
        });
        AppendBuffer out = AppendBuffer.growing(4, 100).appendAscii("before");
        SqlTemplate template = SqlTemplate.compile("INSERT INTO t VALUES (?)", mode);
        assertThatThrownBy(() -> template.appendTo(out, one(p -> p.setString(1, sneaky))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> template.batch(out, 5).add(one(p -> p.setString(1, sneaky))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SqlLiteral.appendString(out, mode, sneaky)).isInstanceOf(IOException.class);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void toStringOfAForeignClassIsNeverAsked(SqlMode mode) {
        CharSequence hostile = sequence(i -> 1, i -> 'a');
        assertThat(hostile.toString()).contains("DROP");
        assertThat(literal(mode, p -> p.setString(1, hostile))).isEqualTo("'a'");
        assertThat(literal(mode, p -> p.setObject(1, Hostile.PLAIN))).isEqualTo("'PLAIN'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void theEscapedInsideOfBytesIsThatOfTheirText(SqlMode mode) {
        if (mode.dialect().has(Setting.ANSI_QUOTES)) {
            String text = "it's \\ \n\r\0\u001a \u20ac\ud83d\ude00";
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            byte[] asText = bytes(mode, p -> p.setString(1, text));
            byte[] asBytes = bytes(mode.binaryIntroducer(true), p -> p.setBytes(1, utf8));
            assertThat(Arrays.copyOfRange(asBytes, "_binary".length(), asBytes.length))
                    .isEqualTo(asText);
        }
    }

    private enum Hostile {
        PLAIN;

        @Override
        public String toString() {
            return "'); DROP TABLE t; --";
        }
    }

    private static CharSequence sequence(IntUnaryOperator length, IntUnaryOperator charAt) {
        return new CharSequence() {
            @Override
            public int length() {
                return length.applyAsInt(0);
            }

            @Override
            public char charAt(int index) {
                return (char) charAt.applyAsInt(index);
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new AssertionError("nobody needs it");
            }

            @Override
            public String toString() {
                return "'); DROP TABLE t; --";
            }
        };
    }
}
