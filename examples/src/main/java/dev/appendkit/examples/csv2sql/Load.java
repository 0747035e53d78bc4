// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.csv2sql.ColumnType.Value;
import dev.appendkit.examples.csv2sql.CsvFile.HeaderField;
import dev.appendkit.format.CsvDialect;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.sql.FractionPolicy;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlTemplate;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One load: a few thousand rows at a time, a file goes through the parser into {@link Rows} and from there through a
 * borrowed buffer into a sink. If the file can be read twice, a first pass finds the types, or checks the given ones.
 */
final class Load {
    /**
     * Rows are formatted when there are this many of them or this much text; a statement never holds rows of two lots.
     */
    private static final int MAX_ROWS_AT_ONCE = 1 << 13;

    /** A small heap holds rows of twice that many bytes, besides the parser and the driver. */
    private static final int MAX_WEIGHT_AT_ONCE = 1 << 22;

    private static final int FIRST_BUFFER = 1 << 20;

    private final CsvFile file;
    private final Plan plan;
    private final PrintStream terminal;
    private final Consumer<String> notes;

    /**
     * What the options say.
     *
     * @param types of the columns, null to infer them
     * @param keys the columns by which a row replaces another, none if rows are only added
     * @param rowsPerInsert of {@code SQL}
     * @param maxBytes of a statement; of other formats, the length from which on rows are handed to the sink
     * @param repeat how often the load is formatted
     */
    record Plan(
            String table,
            Dialect dialect,
            SqlMode mode,
            List<ColumnType> types,
            List<String> keys,
            RowFormat format,
            int rowsPerInsert,
            int maxBytes,
            int repeat) {
        /** The same in a session of this mode, whose server takes statements of at most that many bytes. */
        Plan in(SqlMode session, int maxStatement) {
            int bytes = Math.min(maxBytes, maxStatement);
            return new Plan(table, dialect, session, types, keys, format, rowsPerInsert, bytes, repeat);
        }
    }

    /**
     * @param terminal where progress is drawn, null for nowhere
     * @param notes gets a line for each thing that the user should know about a file that is loaded nevertheless
     */
    Load(CsvFile file, Plan plan, PrintStream terminal, Consumer<String> notes) {
        this.file = file;
        this.plan = plan;
        this.terminal = terminal;
        this.notes = notes;
    }

    /** Reads the file and commits its rows, or throws {@link BadInput} and leaves none of them in the sink. */
    Summary run(Function<Schema, RowSink> openSink) {
        long start = System.nanoTime();
        Schema known = file.canBeReadTwice() ? inferTypes() : null;
        // The shared pool keeps no buffers of this size.
        BufferPool pool = BufferPool.builder()
                .initialBytes(Math.min(plan.maxBytes(), FIRST_BUFFER))
                .maxRetainedBytes(plan.maxBytes())
                .build();
        try (AppendBuffer out = pool.borrow();
                SecondPass pass = new SecondPass(known, out, openSink)) {
            try (Progress progress = Progress.ofBytes(terminal, "loading", file.size())) {
                file.read(pass, progress);
            }
            pass.flush();
            long wholeRun = System.nanoTime() - start;
            Summary summary = pass.summary(wholeRun);
            if (plan.repeat() > 1) {
                summary = pass.repeated(summary);
            }
            pass.sink.commit();
            return summary;
        }
    }

    private Schema inferTypes() {
        TypeInference inference =
                new TypeInference(new Header(file, plan.dialect(), plan.types(), notes), plan.dialect());
        try (Progress progress = Progress.ofBytes(terminal, "finding types", file.size())) {
            file.read(inference, progress);
        }
        return inference.schema(plan.table(), plan.keys());
    }

    /** The INSERT of the rows, compiled for the plan's mode and bounds. */
    static SqlTemplate template(Schema schema, Plan plan) {
        SqlMode mode = plan.mode().maxBytes(plan.maxBytes()).fraction(FractionPolicy.EXACT);
        return SqlTemplate.compile(schema.insert(mode, plan.dialect()), mode);
    }

    private final class SecondPass implements CsvFile.Listener, AutoCloseable {
        private final Schema known;
        private final AppendBuffer out;
        private final Function<Schema, RowSink> openSink;
        private final Header header;
        private final Value value = new Value();
        private final boolean keepAll = plan.repeat() > 1;
        private final int rowsAtOnce = Math.max(1, MAX_ROWS_AT_ONCE / plan.rowsPerInsert()) * plan.rowsPerInsert();
        private RowSink sink;
        private RowWriter writer;
        private Rows rows;
        private boolean[] isKey;

        SecondPass(Schema known, AppendBuffer out, Function<Schema, RowSink> openSink) {
            this.known = known;
            this.out = out;
            this.openSink = openSink;
            List<ColumnType> types = known == null ? plan.types() : known.types();
            // The first pass has reported everything.
            this.header = new Header(file, plan.dialect(), types, known == null ? notes : note -> {});
        }

        @Override
        public void header(List<HeaderField> fields) {
            header.accept(fields);
            Schema schema = header.schema(plan.table(), plan.keys());
            if (known != null) {
                if (!schema.names().equals(known.names())) {
                    throw new BadInput(file.name(), 1, 1, "the header changed while the file was read; load it again");
                }
                schema = known;
            }
            writer = writer(schema);
            rows = new Rows(schema.types());
            List<String> names = schema.names();
            isKey = new boolean[names.size()];
            plan.keys().forEach(key -> isKey[names.indexOf(key)] = true);
            sink = openSink.apply(schema);
        }

        private RowWriter writer(Schema schema) {
            String name = file.name();
            int maxBytes = plan.maxBytes();
            return switch (plan.format()) {
                case SQL -> new SqlWriter(name, template(schema, plan), plan.rowsPerInsert(), out);
                case TSV -> new CsvRowWriter(name, CsvDialect.escapedTsv(), plan.dialect(), false, maxBytes, out);
                case NUMBERED_TSV ->
                    new CsvRowWriter(name, CsvDialect.escapedTsv(), plan.dialect(), true, maxBytes, out);
                case CSV -> new CsvRowWriter(name, RowFormat.CSV_DIALECT, plan.dialect(), false, maxBytes, out);
                case NDJSON -> new JsonRowWriter(name, schema.names(), maxBytes, out);
            };
        }

        @Override
        public void field(int index, char[] text, int offset, int length, boolean quoted, long line, int column) {
            if (length == 0 && !quoted) {
                if (isKey[index]) {
                    throw new BadInput(file.name(), line, column, "NULL in a column of --upsert; each row needs a key");
                }
                rows.setNull(index, line, column);
            } else {
                header.read(index, text, offset, length, value, line, column);
                rows.set(index, value, length, line, column);
            }
        }

        @Override
        public void endOfRow() {
            rows.endRow();
            if (keepAll) {
                return;
            }
            boolean whole = rows.size() % plan.rowsPerInsert() == 0;
            long weight = rows.weight();
            if (rows.size() == rowsAtOnce
                    || weight > 2L * MAX_WEIGHT_AT_ONCE
                    || (whole && weight > MAX_WEIGHT_AT_ONCE)) {
                flush();
            }
        }

        void flush() {
            writer.write(rows, sink);
            if (!keepAll) {
                rows.clear();
            }
        }

        Summary summary(long wholeRunNanos) {
            return new Summary(
                    plan.format(),
                    writer.rows(),
                    writer.lots(),
                    writer.bytes(),
                    wholeRunNanos,
                    Summary.Formatting.of(writer, 1, 1));
        }

        /** Formats the rows again and measures the second half of the rounds. */
        Summary repeated(Summary once) {
            int warm = plan.repeat() / 2;
            try (Progress progress = Progress.ofRounds(terminal, "repeating", plan.repeat())) {
                for (int round = 2; round <= plan.repeat(); round++) {
                    if (round == Math.max(warm + 1, 2)) {
                        writer.resetCounts();
                    }
                    writer.write(rows, sink.again());
                    progress.at(round);
                }
            }
            return once.with(Summary.Formatting.of(writer, Math.max(warm + 1, 2), plan.repeat()));
        }

        @Override
        public void close() {
            if (sink != null) {
                sink.close();
            }
        }
    }
}
