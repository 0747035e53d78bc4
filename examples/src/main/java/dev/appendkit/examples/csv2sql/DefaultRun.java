// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.PrintStream;
import java.sql.SQLException;

/** The run without arguments: the default data go through a CSV into H2 in memory and are compared with themselves. */
final class DefaultRun {
    private final DefaultData data;
    private final CsvFile source;
    private final Load.Plan plan;
    private final PrintStream terminal;

    /** @param source the CSV that the data were written to */
    DefaultRun(DefaultData data, CsvFile source, Load.Plan plan, PrintStream terminal) {
        this.data = data;
        this.source = source;
        this.plan = plan;
        this.terminal = terminal;
    }

    /** Throws {@link VerificationFailure} unless every value came back unchanged. */
    void run(PrintStream report) {
        try (Database database = Database.connect("jdbc:h2:mem:", plan.dialect(), null, false)) {
            Meter stringBuilder = new Meter();
            Summary summary = new Load(source, plan, terminal, note -> {}).run(schema -> {
                RowSink sink = Road.STATEMENTS.open(source.name(), database, schema, plan);
                return new ComparingSink(sink, new StringBuilderInsert(schema, plan.mode()), stringBuilder);
            });
            Verification.Result result;
            try (Progress progress = Progress.ofRows(terminal, "comparing", summary.rows())) {
                result = Verification.compare(
                        data, database.connection(), plan.table(), plan.mode(), Verification.H2_ORDER, progress);
            }
            summary.without(stringBuilder.nanos()).print(report);
            Summary.line(
                    report,
                    "StringBuilder",
                    "%.3f s, %.0f MB/s, %s for the same bytes",
                    stringBuilder.nanos() / 1e9,
                    Summary.megabytesPerSecond(summary.bytes(), stringBuilder.nanos()),
                    Summary.perRow(stringBuilder.allocated(), summary.rows()));
            Summary.line(
                    report,
                    "read back",
                    "%,d rows, %,d values: all equal; %,d values held a byte that had to be escaped",
                    result.rows(),
                    result.values(),
                    result.escaped());
        } catch (SQLException e) {
            throw TableTransaction.refused(e);
        }
    }
}
