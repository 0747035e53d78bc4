// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar for one task, once it has run for a second, and only on a terminal. */
public final class Progress implements AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int WIDTH = 100;
    private static final int ROWS_BETWEEN_TEXTS = 1 << 12;

    private final PrintStream terminal;
    private final String task;
    private final long total;
    private final String unitName;
    private final long unitSize;
    private final long patience;
    private final long start = System.nanoTime();
    private ProgressBar bar;

    private Progress(PrintStream terminal, String task, long total, String unitName, long unitSize, long patience) {
        this.terminal = terminal;
        this.task = task;
        this.total = total;
        this.unitName = unitName;
        this.unitSize = unitSize;
        this.patience = patience;
    }

    /** The same, drawn at once. */
    Progress withoutPatience() {
        return new Progress(terminal, task, total, unitName, unitSize, 0);
    }

    /**
     * The progress of bytes.
     *
     * @param terminal where to draw, null for nowhere
     * @param task what is done, in a word
     * @param total all bytes
     * @return the progress, at nothing
     */
    public static Progress ofBytes(PrintStream terminal, String task, long total) {
        return new Progress(terminal, task, total, "MB", 1_000_000, PATIENCE_NANOS);
    }

    static Progress ofRows(PrintStream terminal, String task, long total) {
        return new Progress(terminal, task, total, " rows", 1, PATIENCE_NANOS);
    }

    static Progress ofRounds(PrintStream terminal, String task, long total) {
        return new Progress(terminal, task, total, " rounds", 1, PATIENCE_NANOS);
    }

    /**
     * Draws how far the task is.
     *
     * @param done bytes, rows or rounds, of the total
     */
    public void at(long done) {
        at(done, -1);
    }

    /**
     * Draws how far the task is, and how many rows that is.
     *
     * @param done bytes, of the total
     * @param rows so far; a negative number is not drawn
     */
    void at(long done, long rows) {
        if (terminal == null) {
            return;
        }
        if (bar == null) {
            if (System.nanoTime() - start < patience) {
                return;
            }
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(unitName, unitSize)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.stepTo(done);
        if (rows > 0 && rows % ROWS_BETWEEN_TEXTS == 0) {
            bar.setExtraMessage(String.format(Locale.ROOT, "%,d rows", rows));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /**
     * Whether standard error is a terminal. The script that starts the program knows. From JDK 22 on
     * {@code System.console()} is not null without a terminal, and {@code Console.isTerminal()}, which knows, is not in
     * JDK 17.
     *
     * @return whether a progress bar can be drawn
     */
    @SuppressWarnings("SystemConsoleNull") // On JDK 17 null is the answer; later JDKs have isTerminal.
    public static boolean onTerminal() {
        String told = System.getProperty("csv2sql.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            if (!(Boolean) Console.class.getMethod("isTerminal").invoke(console)) {
                return false;
            }
        } catch (NoSuchMethodException e) {
            // JDK 17 to 21: a console is a terminal.
        } catch (ReflectiveOperationException e) {
            return false;
        }
        return !standardErrorIsRedirected();
    }

    /** The console only knows standard input and output; Linux also says where standard error goes. */
    private static boolean standardErrorIsRedirected() {
        Path standardError = Path.of("/proc/self/fd/2");
        try {
            if (Files.isSymbolicLink(standardError)) {
                String target = Files.readSymbolicLink(standardError).toString();
                return !target.startsWith("/dev/pts/")
                        && !target.startsWith("/dev/tty")
                        && !target.equals("/dev/console");
            }
        } catch (IOException e) {
            return true;
        }
        return false;
    }
}
