// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No line of Java has more than 120 columns, in any module. The formatter folds code and Javadoc; it leaves string
 * literals as they are, and passes over package-info.java and module-info.java.
 */
class LineLengthTest {
    private static final int COLUMNS = 120;

    @Test
    void ofAllModules() throws IOException {
        Path root = Path.of(System.getProperty("appendkit.target"), "../..").normalize();
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles(root)) {
            tooLong.addAll(tooLong(root.relativize(file).toString(), Files.readAllLines(file)));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void theControl() {
        assertThat(tooLong("A.java", List.of("x".repeat(120), "😀".repeat(120), "x".repeat(121))))
                .containsExactly("A.java:3: 121 columns");
    }

    private static List<String> tooLong(String name, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int columns = line.codePointCount(0, line.length());
            if (columns > COLUMNS) {
                found.add(name + ":" + (i + 1) + ": " + columns + " columns");
            }
        }
        return found;
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean ours = directory.equals(root) || !(name.equals("target") || name.startsWith("."));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(files).hasSizeGreaterThan(300);
        assertThat(files).anyMatch(file -> file.endsWith("module-info.java"));
        return files;
    }
}
