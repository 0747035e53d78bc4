// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.AppendBuffer;
import dev.appendkit.examples.csv2sql.RowFormat.Frame;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of rows; a file of SQL has the table, and the rows in a transaction. It is written under another name in the
 * same directory and renamed when it is complete, so that a failure leaves the former file.
 */
final class FileSink implements RowSink {
    private final Path target;
    private final Path unfinished;
    private final FileOutputStream out;
    private final Frame frame;
    private boolean committed;

    private FileSink(Path target, Path unfinished, FileOutputStream out, Frame frame) {
        this.target = target;
        this.unfinished = unfinished;
        this.out = out;
        this.frame = frame;
    }

    static RowSink open(Path path, Frame frame) {
        if (Files.isDirectory(path)) {
            throw new BadInput(path + ": is a directory; name a file for --out");
        }
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // A pipe or a device, such as /dev/null, is written to and never replaced.
                return new StreamSink(path.toString(), Files.newOutputStream(path), frame);
            }
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path unfinished = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".unfinished");
            Files.createFile(unfinished);
            unfinished.toFile().deleteOnExit();
            FileSink sink = new FileSink(target, unfinished, new FileOutputStream(unfinished.toFile()), frame);
            sink.begin();
            return sink;
        } catch (FileAlreadyExistsException e) {
            throw new BadInput(e.getFile() + ": left by a run that was killed; delete it");
        } catch (IOException e) {
            throw BadInput.unusable(path.toString(), e);
        }
    }

    private void begin() throws IOException {
        out.write(Frame.bytes(frame.begin()));
    }

    @Override
    public void send(AppendBuffer text, Rows rows, int from, int to) {
        try {
            text.writeTo(out);
            out.write(Frame.bytes(frame.end()));
        } catch (IOException e) {
            throw BadInput.unusable(target.toString(), e);
        }
    }

    /** The file holds the load once: each round overwrites the one before. */
    @Override
    public RowSink again() {
        try {
            out.getChannel().truncate(0);
            begin();
            return this;
        } catch (IOException e) {
            throw BadInput.unusable(target.toString(), e);
        }
    }

    @Override
    public void commit() {
        try {
            out.write(Frame.bytes(frame.commit()));
            out.close();
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw BadInput.unusable(target.toString(), e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try (out) {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw BadInput.unusable(unfinished.toString(), e);
        }
    }
}
