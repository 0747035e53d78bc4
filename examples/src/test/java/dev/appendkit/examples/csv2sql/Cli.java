// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;

/** One call of the command in this JVM: its exit code and what it wrote. */
record Cli(int exitCode, String out, String err) {
    static Cli run(String... args) {
        return runWithInput(new byte[0], args);
    }

    static Cli runWithInput(byte[] standardInput, String... args) {
        return runWithInput(new ByteArrayInputStream(standardInput), args);
    }

    static Cli runWithInput(InputStream standardInput, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Csv2Sql command = new Csv2Sql(
                standardInput,
                out,
                new PrintStream(err, true, UTF_8),
                null,
                () -> DefaultData.of("America/New_York", "Asia/Kolkata", "Europe/Berlin"));
        int exitCode = command.run(args);
        return new Cli(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Bytes, then something that happens, then more bytes. */
    static InputStream input(byte[] first, Runnable between, byte[] second) {
        return new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second) {
            private boolean begun;

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (!begun) {
                    begun = true;
                    between.run();
                }
                return super.read(target, offset, length);
            }
        });
    }

    /** The one line of a failure, without the command's name in front. */
    String error() {
        if (!err.startsWith("csv2sql: ") || err.indexOf('\n') != err.length() - 1) {
            throw new AssertionError("not one line of csv2sql: " + err);
        }
        return err.substring("csv2sql: ".length(), err.length() - 1);
    }
}
