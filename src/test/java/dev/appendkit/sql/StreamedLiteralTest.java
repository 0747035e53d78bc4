// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static dev.appendkit.sql.LiteralTexts.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Guards;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers and streams: what is read in pieces is the literal of the whole, or nothing at all. */
class StreamedLiteralTest {

    private static final SqlMode MYSQL = SqlMode.mysql();
    private static final String TEXT = "it's \\ \n\0 \u00e9\u20ac \ud83d\ude00'";

    static List<SqlMode> modes() {
        return Modes.of("mysql", "mariadb", "h2", "ansi");
    }

    /** Answers every read with what is asked for or with less, now and then with nothing. */
    private static final class Trickle extends Reader {
        private final String text;
        private final Random random = new Random(1);
        private int position;

        Trickle(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] into, int from, int length) {
            int n = Math.min(random.nextInt(3), Math.min(length, text.length() - position));
            if (position == text.length()) {
                return -1;
            }
            text.getChars(position, position + n, into, from);
            position += n;
            return n;
        }

        @Override
        public int read() {
            return position == text.length() ? -1 : text.charAt(position++);
        }

        @Override
        public void close() {
            throw new AssertionError("the caller closes it");
        }
    }

    private static final class TrickleStream extends InputStream {
        private final byte[] bytes;
        private final Random random = new Random(1);
        private int position;

        TrickleStream(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (position == bytes.length) {
                return -1;
            }
            int n = Math.min(random.nextInt(3), Math.min(length, bytes.length - position));
            System.arraycopy(bytes, position, into, from, n);
            position += n;
            return n;
        }

        @Override
        public int read() {
            return position == bytes.length ? -1 : bytes[position++] & 0xFF;
        }

        @Override
        public void close() {
            throw new AssertionError("the caller closes it");
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aReaderIsTheLiteralOfItsText(SqlMode mode) {
        Random random = new Random(7);
        for (String text :
                List.of("", "a", "'", TEXT, TEXT.repeat(700), "x".repeat(StreamedLiteral.PIECE) + "'", pairs())) {
            String expected = literal(mode, text);
            assertThat(literal(mode, p -> p.setReader(1, new StringReader(text))))
                    .isEqualTo(expected);
            assertThat(literal(mode, p -> p.setReader(1, new StringReader(text), text.length())))
                    .isEqualTo(expected);
            assertThat(SqlTemplate.compile("?", mode).toSql(new Trickle(text))).isEqualTo(expected);
            int cut = random.nextInt(text.length() + 1);
            assertThat(SqlTemplate.compile("?", mode).toSql(new Trickle(text.substring(0, cut) + text.substring(cut))))
                    .isEqualTo(expected);
        }
    }

    /** A pair across the end of every piece. */
    private static String pairs() {
        return "a" + "\ud83d\ude00".repeat(3 * StreamedLiteral.PIECE);
    }

    /** Whether a backslash follows is not known when the literal begins: unproven sessions get the escaping form. */
    @Test
    void inPostgreSqlTheFormIsChosenBeforeTheTextIsKnown() {
        SqlMode unknown = SqlMode.postgresql();
        SqlMode standard = unknown.standardConformingStrings(true);
        String text = TEXT.replace("\0", "").repeat(700);
        byte[] bytes = {'\'', '\\', 0, -1};
        for (SqlMode mode : List.of(unknown, unknown.standardConformingStrings(false), standard)) {
            assertThat(literal(mode, p -> p.setReader(1, new Trickle(text)))).isEqualTo(literal(mode, text));
            for (SqlMode style : List.of(mode, mode.bareLiterals(true))) {
                assertThat(literal(style, p -> p.setStream(1, new TrickleStream(bytes))))
                        .isEqualTo(literal(style, bytes));
            }
            SqlParameterException refusal = refusal(mode, p -> p.setReader(1, new Trickle(text + "\0")));
            assertThat(refusal.code()).isEqualTo(Code.NUL_CHARACTER);
            assertThat(refusal).hasMessageContaining("index " + text.length() + " ");
        }
        assertThat(literal(unknown, p -> p.setReader(1, new Trickle("it's")))).isEqualTo(" E'it''s'");
        assertThat(literal(standard, p -> p.setReader(1, new Trickle("it's")))).isEqualTo("'it''s'");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aStreamIsTheLiteralOfItsBytes(SqlMode mode) {
        byte[] many = new byte[3 * StreamedLiteral.PIECE + 5];
        new Random(3).nextBytes(many);
        byte[] quotes = "'\\\0x".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
        for (byte[] bytes : List.of(new byte[0], new byte[] {1}, many, quotes)) {
            byte[] expected = LiteralTexts.bytes(mode, p -> p.setBytes(1, bytes));
            assertThat(LiteralTexts.bytes(mode, p -> p.setStream(1, new ByteArrayInputStream(bytes))))
                    .isEqualTo(expected);
            assertThat(LiteralTexts.bytes(mode, p -> p.setStream(1, new ByteArrayInputStream(bytes), bytes.length)))
                    .isEqualTo(expected);
            AppendBuffer out = AppendBuffer.growing(0, 1 << 20);
            SqlTemplate.compile("?", mode).appendTo(out, new SqlParameters(1).setStream(1, new TrickleStream(bytes)));
            assertThat(out.toByteArray()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void inEveryRoomItIsCompleteOrHasNotHappened(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", mode);
        String text = TEXT.repeat(3);
        byte[] bytes = {'\'', '\\', 0, 'a', -1, '\''};
        AppendBuffer whole = AppendBuffer.growing(0, 1000);
        template.appendTo(whole, new SqlParameters(2).setString(1, text).setBytes(2, bytes));
        int length = whole.length();
        for (int room = 0; room <= length; room++) {
            byte[] array = Guards.bytes(room + 20);
            AppendBuffer out = AppendBuffer.wrap(array, 10, 10 + room);
            SqlParameters values =
                    new SqlParameters(2).setReader(1, new Trickle(text)).setStream(2, new TrickleStream(bytes));
            if (room == length) {
                template.appendTo(out, values);
                assertThat(out.length()).isEqualTo(length);
            } else {
                assertThatThrownBy(() -> template.appendTo(out, values)).isInstanceOf(BufferOverflowException.class);
                assertThat(out.length()).isZero();
            }
            Guards.check(array, 10, 10 + room);
        }
    }

    @Test
    void aSourceOfAnotherLengthThanDeclaredIsRefused() {
        byte[] bytes = new byte[10];
        for (long declared : new long[] {0, 1, 9, 11, 5_000, Long.MAX_VALUE}) {
            refusedWith(Code.STREAM_LENGTH, p -> p.setReader(1, new StringReader("0123456789"), declared));
            refusedWith(Code.STREAM_LENGTH, p -> p.setReader(1, new Trickle("0123456789"), declared));
            refusedWith(Code.STREAM_LENGTH, p -> p.setStream(1, new ByteArrayInputStream(bytes), declared));
            refusedWith(Code.STREAM_LENGTH, p -> p.setStream(1, new TrickleStream(bytes), declared));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SqlParameters(1).setReader(1, new StringReader(""), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SqlParameters(1).setStream(1, new ByteArrayInputStream(bytes), Long.MIN_VALUE));
    }

    private static void refusedWith(Code code, Consumer<SqlParameters> setter) {
        for (SqlMode mode : modes()) {
            SqlParameterException refusal = refusal(mode, setter);
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.index()).isEqualTo(1);
        }
    }

    @Test
    void halfASurrogatePairIsRefusedWithItsIndexInTheWholeText() {
        String front = "x".repeat(StreamedLiteral.PIECE - 1);
        for (String text :
                List.of("\ud83d", "\ude00", "a\ud83da", "\ud83d\ud83d\ude00", front + "\ud83d", front + "\ud83da")) {
            refusedWith(Code.LONE_SURROGATE, p -> p.setReader(1, new StringReader(text)));
            refusedWith(Code.LONE_SURROGATE, p -> p.setReader(1, new Trickle(text)));
        }
        assertThat(refusal(MYSQL, p -> p.setReader(1, new Trickle(front + "\ud83da"))))
                .hasMessageContaining("index " + front.length() + " ");
        SqlParameterException narrow = refusal(MYSQL.charset("ascii"), p -> p.setReader(1, new Trickle("abc\u00e9")));
        assertThat(narrow.code()).isEqualTo(Code.UNENCODABLE_CHARACTER);
        assertThat(narrow).hasMessageContaining("index 3 ");
    }

    @Test
    void aFailureInTheMiddleRollsBack() {
        IOException failure = new IOException("secret");
        Reader reader = new Reader() {
            private int reads;

            @Override
            public int read(char[] into, int from, int length) throws IOException {
                if (reads++ == 2) {
                    throw failure;
                }
                return length;
            }

            @Override
            public void close() {}
        };
        SqlParameterException refusal = refusal(MYSQL, p -> p.setReader(1, reader));
        assertThat(refusal.code()).isEqualTo(Code.STREAM_FAILED);
        assertThat(refusal).hasCause(failure);
        assertThat(refusal.getMessage()).doesNotContain("secret");

        IllegalStateException unchecked = new IllegalStateException("unchecked");
        InputStream stream = new InputStream() {
            @Override
            public int read(byte[] into, int from, int length) {
                throw unchecked;
            }

            @Override
            public int read() {
                throw unchecked;
            }
        };
        AppendBuffer out = AppendBuffer.growing(0, 100).appendAscii("before");
        assertThatThrownBy(() ->
                        SqlTemplate.compile("SELECT ?", MYSQL).appendTo(out, new SqlParameters(1).setStream(1, stream)))
                .isSameAs(unchecked);
        assertThat(out.length()).isEqualTo(6);
    }

    @Test
    void aSourceThatBreaksTheContractOfReadIsRefused() {
        for (int answer : new int[] {-2, Integer.MIN_VALUE, StreamedLiteral.PIECE + 1, Integer.MAX_VALUE}) {
            refusedWith(Code.STREAM_FAILED, p -> p.setReader(1, new Answer(answer, 0)));
            refusedWith(Code.STREAM_FAILED, p -> p.setStream(1, new AnswerStream(answer, 0)));
        }
        refusedWith(Code.STREAM_FAILED, p -> p.setReader(1, new Answer(0, 0x1_0000)));
        refusedWith(Code.STREAM_FAILED, p -> p.setStream(1, new AnswerStream(0, 256)));
    }

    private static final class Answer extends Reader {
        private final int many;
        private final int single;

        Answer(int many, int single) {
            this.many = many;
            this.single = single;
        }

        @Override
        public int read(char[] into, int from, int length) {
            return many;
        }

        @Override
        public int read() {
            return single;
        }

        @Override
        public void close() {}
    }

    private static final class AnswerStream extends InputStream {
        private final int many;
        private final int single;

        AnswerStream(int many, int single) {
            this.many = many;
            this.single = single;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return many;
        }

        @Override
        public int read() {
            return single;
        }
    }

    @Test
    void aSourceIsReadOnce() {
        SqlTemplate template = SqlTemplate.compile("SELECT ?, ?", MYSQL);
        SqlParameters values = new SqlParameters(2)
                .setReader(1, new StringReader("a"))
                .setStream(2, new ByteArrayInputStream(new byte[] {1}));
        AppendBuffer out = AppendBuffer.growing(0, 100);
        template.appendTo(out, values);
        int length = out.length();
        SqlParameterException consumed =
                catchThrowableOfType(SqlParameterException.class, () -> template.appendTo(out, values));
        assertThat(consumed.code()).isEqualTo(Code.STREAM_CONSUMED);
        assertThat(consumed.index()).isEqualTo(1);
        assertThat(out.length()).isEqualTo(length);
        values.setReader(1, new StringReader("b"));
        consumed = catchThrowableOfType(SqlParameterException.class, () -> template.appendTo(out, values));
        assertThat(consumed.index()).isEqualTo(2);
        values.setInt(2, 7);
        template.appendTo(out.clear(), values);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("SELECT 'b', 7");
    }

    @Test
    void aSourceWithoutEndIsRefusedAtTheBound() {
        Reader endless = new Reader() {
            @Override
            public int read(char[] into, int from, int length) {
                return length;
            }

            @Override
            public void close() {}
        };
        SqlMode bounded = MYSQL.maxBytes(100_000);
        AppendBuffer out = AppendBuffer.growing(0, 1 << 20);
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?", bounded)
                        .appendTo(out, new SqlParameters(1).setReader(1, endless)));
        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(out.length()).isZero();
        assertThatThrownBy(() -> SqlTemplate.compile("SELECT ?", MYSQL)
                        .appendTo(out, new SqlParameters(1).setReader(1, endless)))
                .isInstanceOf(BufferOverflowException.class);
        assertThat(out.length()).isZero();
    }

    /** A source that keeps the array it was given and changes it later changes nothing but its own text. */
    @Test
    void aSourceDoesNotGetTheArrayOfTheStatement() {
        StringBuilder seen = new StringBuilder();
        Reader keeping = new Reader() {
            private char[] kept = {};

            @Override
            public int read(char[] into, int from, int length) {
                if (kept == into) {
                    seen.append(into, 0, 1);
                    Arrays.fill(into, '\'');
                    return -1;
                }
                kept = into;
                into[from] = '\ud83d';
                into[from + 1] = 'a';
                into[from + 1] = '\ude00';
                into[from + 2] = '\ud83d';
                return 3;
            }

            @Override
            public void close() {}
        };
        refusedWith(Code.LONE_SURROGATE, p -> p.setReader(1, keeping));
        assertThat(seen).isNotEmpty();
    }
}
