// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command: a CSV becomes multi-row INSERT statements, in a file, on standard output or executed over JDBC.
 *
 * <p>Exit code 0: all of it is done. 2: an option, the file or the database is at fault, one line on standard error
 * says where and how, and no row of the load is left anywhere. 1: csv2sql itself is.
 */
@Command(
        name = "csv2sql",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Turns a CSV into multi-row INSERT statements.",
            "",
            "Without FILE it loads data that every JDK carries, the transitions of all time zones; without --out and"
                    + " --jdbc as well it loads them into a database in memory, reads them back and compares.",
            ""
        },
        footer = {
            "",
            "The CSV is UTF-8 with a header line, commas and double quotes (RFC 4180). An empty field is NULL, a quoted"
                    + " empty one is the empty text.",
            "A column is of a type if each of its values, written by appendkit, is the text of the file, byte for"
                    + " byte:",
            "  integer     -42, at most 64 bits; 007 and +5 are text",
            "  decimal     -0.50, at most 65 digits and 30 behind the point; 1e5 is text",
            "  date        2026-11-21",
            "  timestamp   2026-11-21 09:02:03, up to 6 (H2, ANSI: 9) fraction digits",
            "  text        everything else, and a column without values"
        })
public final class Csv2Sql implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAULT = 1;
    private static final int BAD_INPUT = 2;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The CSV; - is standard input, which needs --types.")
    private String file;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "mysql, mariadb, h2 (default) or ansi; from --jdbc.")
    private String dialectName;

    @Option(names = "--table", paramLabel = "NAME", description = "Table to insert into (default: the file's name).")
    private String table;

    @Option(
            names = "--types",
            paramLabel = "LIST",
            description = "Type of each column, as in integer,text,date (default: inferred).")
    private String types;

    @Option(names = "--rows-per-insert", paramLabel = "N", description = "At most N rows a statement (default: 1000).")
    private int rowsPerInsert = 1000;

    @Option(names = "--max-bytes", paramLabel = "N", description = "At most N bytes a statement (default: 1000000).")
    private int maxBytes = 1_000_000;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the SQL to FILE; - is standard output.")
    private String out;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "Execute the SQL there, in one transaction; a missing table is created.")
    private String jdbc;

    @Option(names = "--repeat", paramLabel = "N", description = "Format the load N times and measure the second half.")
    private int repeat = 1;

    private final InputStream standardInput;
    private final OutputStream standardOutput;
    private final PrintStream messages;
    private final PrintStream terminal;
    private final DefaultDataSource defaultData;

    /** Default data are made when they are needed: it takes a second. */
    interface DefaultDataSource {
        DefaultData get();
    }

    /** @param terminal where progress is drawn, null for nowhere */
    Csv2Sql(
            InputStream standardInput,
            OutputStream standardOutput,
            PrintStream messages,
            PrintStream terminal,
            DefaultDataSource defaultData) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.messages = messages;
        this.terminal = terminal;
        this.defaultData = defaultData;
    }

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        // System.out would swallow a failure to write, and replace what its charset lacks.
        Csv2Sql command = new Csv2Sql(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Progress.onTerminal() ? System.err : null,
                DefaultData::allZones);
        System.exit(command.run(args));
    }

    int run(String... args) {
        CommandLine commandLine = new CommandLine(this);
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("Show this text.")
                        .build());
        commandLine.setOut(new PrintWriter(standardOutput, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(
                (e, arguments) -> fail(BAD_INPUT, e.getMessage() + " (csv2sql --help names all options)", e));
        commandLine.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof BadInput || e instanceof InvalidPathException) {
                return fail(BAD_INPUT, e.getMessage(), e);
            }
            return fail(FAULT, e instanceof VerificationFailure ? e.getMessage() : "a fault of csv2sql: " + e, e);
        });
        try {
            return commandLine.execute(args);
        } catch (OutOfMemoryError e) {
            return fail(BAD_INPUT, "out of memory; give Java more, as in JAVA_TOOL_OPTIONS=-Xmx4g", e);
        }
    }

    /** One line, whatever the message holds; what could not be undone is part of it. */
    private int fail(int code, String message, Throwable e) {
        StringBuilder line = new StringBuilder("csv2sql: ").append(message);
        for (Throwable besides : e.getSuppressed()) {
            line.append("; and then: ").append(besides.getMessage());
        }
        messages.println(line.toString().replaceAll("\\p{Cntrl}+", " "));
        return code;
    }

    @Override
    public Integer call() throws Exception {
        requirePositive("--rows-per-insert", rowsPerInsert);
        requirePositive("--max-bytes", maxBytes);
        requirePositive("--repeat", repeat);
        if (out != null && jdbc != null) {
            throw new BadInput("--out and --jdbc: name one of them");
        }
        if (table != null && table.isEmpty()) {
            throw new BadInput("--table: is empty; name a table");
        }
        Dialect dialect = dialect();
        List<ColumnType> columnTypes = types == null ? null : parseTypes(types);
        if (file == null) {
            return loadDefaultData(dialect, columnTypes);
        }
        CsvFile source = file.equals("-") ? CsvFile.standardInput(standardInput) : CsvFile.of(Path.of(file));
        if (columnTypes == null && !source.canBeReadTwice()) {
            throw new BadInput(
                    source.name() + ": is read only once, so the types cannot be inferred; name them with --types");
        }
        load(source, plan(dialect, columnTypes, table == null ? tableName(file) : table));
        return OK;
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new BadInput(option + ": " + value + " is too small; 1 is the least");
        }
    }

    private Dialect dialect() {
        Dialect named = null;
        if (dialectName != null) {
            for (Dialect dialect : Dialect.values()) {
                if (dialect.optionName().equals(dialectName)) {
                    named = dialect;
                }
            }
            if (named == null) {
                throw new BadInput("--dialect: '" + dialectName + "' is none; mysql, mariadb, h2 and ansi are");
            }
        }
        if (jdbc == null) {
            return named == null ? Dialect.H2 : named;
        }
        Dialect told = Dialect.ofUrl(jdbc);
        if (named == null && told == null) {
            throw new BadInput("--jdbc: the URL does not tell the dialect; name it with --dialect");
        }
        if (named != null && told != null && named.isMySqlFamily() != told.isMySqlFamily()) {
            throw new BadInput("--dialect: " + dialectName + " is not what the database of --jdbc reads; leave it out");
        }
        return named == null ? told : named;
    }

    private static List<ColumnType> parseTypes(String list) {
        List<ColumnType> parsed = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            ColumnType found = null;
            for (ColumnType type : ColumnType.values()) {
                if (type.optionName().equals(name)) {
                    found = type;
                }
            }
            if (found == null) {
                throw new BadInput("--types: '" + name + "', type " + (parsed.size() + 1)
                        + " of the list, is none; integer, decimal, date, timestamp and text are");
            }
            parsed.add(found);
        }
        return parsed;
    }

    /** The file's name without its directory and its last extension. */
    private static String tableName(String file) {
        if (file.equals("-")) {
            return "stdin";
        }
        String name = Path.of(file).getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private Load.Plan plan(Dialect dialect, List<ColumnType> columnTypes, String tableName) {
        return new Load.Plan(tableName, dialect, dialect.mode(), columnTypes, rowsPerInsert, maxBytes, repeat);
    }

    private Summary load(CsvFile source, Load.Plan plan) {
        if (jdbc != null) {
            try (Database database = Database.connect(jdbc, plan.dialect())) {
                Load.Plan inSession = plan.in(database.mode());
                Summary summary = new Load(source, inSession, terminal)
                        .run(schema -> JdbcSink.open(
                                source.name(), database.connection(), schema, database.mode(), plan.dialect()));
                return printed(summary, report());
            }
        }
        boolean toStandardOutput = out == null || out.equals("-");
        Function<Schema, SqlSink> sink = schema -> {
            String begin = schema.scriptBegin(plan.mode(), plan.dialect());
            return toStandardOutput
                    ? new StreamSink("standard output", standardOutput, begin)
                    : FileSink.open(Path.of(out), begin);
        };
        Summary summary = new Load(source, plan, terminal).run(sink);
        return printed(summary, toStandardOutput ? messages : report());
    }

    /** Where the report goes if standard output is not for SQL. */
    private PrintStream report() {
        return new PrintStream(standardOutput, true, StandardCharsets.UTF_8);
    }

    private static Summary printed(Summary summary, PrintStream to) {
        summary.print(to);
        return summary;
    }

    private int loadDefaultData(Dialect dialect, List<ColumnType> columnTypes) throws IOException {
        boolean verify = out == null && jdbc == null;
        if (verify && dialect != Dialect.H2) {
            throw new BadInput("--dialect: the database in memory reads h2 only; name --out or --jdbc as well");
        }
        if (columnTypes != null) {
            throw new BadInput("--types: the types of the default data are inferred; name a FILE as well");
        }
        Path csv = Files.createTempFile("time-zone-transitions", ".csv");
        try {
            DefaultData data = defaultData.get();
            data.writeTo(csv);
            CsvFile source = CsvFile.of(csv);
            Load.Plan plan = plan(dialect, null, table == null ? DefaultData.TABLE : table);
            if (verify) {
                new DefaultRun(data, source, plan, terminal).run(report());
            } else {
                load(source, plan);
            }
            return OK;
        } finally {
            Files.delete(csv);
        }
    }
}
