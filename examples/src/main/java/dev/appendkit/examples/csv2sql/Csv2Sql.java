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
 * <p>Exit code 0: everything is done. 2: an option, the file or the database is at fault; one line on standard error
 * says where and how, and no row of the load is left anywhere. 1: csv2sql itself is at fault.
 */
@Command(
        name = "csv2sql",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Loads a CSV into a database, or turns it into multi-row INSERT statements.",
            "",
            "Without FILE it loads data that every JDK contains, the transitions of all time zones. Without --out and"
                    + " --jdbc too, it loads them into a database in memory, reads them back and compares.",
            ""
        },
        footer = {
            "",
            "Example: csv2sql big.csv --jdbc 'jdbc:postgresql://localhost/test?user=me'",
            "PostgreSQL is loaded by COPY, MariaDB, MySQL, H2 and SQLite by multi-row INSERTs. Drivers are included.",
            "",
            "The CSV is UTF-8 with a header line, commas and double quotes (RFC 4180). An empty field is NULL; a quoted"
                    + " empty field is the empty text.",
            "A column has a type if each of its values, written by appendkit, is the text of the file, byte for"
                    + " byte:",
            "  integer     -42, at most 64 bits; 007 and +5 are text",
            "  decimal     -0.50, at most 65 digits and 30 after the point; 1e5 is text",
            "  date        2026-11-21",
            "  timestamp   2026-11-21 09:02:03, up to 6 (H2, ANSI: 9) fraction digits; SQLite: text",
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
            description = "postgresql, sqlite, mysql, mariadb, h2 (default) or ansi; --jdbc implies it.")
    private String dialectName;

    @Option(names = "--table", paramLabel = "NAME", description = "Table to insert into (default: the file's name).")
    private String table;

    @Option(
            names = "--types",
            paramLabel = "LIST",
            description = "Types of the columns, such as integer,text,date (default: inferred).")
    private String types;

    @Option(
            names = "--rows-per-insert",
            paramLabel = "N",
            description = "At most N rows per statement (default: 1000; MariaDB and MySQL: 8192).")
    private Integer rowsPerInsert;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "At most N bytes per statement (default: 1000000; MariaDB and MySQL: 131067).")
    private Integer maxBytes;

    @Option(names = "--delimiter", paramLabel = "C", description = "The field separator: ',' (default), ';', tab ...")
    private String delimiter;

    @Option(names = "--encoding", paramLabel = "NAME", description = "Encoding of the CSV (default: utf-8).")
    private String encoding;

    @Option(
            names = "--strict-header",
            description = "Refuse a column without a name, or with the name of another, instead of giving it one.")
    private boolean strictHeader;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE; - is standard output.")
    private String out;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Format of --out: sql (default), tsv, csv or ndjson.")
    private String formatName;

    @Option(names = "--force", description = "Replace the file of --out if it exists.")
    private boolean force;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "Load that database, in one transaction; a missing table is created.")
    private String jdbc;

    @Option(
            names = "--upsert",
            paramLabel = "KEY",
            split = ",",
            description =
                    "Replace the row with the same value in column KEY (or columns, as in a,b), instead of adding one.")
    private List<String> upsert = List.of();

    @Option(
            names = "--load-data",
            description = "MariaDB and MySQL: load by LOAD DATA LOCAL; a warning fails the load.")
    private boolean loadData;

    @Option(names = "--driver-jar", paramLabel = "FILE", description = "JAR of the JDBC driver of another database.")
    private Path driverJar;

    @Option(
            names = "--postgres",
            description = "Without FILE: load the data into an embedded PostgreSQL too, by COPY, and compare.")
    private boolean postgres;

    @Option(names = "--repeat", paramLabel = "N", description = "Format the load N times and measure the second half.")
    private int repeat = 1;

    private final InputStream standardInput;
    private final OutputStream standardOutput;
    private final PrintStream messages;
    private final PrintStream terminal;
    private final DefaultDataSource defaultData;

    /** Default data are made only when they are needed, because that takes a second. */
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
        if (isStopping()) {
            // A user who stopped the program need not be told that its database is closed.
            return code;
        }
        StringBuilder line = new StringBuilder("csv2sql: ").append(message);
        for (Throwable besides : e.getSuppressed()) {
            line.append("; and then: ").append(besides.getMessage());
        }
        messages.println(line.toString().replaceAll("\\p{Cntrl}+", " "));
        return code;
    }

    /** Whether the JVM is shutting down, as after Ctrl-C: databases in the process then close themselves. */
    private static boolean isStopping() {
        Thread unused = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(unused);
            Runtime.getRuntime().removeShutdownHook(unused);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Override
    public Integer call() throws Exception {
        checkOptions();
        CsvOptions options = CsvOptions.of(delimiter, encoding, strictHeader);
        Dialect dialect = dialect();
        checkUpsert(dialect);
        List<ColumnType> columnTypes = types == null ? null : parseTypes(types);
        if (file == null) {
            return loadDefaultData(dialect, columnTypes);
        }
        CsvFile source =
                file.equals("-") ? CsvFile.standardInput(standardInput, options) : CsvFile.of(Path.of(file), options);
        checkOut();
        if (columnTypes == null && !source.canBeReadTwice()) {
            throw new BadInput(
                    source.name() + ": is read only once, so the types cannot be inferred; name them with --types");
        }
        load(source, dialect, columnTypes, table == null ? tableName(file) : table);
        return OK;
    }

    private void checkOptions() {
        requirePositive("--rows-per-insert", rowsPerInsert);
        requirePositive("--max-bytes", maxBytes);
        requirePositive("--repeat", repeat);
        if (out != null && jdbc != null) {
            throw new BadInput("--out and --jdbc: give one of them, not both");
        }
        if (table != null && table.isEmpty()) {
            throw new BadInput("--table: is empty; name a table");
        }
        if (formatName != null && RowFormat.ofOption(formatName) == null) {
            throw new BadInput("--format: '" + formatName + "' is not a format; use sql, tsv, csv or ndjson");
        }
        if (formatName != null && jdbc != null) {
            throw new BadInput("--format: is for --out only; a database gets what it reads fastest");
        }
        if (postgres && (file != null || out != null || jdbc != null)) {
            throw new BadInput("--postgres: is only for a run without FILE, --out and --jdbc; leave them out");
        }
        if (loadData && (jdbc == null || !(jdbc.startsWith("jdbc:mariadb:") || jdbc.startsWith("jdbc:mysql:")))) {
            throw new BadInput("--load-data: is for --jdbc jdbc:mariadb:... or jdbc:mysql:...");
        }
        if (loadData && driverJar != null) {
            throw new BadInput("--load-data: needs the driver that is included; leave --driver-jar out");
        }
        if (driverJar != null && jdbc == null) {
            throw new BadInput("--driver-jar: name the database with --jdbc as well");
        }
    }

    private void checkUpsert(Dialect dialect) {
        if (upsert.isEmpty()) {
            return;
        }
        if (jdbc == null) {
            throw new BadInput("--upsert: name the database with --jdbc as well");
        }
        if (loadData) {
            throw new BadInput("--upsert and --load-data: give one of them, not both");
        }
        if (!dialect.hasUpsert()) {
            throw new BadInput("--upsert: is for PostgreSQL, MariaDB, MySQL and SQLite");
        }
    }

    /** A file that exists is not replaced by mistake, and the input never. */
    private void checkOut() {
        if (out == null || out.equals("-")) {
            return;
        }
        Path target = Path.of(out);
        try {
            if (file != null && !file.equals("-") && Files.exists(target) && Files.isSameFile(target, Path.of(file))) {
                throw new BadInput("--out: " + out + " is the file that is read; name another");
            }
        } catch (IOException e) {
            throw BadInput.unusable(out, e);
        }
        if (Files.isRegularFile(target) && !force) {
            throw new BadInput("--out: " + out + " exists; add --force to replace it");
        }
    }

    private static void requirePositive(String option, Integer value) {
        if (value != null && value < 1) {
            throw new BadInput(option + ": " + value + " is too small; the minimum is 1");
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
                throw new BadInput("--dialect: '" + dialectName
                        + "' is not a dialect; use postgresql, sqlite, mysql, mariadb, h2 or ansi");
            }
        }
        if (jdbc == null) {
            return named == null ? Dialect.H2 : named;
        }
        Dialect told = Dialect.ofUrl(jdbc);
        if (named == null && told == null) {
            throw new BadInput("--jdbc: the URL does not imply a dialect; name it with --dialect");
        }
        if (named != null && told != null && !isReadBy(told, named)) {
            throw new BadInput("--dialect: " + dialectName + " is not what the database of --jdbc reads; leave it out");
        }
        return named == null ? told : named;
    }

    private static boolean isReadBy(Dialect database, Dialect named) {
        return named == database
                || (named.isMySqlFamily() && database.isMySqlFamily())
                || (named == Dialect.ANSI && database == Dialect.H2);
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
                        + " of the list, is not a type; use integer, decimal, date, timestamp or text");
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

    private Load.Plan plan(
            Dialect dialect, List<ColumnType> columnTypes, String tableName, RowFormat format, Road road) {
        return new Load.Plan(
                tableName,
                dialect,
                dialect.mode(),
                columnTypes,
                upsert,
                format,
                rowsPerInsert == null ? road.rowsPerInsert() : rowsPerInsert,
                maxBytes == null ? road.maxBytes() : maxBytes,
                repeat);
    }

    private Summary load(CsvFile source, Dialect dialect, List<ColumnType> columnTypes, String tableName) {
        if (jdbc != null) {
            try (Database database = Database.connect(jdbc, dialect, driverJar, loadData)) {
                Road road = Road.into(database, loadData, !upsert.isEmpty());
                Load.Plan plan = plan(dialect, columnTypes, tableName, road.format(), road)
                        .in(database.mode(), database.maxStatement());
                Summary summary = new Load(source, plan, terminal, this::note)
                        .run(schema -> road.open(source.name(), database, schema, plan));
                return printed(summary, report());
            }
        }
        RowFormat format = formatName == null ? RowFormat.SQL : RowFormat.ofOption(formatName);
        Load.Plan plan =
                plan(dialect, columnTypes, tableName, format, format == RowFormat.SQL ? Road.STATEMENTS : Road.COPY);
        boolean toStandardOutput = out == null || out.equals("-");
        Function<Schema, RowSink> sink = schema -> {
            RowFormat.Frame frame = format.frame(schema, plan);
            return toStandardOutput
                    ? new StreamSink("standard output", standardOutput, frame)
                    : FileSink.open(Path.of(out), frame);
        };
        Summary summary = new Load(source, plan, terminal, this::note).run(sink);
        return printed(summary, toStandardOutput ? messages : report());
    }

    /** Tells the user something about a file that is loaded nevertheless. */
    private void note(String line) {
        messages.println(("csv2sql: " + line).replaceAll("\\p{Cntrl}+", " "));
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
        checkOut();
        Path csv = Files.createTempFile("time-zone-transitions", ".csv");
        try {
            DefaultData data = defaultData.get();
            data.writeTo(csv);
            CsvFile source = CsvFile.of(csv, CsvOptions.DEFAULT);
            String tableName = table == null ? DefaultData.TABLE : table;
            if (verify) {
                Load.Plan plan = plan(dialect, null, tableName, RowFormat.SQL, Road.STATEMENTS);
                new DefaultRun(data, source, plan, terminal).run(report());
                if (postgres) {
                    PostgresRun.run(data, terminal, report());
                }
            } else {
                load(source, dialect, null, tableName);
            }
            return OK;
        } finally {
            Files.delete(csv);
        }
    }
}
