// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModuleDescriptorTest {
    private static final Path CLASSES = Path.of(System.getProperty("appendkit.classes"));

    private final ModuleDescriptor module =
            ModuleFinder.of(CLASSES).find("dev.appendkit").orElseThrow().descriptor();

    @Test
    void everyPackageWithAClassIsExportedToEverybodyButTheInternalOnes() throws IOException {
        assertThat(module.exports()).noneMatch(Exports::isQualified);
        assertThat(module.exports().stream().map(Exports::source).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(packagesWithAClass("dev.appendkit.internal"));
    }

    @Test
    void nothingButTheBaseModuleIsNeededAtRunTime() {
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                        .map(Requires::name))
                .containsExactly("java.base");
    }

    private static Set<String> packagesWithAClass(String leftOut) throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.matches(".+/\\w[^/]*\\.class") && !name.endsWith("/package-info.class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                    .filter(name -> !name.equals(leftOut) && !name.startsWith(leftOut + "."))
                    .collect(Collectors.toSet());
        }
    }
}
