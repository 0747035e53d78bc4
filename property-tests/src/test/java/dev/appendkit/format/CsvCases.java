// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** FastCSV reads the quoting dialects, commons-csv the escaping one. */
final class CsvCases extends FormatCases {
    static final Object END = "the end of a record";
    private static final Object NULL = "a field that is null";

    private final boolean tsv;
    private final boolean guarded;
    private final boolean crlf;
    private final CsvDialect dialect;
    private final CsvWriter csv;

    CsvCases(Choices choices) {
        super(choices);
        tsv = choices.below(4) == 0;
        guarded = choices.below(2) == 0;
        crlf = choices.below(2) == 0;
        dialect = tsv
                ? CsvDialect.escapedTsv()
                : CsvDialect.rfc4180()
                        .separator(",;|\t\u001F".charAt(choices.below(5)))
                        .quoteEmpty(choices.below(2) == 0)
                        .guardFormulas(guarded)
                        .crlf(crlf);
        csv = new CsvWriter(dialect).reset(out);
    }

    @Override
    boolean isComplete() {
        return csv.isComplete();
    }

    @Override
    void rollBack() {
        csv.rollBack();
    }

    @Override
    void call() {
        switch (choices.below(8)) {
            case 0, 1 -> {
                String text = text();
                csv.appendString(form(text));
                acceptText(text);
            }
            case 2 -> {
                String text = Strings.encodable(text());
                byte[] bytes = ("x" + text).getBytes(UTF_8);
                csv.appendUtf8(bytes, 1, bytes.length);
                acceptText(text);
            }
            case 3 -> {
                csv.appendNull();
                accept(tsv ? NULL : "");
            }
            case 4 -> {
                long value = choices.number();
                csv.appendLong(value);
                accept(Long.toString(value));
            }
            case 5 -> {
                double value = (int) choices.number() / 8.0;
                csv.appendDouble(value);
                accept(Double.toString(value));
            }
            case 6 -> {
                csv.endRecord();
                accept(END);
            }
            default -> {
                if (choices.below(8) == 0) {
                    csv.rollBack();
                    cut();
                }
            }
        }
    }

    private String text() {
        String text = choices.text();
        if (!tsv && !crlf) {
            // Where lines end in LF, FastCSV 4.1.0 drops a record with a CR in a quoted field.
            return text.replace("\r", "");
        }
        // commons-csv takes an escaped backslash before an N for a null too.
        return tsv && text.equals("\\N") ? "N" : text;
    }

    private void acceptText(String text) {
        boolean formula = guarded && !tsv && !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
        accept((formula ? "'" : "") + Strings.encodable(text));
    }

    /** FastCSV, as strict as it can be about quotes. */
    static CsvReader<CsvRecord> reader(CsvDialect dialect, String text) {
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .ofCsvRecord(text);
    }

    @Override
    List<Object> read(byte[] bytes) throws IOException {
        String text = new String(bytes, UTF_8);
        List<Object> read = new ArrayList<>();
        if (tsv) {
            CSVFormat format =
                    CSVFormat.MYSQL.builder().setIgnoreEmptyLines(false).get();
            try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
                for (CSVRecord record : parser) {
                    record.forEach(field -> read.add(field == null ? NULL : field));
                    read.add(END);
                }
            }
        } else {
            try (CsvReader<CsvRecord> reader = reader(dialect, text)) {
                for (CsvRecord record : reader) {
                    read.addAll(record.getFields());
                    read.add(END);
                }
            }
        }
        return read;
    }
}
