// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.AppendBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Output too large to hold in memory: whenever the cursor's 8 KiB are full, they go to the file. */
public final class DrainToFile {
    private DrainToFile() {}

    static void write(Path file, int lines) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                AppendBuffer out =
                        AppendBuffer.draining((src, from, to) -> stream.write(src, from, to - from), 8_192)) {
            for (int i = 1; i <= lines; i++) {
                out.appendZeroPadded(i, 7).appendByte((byte) ';').appendHexLong(i * 0x9E3779B97F4A7C15L);
                out.appendByte((byte) '\n');
            }
        } // close() drains the rest
    }

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("drained", ".csv");
        try {
            write(file, 100_000);
            List<String> lines = Files.readAllLines(file);
            System.out.println(lines.size() + " lines, " + Files.size(file) + " bytes");
            System.out.println(lines.get(0));
            System.out.println(lines.get(lines.size() - 1));
        } finally {
            Files.delete(file);
        }
    }
}
// 100000 lines, 2493337 bytes
// 0000001;9e3779b97f4a7c15
// 0100000;661cabdb07958b20
