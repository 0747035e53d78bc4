// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module may use; never Netty, a thread, a thread-local or a reference queue. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("test"))
            .importPackages("dev.appendkit.logback", "dev.appendkit.logging");

    @Test
    void theModuleUsesTheLibraryLogbackAndSpring() {
        classes()
                .that()
                .resideInAPackage("dev.appendkit.logback")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.appendkit",
                        "dev.appendkit.logback",
                        "dev.appendkit.logging",
                        "dev.appendkit.pool",
                        "ch.qos.logback..",
                        "org.slf4j",
                        "org.slf4j.event",
                        "org.jspecify.annotations",
                        "org.springframework.boot.logging.structured",
                        "org.springframework.core.env")
                .check(CLASSES);
    }

    @Test
    void nothingThatOutlivesACall() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.netty\\..*|java\\.lang\\.ThreadLocal.*|java\\.lang\\.ref\\..*|java\\.util\\.Timer.*"
                                + "|java\\.util\\.concurrent\\.(Executor.*|locks\\..*)"
                                + "|org\\.slf4j\\.Logger.*")
                .check(CLASSES);
    }

    /** The control. */
    @Test
    void aDependencyIsSeen() {
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("ch\\.qos\\.logback\\.classic\\.spi\\.ILoggingEvent")
                        .check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LogbackEventReader");
    }
}
