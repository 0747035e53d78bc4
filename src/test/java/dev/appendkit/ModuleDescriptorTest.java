// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleDescriptorTest {
    private final ModuleDescriptor module = ModuleFinder.of(Path.of(System.getProperty("appendkit.classes")))
            .find("dev.appendkit")
            .orElseThrow()
            .descriptor();

    @Test
    void internalIsNotExported() {
        assertThat(module.packages()).contains("dev.appendkit.internal");
        assertThat(module.exports()).noneMatch(Exports::isQualified);
        assertThat(module.exports().stream().map(Exports::source)).doesNotContain("dev.appendkit.internal");
    }

    @Test
    void nothingButTheBaseModuleIsNeededAtRunTime() {
        assertThat(module.requires().stream()
                        .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                        .map(Requires::name))
                .containsExactly("java.base");
    }
}
