// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wordpairs;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Text that every JDK carries: the strings in the constant pools of its class files, split into words of lower-case
 * letters. A capital behind a small letter begins a word, so names give several.
 */
final class ClassWords {
    /** Takes one word after the other, as bytes of an array that is used again. */
    interface Sink {
        void word(byte[] word, int length);

        /** Between two classes: their words have nothing to do with each other. */
        void end();
    }

    private static final int MAX_WORD = 40;

    private final Sink sink;
    private final byte[] word = new byte[MAX_WORD];
    private int length;
    /** How many chars of the word were capitals; they are its first ones. */
    private int capitals;

    private ClassWords(Sink sink) {
        this.sink = sink;
    }

    /** Reads all classes of a module, or of all modules. */
    static void read(String module, Sink sink) throws IOException {
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        Path root = module.equals("all") ? modules : modules.resolve(module);
        ClassWords words = new ClassWords(sink);
        try (Stream<Path> walk = Files.walk(root)) {
            // In one order, so that two runs see the same.
            Iterator<Path> files = walk.filter(path -> path.toString().endsWith(".class"))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .iterator();
            while (files.hasNext()) {
                words.readClass(Files.readAllBytes(files.next()));
                sink.end();
            }
        }
    }

    /** The constant pool of a class file (JVMS 4.4). */
    private void readClass(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    int bytes = in.readUnsignedShort();
                    text(file, file.length - in.available(), bytes);
                    in.skipBytes(bytes);
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    // A long takes two entries.
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                default -> throw new IOException("a constant of kind " + tag + " in a class file");
            }
        }
    }

    private void text(byte[] src, int from, int bytes) {
        boolean small = false;
        for (int i = from; i < from + bytes; i++) {
            byte b = src[i];
            boolean capital = b >= 'A' && b <= 'Z';
            if (!capital && (b < 'a' || b > 'z')) {
                if (b == '/') {
                    cutDescriptor();
                }
                flush();
                small = false;
                continue;
            }
            if ((capital && small) || length == MAX_WORD) {
                flush();
            }
            small = !capital;
            if (capital) {
                capitals++;
            }
            word[length++] = (byte) (b | 0x20);
        }
        flush();
    }

    /** In {@code (ILjava/lang/String;)V} the package is java: an L begins the class, an I is an int before it. */
    private void cutDescriptor() {
        if (capitals > 0 && capitals < length && word[capitals - 1] == 'l') {
            length -= capitals;
            System.arraycopy(word, capitals, word, 0, length);
        }
    }

    private void flush() {
        if (length > 1) {
            sink.word(word, length);
        }
        length = 0;
        capitals = 0;
    }
}
