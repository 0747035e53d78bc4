// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.appendkit.AppendBuffer;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;

/** What two independent readers make of random records. */
class CsvReadersTest {
    private static final int RECORDS = 400;

    private static String write(CsvDialect dialect, List<List<String>> records) {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 24);
        CsvWriter csv = new CsvWriter(dialect).reset(out);
        for (List<String> record : records) {
            record.forEach(csv::appendString);
            csv.endRecord();
        }
        return out.toString(UTF_8);
    }

    private static List<List<String>> records(Random random, boolean nulls) {
        List<List<String>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            List<String> record = new ArrayList<>();
            int fields = 1 + random.nextInt(5);
            for (int k = 0; k < fields; k++) {
                record.add(nulls && fields > 1 && random.nextInt(6) == 0 ? null : Strings.next(random));
            }
            records.add(record);
        }
        return records;
    }

    private static List<CsvDialect> dialects() {
        List<CsvDialect> dialects = new ArrayList<>();
        for (char separator : ",;|\t\u001F".toCharArray()) {
            for (boolean crlf : new boolean[] {true, false}) {
                dialects.add(CsvDialect.rfc4180().separator(separator).crlf(crlf));
            }
        }
        return dialects;
    }

    @Test
    void fastCsvReadsWhatWasWritten() throws IOException {
        Random random = new Random(1);
        for (CsvDialect dialect : dialects()) {
            List<List<String>> records = records(random, true);
            if (!dialect.isCrlf()) {
                // Where lines end in LF, FastCSV 4.1.0 drops a record with a CR in a quoted field.
                records.forEach(record -> record.replaceAll(text -> text == null ? null : text.replace("\r", "")));
            }
            try (CsvReader<CsvRecord> reader = CsvCases.reader(dialect, write(dialect, records))) {
                int i = 0;
                for (CsvRecord record : reader) {
                    List<String> expected = new ArrayList<>();
                    records.get(i++).forEach(text -> expected.add(text == null ? "" : Strings.encodable(text)));
                    assertThat(record.getFields()).isEqualTo(expected);
                }
                assertThat(i).isEqualTo(RECORDS);
            }
        }
    }

    @Test
    void commonsCsvReadsWhatWasWrittenAndTellsNullFromEmpty() throws IOException {
        Random random = new Random(2);
        for (CsvDialect dialect : dialects()) {
            List<List<String>> records = records(random, true);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(dialect.separator())
                    .setIgnoreEmptyLines(false)
                    .setNullString("")
                    .setQuoteMode(QuoteMode.ALL_NON_NULL)
                    .get();
            try (CSVParser parser =
                    CSVParser.parse(new StringReader(write(dialect.quoteEmpty(true), records)), format)) {
                int i = 0;
                for (CSVRecord record : parser) {
                    List<String> expected = new ArrayList<>();
                    records.get(i++).forEach(text -> expected.add(text == null ? null : Strings.encodable(text)));
                    List<String> actual = new ArrayList<>();
                    for (int k = 0; k < record.size(); k++) {
                        actual.add(record.get(k));
                    }
                    assertThat(actual).isEqualTo(expected);
                }
                assertThat(i).isEqualTo(RECORDS);
            }
        }
    }

    /** The first char of each field as a spreadsheet sees it. */
    @Test
    void aGuardedTextBeginsNoFormula() {
        Random random = new Random(3);
        CsvDialect guarded = CsvDialect.rfc4180().guardFormulas(true);
        for (char first : "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".toCharArray()) {
            String text = first + Strings.next(random);
            List<List<String>> records = List.of(List.of(text, "a" + text));
            CsvRecord record = CsvReader.builder().ofSingleCsvRecord(write(guarded, records));
            assertThat(record.getField(0)).isEqualTo("'" + Strings.encodable(text));
            assertThat(record.getField(1)).isEqualTo("a" + Strings.encodable(text));
        }
    }

    /** The control: a quote too few is found. */
    @Test
    void theReaderIsStrict() {
        String broken = "\"a\"b\",c\r\n";
        assertThatThrownBy(() -> CsvReader.builder()
                        .allowExtraCharsAfterClosingQuote(false)
                        .ofCsvRecord(broken)
                        .forEach(record -> {}))
                .isInstanceOf(RuntimeException.class);
    }
}
