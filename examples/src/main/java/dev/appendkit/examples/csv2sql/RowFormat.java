// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.format.CsvWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The format that rows are written in. */
enum RowFormat {
    SQL("SQL"),
    /** What COPY and LOAD DATA read. */
    TSV("tab-separated text"),
    CSV("CSV"),
    NDJSON("JSON"),
    /** TSV whose first field is the line in the file, so that a row can be named after it is gone. */
    NUMBERED_TSV("tab-separated text");

    static final CsvDialect CSV_DIALECT = CsvDialect.rfc4180().crlf(false).quoteEmpty(true);

    private final String description;

    RowFormat(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that the option names; null if there is none. */
    static RowFormat ofOption(String name) {
        for (RowFormat format : values()) {
            if (format != NUMBERED_TSV && format.optionName().equals(name)) {
                return format;
            }
        }
        return null;
    }

    /**
     * What surrounds the rows in a file.
     *
     * @param end after each lot of rows
     */
    record Frame(String begin, String end, String commit) {
        static final Frame NONE = new Frame("", "", "");

        static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    Frame frame(Schema schema, Load.Plan plan) {
        return switch (this) {
            case SQL -> new Frame(schema.scriptBegin(plan.mode(), plan.dialect()), ";\n", "COMMIT;\n");
            case CSV -> new Frame(csvHeader(schema), "", "");
            case TSV, NUMBERED_TSV, NDJSON -> Frame.NONE;
        };
    }

    private static String csvHeader(Schema schema) {
        AppendBuffer header = AppendBuffer.growing(256, 1 << 24);
        CsvWriter csv = new CsvWriter(CSV_DIALECT).reset(header);
        schema.names().forEach(csv::appendString);
        csv.endRecord();
        return header.toString(StandardCharsets.UTF_8);
    }
}
