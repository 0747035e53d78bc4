// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.ndjson;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.csv2sql.Progress;
import dev.appendkit.format.JsonName;
import dev.appendkit.format.JsonWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * {@code java … Ndjson in.csv out.ndjson}: each row becomes an object of strings, named by the header, an empty field
 * null. The output passes through a cursor of 64 KiB, and nothing of a row is kept.
 */
public final class Ndjson {
    static final int BUFFER = 64 << 10;

    private Ndjson() {}

    /**
     * Converts a file.
     *
     * @param args the CSV file and the file to write
     */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: ndjson IN.csv OUT.ndjson");
            System.exit(2);
        }
        try {
            long rows = convert(Path.of(args[0]), Path.of(args[1]), Progress.onTerminal() ? System.err : null);
            System.err.println("ndjson: " + rows + " rows");
        } catch (IOException | UncheckedIOException | CsvParseException | IllegalStateException e) {
            System.err.println("ndjson: " + e.getMessage());
            System.exit(2);
        }
    }

    /** @param terminal where to draw a progress bar, null for nowhere */
    static long convert(Path csv, Path ndjson, PrintStream terminal) throws IOException {
        try (Counted in = new Counted(Files.newInputStream(csv));
                OutputStream file = Files.newOutputStream(ndjson);
                Progress progress = Progress.ofBytes(terminal, "ndjson", Files.size(csv));
                CsvReader<CsvRecord> reader =
                        CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8));
                AppendBuffer out = AppendBuffer.draining((src, from, to) -> file.write(src, from, to - from), BUFFER)) {
            return convert(reader, in, progress, out);
        }
    }

    private static long convert(CsvReader<CsvRecord> reader, Counted in, Progress progress, AppendBuffer out) {
        Iterator<CsvRecord> records = reader.iterator();
        if (!records.hasNext()) {
            throw new IllegalStateException("the file is empty; the first line names the columns");
        }
        List<JsonName> names =
                records.next().getFields().stream().map(JsonName::of).toList();
        JsonWriter json = new JsonWriter().reset(out);
        long rows = 0;
        while (records.hasNext()) {
            CsvRecord row = records.next();
            if (row.getFieldCount() != names.size()) {
                throw new IllegalStateException("line " + row.getStartingLineNumber() + ": " + row.getFieldCount()
                        + " fields, but the header has " + names.size());
            }
            json.beginObject();
            for (int i = 0; i < names.size(); i++) {
                String field = row.getField(i);
                json.name(names.get(i)).appendString(field.isEmpty() ? null : field);
            }
            json.endObject().endRecord();
            rows++;
            progress.at(in.count);
        }
        return rows;
    }

    /** Counts what was read, for the progress bar. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] dst, int offset, int length) throws IOException {
            int read = super.read(dst, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
