// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file, or standard input: a header, then rows with the same number of fields. */
final class CsvFile {
    private final Path path;
    private final InputStream standardInput;
    private final CsvOptions options;

    private CsvFile(Path path, InputStream standardInput, CsvOptions options) {
        this.path = path;
        this.standardInput = standardInput;
        this.options = options;
    }

    /** A file on disk, which can be read more than once unless it is a pipe or device. */
    static CsvFile of(Path path, CsvOptions options) {
        if (Files.isDirectory(path)) {
            throw new BadInput(path + ": is a directory; name a CSV file");
        }
        return new CsvFile(path, null, options);
    }

    static CsvFile standardInput(InputStream in, CsvOptions options) {
        return new CsvFile(null, in, options);
    }

    CsvOptions options() {
        return options;
    }

    String name() {
        return path == null ? "-" : path.toString();
    }

    boolean canBeReadTwice() {
        return path != null && (Files.isRegularFile(path) || Files.notExists(path));
    }

    /** The size in bytes, -1 if unknown. */
    long size() {
        try {
            return canBeReadTwice() ? Files.size(path) : -1;
        } catch (IOException e) {
            throw BadInput.unusable(name(), e);
        }
    }

    /** Receives what is read from the file. */
    interface Listener {
        void header(List<HeaderField> header);

        /**
         * One field. It is NULL if it is empty and not quoted.
         *
         * @param index the column, from 0
         */
        void field(int index, char[] text, int offset, int length, boolean quoted, long line, int column);

        void endOfRow();
    }

    /** A column's name and its place in the file. */
    record HeaderField(String name, long line, int column) {}

    /** Reads the whole file. Throws {@link BadInput} at the first mistake, after the listener got what precedes it. */
    void read(Listener listener, Progress progress) {
        try (InputStream in = path == null ? standardInput : Files.newInputStream(path);
                CsvText text = new CsvText(name(), in, options)) {
            long rows = -1; // the header does not count
            Records records = new Records(name(), text, listener);
            try (CsvReader<Records> reader = CsvReader.builder()
                    .fieldSeparator(options.delimiter())
                    .skipEmptyLines(false)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .build(records, text)) {
                for (Records record : reader) {
                    progress.at(record.text.bytesRead(), ++rows);
                }
            } catch (UncheckedIOException e) {
                throw BadInput.unusable(name(), e.getCause());
            } catch (CsvParseException e) {
                throw records.causeOf(e);
            }
            records.requireHeader();
        } catch (IOException e) {
            throw BadInput.unusable(name(), e);
        }
    }

    /** Turns the parser's callbacks into the listener's, and refuses ragged rows. */
    private static final class Records extends CsvCallbackHandler<Records> {
        private static final char[] NOTHING = {};

        private final String file;
        private final CsvText text;
        private final Listener listener;
        private List<HeaderField> header;
        private final List<HeaderField> headerSoFar = new ArrayList<>();
        private int fields;
        private long rowLine;

        Records(String file, CsvText text, Listener listener) {
            this.file = file;
            this.text = text;
            this.listener = listener;
        }

        @Override
        protected RecordType getRecordType() {
            return RecordType.DATA;
        }

        @Override
        protected int getFieldCount() {
            return fields;
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            fields = 0;
            rowLine = text.fieldLine();
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            long line = text.fieldLine();
            int column = text.fieldColumn();
            text.nextField();
            if (header == null) {
                headerSoFar.add(new HeaderField(new String(buffer, offset, length), line, column));
            } else if (fields == header.size()) {
                throw new BadInput(
                        file, line, column, "one field too many: the header has " + fieldCount(header.size()));
            } else {
                listener.field(fields, buffer, offset, length, quoted, line, column);
            }
            fields++;
        }

        /** An empty line is a row of one empty field. */
        @Override
        protected void setEmpty() {
            addField(NOTHING, 0, 0, false);
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            throw new IllegalStateException("comments are off");
        }

        @Override
        protected Records buildRecord() {
            if (header == null) {
                header = List.copyOf(headerSoFar);
                listener.header(header);
            } else if (fields < header.size()) {
                throw new BadInput(
                        file,
                        rowLine,
                        1,
                        "a row of " + fieldCount(fields) + ": the header has " + fieldCount(header.size()));
            } else {
                listener.endOfRow();
            }
            return this;
        }

        void requireHeader() {
            if (header == null) {
                throw new BadInput(file, 1, 1, "the file is empty; the first line names the columns");
            }
        }

        /** The parser wraps whatever is thrown inside it. Its own exception is for a field too long for its buffer. */
        RuntimeException causeOf(CsvParseException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof CsvParseException) {
                    continue;
                }
                if (t instanceof Error error) {
                    throw error;
                }
                return (RuntimeException) t;
            }
            return new BadInput(
                    file,
                    text.fieldLine(),
                    text.fieldColumn(),
                    "a field longer than the parser's buffer of 16,777,216 characters; shorten it");
        }

        private static String fieldCount(int n) {
            return n == 1 ? "1 field" : n + " fields";
        }
    }
}
