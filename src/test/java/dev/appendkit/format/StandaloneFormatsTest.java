// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formats and the JDK's base are enough: no Netty, no logging, no reader. */
class StandaloneFormatsTest {
    private static final Path CLASSES = Path.of(System.getProperty("appendkit.classes"));

    @Test
    void everyClassOfTheFormatsLoadsWithNothingElse() throws Exception {
        List<String> names;
        try (Stream<Path> files = Files.list(CLASSES.resolve("dev/appendkit/format"))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> "dev.appendkit.format." + name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
        assertThat(names).contains(JsonWriter.class.getName()).hasSizeGreaterThan(20);
        URL[] library = {CLASSES.toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(library, ClassLoader.getPlatformClassLoader())) {
            for (String name : names) {
                // Linked by its methods, and initialized.
                Class<?> type = Class.forName(name, true, alone);
                assertThat(type).isNotSameAs(Class.forName(name));
                assertThat(type.getDeclaredMethods()).as(name).doesNotContainNull();
            }
            Class<?> control = alone.loadClass("dev.appendkit.netty.ByteBufAppend");
            assertThatThrownBy(control::getDeclaredMethods).isInstanceOf(NoClassDefFoundError.class);
        }
    }
}
