// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvFileTest {
    /** What a listener gets for a field, and where its row ended. */
    private record Seen(int index, String text, boolean quoted, long line, int column) {}

    private static final class Recorder implements CsvFile.Listener {
        final List<String> header = new ArrayList<>();
        final List<Seen> fields = new ArrayList<>();
        int rows;

        @Override
        public void header(List<CsvFile.HeaderField> names) {
            names.forEach(name -> header.add(name.name()));
        }

        @Override
        public void field(int index, char[] text, int offset, int length, boolean quoted, long line, int column) {
            fields.add(new Seen(index, new String(text, offset, length), quoted, line, column));
        }

        @Override
        public void endOfRow() {
            rows++;
        }
    }

    private static Recorder read(byte[] csv) {
        Recorder recorder = new Recorder();
        // The parser must see every way in which a read can end.
        InputStream drips = new ByteArrayInputStream(csv) {
            private final Random random = new Random(7);

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
            }
        };
        CsvFile.standardInput(drips, CsvOptions.DEFAULT).read(recorder, Progress.ofBytes(null, "test", 0));
        return recorder;
    }

    private static Recorder read(String csv) {
        return read(csv.getBytes(UTF_8));
    }

    @Test
    void emptyAndQuotedEmpty() {
        assertThat(read("a,b,c\n,\"\",x\n").fields)
                .containsExactly(
                        new Seen(0, "", false, 2, 1), new Seen(1, "", true, 2, 2), new Seen(2, "x", false, 2, 5));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(read("a,b\n1,").fields).containsExactly(new Seen(0, "1", false, 2, 1), new Seen(1, "", false, 2, 3));
        assertThat(read("a\n\"\"").fields).containsExactly(new Seen(0, "", true, 2, 1));
    }

    @Test
    void anEmptyLineIsARowOfOneEmptyField() {
        assertThat(read("a\n\r\n1\n").fields)
                .containsExactly(new Seen(0, "", false, 2, 1), new Seen(0, "1", false, 3, 1));
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstName() {
        Recorder recorder = read("\uFEFFa,b\n1,\uFEFF2\n");
        assertThat(recorder.header).containsExactly("a", "b");
        assertThat(recorder.fields).contains(new Seen(1, "\uFEFF2", false, 2, 3));
        assertThat(read("\uFEFF\"a\",b\n1,2\n").header).containsExactly("a", "b");
    }

    @Test
    void anInputThatOnlyHoldsAByteOrderMarkIsEmpty() {
        assertThatThrownBy(() -> read("\uFEFF"))
                .isInstanceOf(BadInput.class)
                .hasMessage("-:1:1: the file is empty; the first line names the columns");
    }

    /** Generated files of every mixture, long enough to cross the buffers of the decoder and of the parser. */
    @Test
    void everyFieldComesBackWithItsPlace() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int columns = 1 + random.nextInt(4);
            int rows = seed % 6 == 0 ? 5000 : 1 + random.nextInt(50);
            String lineEnd = List.of("\n", "\r\n", "\r").get(seed % 3);
            Expected expected = new Expected();
            for (int i = 0; i < columns; i++) {
                expected.raw(i == 0 ? "h0" : ",h" + i);
            }
            for (int row = 0; row < rows; row++) {
                expected.endLine(lineEnd);
                for (int i = 0; i < columns; i++) {
                    if (i > 0) {
                        expected.raw(",");
                    }
                    expected.field(i, random);
                }
            }
            if (random.nextBoolean()) {
                expected.endLine(lineEnd);
            }
            // A file that ends in an empty last row of one column has one row less, because nothing of that row is
            // there.
            Recorder recorder = read(expected.csv.toString());
            List<Seen> wanted = expected.fields;
            if (columns == 1 && recorder.rows == rows - 1) {
                assertThat(wanted.remove(wanted.size() - 1).text()).isEmpty();
            }
            assertThat(recorder.fields).as("seed %d", seed).isEqualTo(wanted);
        }
    }

    /** Builds a CSV and counts lines and columns in its own way: over the code points that it has appended. */
    private static final class Expected {
        private static final String[] PIECES = {
            "a", "7", "é", "漢", "😀", " ", "'", "\\", "\u001A", "\u0085", "\u2028", "x".repeat(300)
        };
        private static final String[] QUOTED_PIECES = {",", "\"\"", "\n", "\r\n", "\r", "\r\r\n", "\n\n"};

        final StringBuilder csv = new StringBuilder();
        final List<Seen> fields = new ArrayList<>();
        private long line = 1;
        private int column = 1;

        void raw(String text) {
            csv.append(text);
            String rest = text;
            while (!rest.isEmpty()) {
                int length;
                if (rest.startsWith("\r\n")) {
                    length = 2;
                    line++;
                    column = 1;
                } else if (rest.startsWith("\r") || rest.startsWith("\n")) {
                    length = 1;
                    line++;
                    column = 1;
                } else {
                    length = Character.charCount(rest.codePointAt(0));
                    column++;
                }
                rest = rest.substring(length);
            }
        }

        void endLine(String end) {
            raw(end);
        }

        void field(int index, Random random) {
            boolean quoted = random.nextInt(3) == 0;
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n > 0; n--) {
                String[] pieces = quoted && random.nextBoolean() ? QUOTED_PIECES : PIECES;
                String piece = pieces[random.nextInt(pieces.length)];
                // "\r" and then "\n" would be one line end made of two pieces.
                boolean joins = text.length() > 0 && text.charAt(text.length() - 1) == '\r' && piece.startsWith("\n");
                text.append(joins ? "." : piece);
            }
            String value = text.toString();
            long startLine = line;
            int startColumn = column;
            raw(quoted ? '"' + value + '"' : value);
            fields.add(new Seen(index, value.replace("\"\"", "\""), quoted, startLine, startColumn));
        }
    }

    @Test
    void aCarriageReturnInsideQuotesDoesNotSwallowTheLineEnd() {
        assertThat(read("a\n\"x\ry\"\n\"z\r\"\n1\n").fields)
                .containsExactly(
                        new Seen(0, "x\ry", true, 2, 1), new Seen(0, "z\r", true, 4, 1), new Seen(0, "1", false, 6, 1));
    }

    @Test
    void quotesInsideAnUnquotedFieldArePartOfIt() {
        assertThat(read("a,b\n1\"2\",3\n").fields)
                .containsExactly(new Seen(0, "1\"2\"", false, 2, 1), new Seen(1, "3", false, 2, 6));
    }

    @Test
    void malformedBytesAreFoundWhereverTheyAre() {
        byte[][] malformed = {
            {(byte) 0xFF},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82}
        };
        for (int before : new int[] {0, 1, 8191, 8192, 8193, 65535, 65536, 70000}) {
            for (byte[] bytes : malformed) {
                byte[] csv = Arrays.copyOf(("a\n" + "x".repeat(before)).getBytes(UTF_8), 2 + before + bytes.length);
                System.arraycopy(bytes, 0, csv, 2 + before, bytes.length);
                assertThatThrownBy(() -> read(csv))
                        .isInstanceOf(BadInput.class)
                        .hasMessage(String.format(
                                "-:2:%d: the byte 0x%02X does not belong here in UTF-8; name the file's encoding,"
                                        + " as in --encoding windows-1252",
                                before + 1, bytes[0]));
            }
        }
    }

    @Test
    void aFailingReadIsReported() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        CsvFile file = CsvFile.standardInput(broken, CsvOptions.DEFAULT);
        assertThatThrownBy(() -> file.read(new Recorder(), Progress.ofBytes(null, "test", 0)))
                .isInstanceOf(BadInput.class)
                .hasMessage("-: disk on fire");
    }
}
