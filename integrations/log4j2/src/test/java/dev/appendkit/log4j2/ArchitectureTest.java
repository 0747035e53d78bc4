// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

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
            .importPackages("dev.appendkit.log4j2", "dev.appendkit.logging");

    @Test
    void theModuleUsesTheLibraryLog4jAndSpring() {
        classes()
                .that()
                .resideInAPackage("dev.appendkit.log4j2")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.appendkit",
                        "dev.appendkit.log4j2",
                        "dev.appendkit.logging",
                        "dev.appendkit.pool",
                        "org.apache.logging.log4j..",
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
                                + "|java\\.util\\.concurrent\\.(Executor.*|locks\\..*)|org\\.slf4j\\..*"
                                + "|org\\.apache\\.logging\\.log4j\\.(LogManager|Logger|status\\..*)")
                .check(CLASSES);
    }

    /** The control. */
    @Test
    void aDependencyIsSeen() {
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("org\\.apache\\.logging\\.log4j\\.core\\.LogEvent")
                        .check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Log4jEventReader");
    }
}
