// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.properties;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.appendkit.Append;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each package knows only the packages above it in this table, and of other libraries only what stands beside it. */
class ArchitectureTest {
    private static final String ROOT = "dev.appendkit";
    private static final String INTERNAL = "dev.appendkit.internal";

    /** In the order of the layers. {@code java.lang} and the like are for everybody; what is not is named. */
    private static final Map<String, List<String>> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put(INTERNAL, List.of());
        LAYERS.put(ROOT, List.of());
        LAYERS.put("dev.appendkit.escape", List.of());
        LAYERS.put("dev.appendkit.pool", List.of("jdk.jfr.."));
        LAYERS.put("dev.appendkit.sql", List.of("java.sql.."));
        LAYERS.put("dev.appendkit.netty", List.of("io.netty.buffer.."));
        LAYERS.put("dev.appendkit.micrometer", List.of("io.micrometer.core.instrument.."));
    }

    private static final String[] BASE = {
        "java.io",
        "java.lang..",
        "java.math",
        "java.net",
        "java.nio..",
        "java.time..",
        "java.util..",
        "org.jspecify.annotations"
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Append.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyPackageHasItsLayer() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        // The module descriptor has no package.
        packages.remove("");
        assertThat(packages).containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
    }

    @Test
    void aPackageKnowsOnlyThoseAboveIt() {
        List<String> allowed = new ArrayList<>(Arrays.asList(BASE));
        LAYERS.forEach((name, libraries) -> {
            allowed.add(name);
            List<String> here = new ArrayList<>(allowed);
            here.addAll(libraries);
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should(onlyDependOnClassesThat(
                            resideInAnyPackage(here.toArray(String[]::new)).or(primitiveArrays())))
                    .check(CLASSES);
        });
    }

    private static DescribedPredicate<JavaClass> primitiveArrays() {
        return DescribedPredicate.describe(
                "primitive types and arrays of them",
                type -> type.getBaseComponentType().isPrimitive());
    }

    @Test
    void nothingUsesUnsafeThreadsThreadLocalsOrLocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(String.join(
                        "|",
                        "sun\\..*",
                        "jdk\\.internal\\..*",
                        "java\\.lang\\.(InheritableThreadLocal|ThreadLocal|Thread\\$.*)",
                        "java\\.lang\\.ref\\.(ReferenceQueue|Cleaner).*",
                        "java\\.util\\.(Timer|concurrent\\.(locks\\..*|.*Executor.*|ForkJoin.*|CompletableFuture))"))
                .check(CLASSES);
        noClasses().should().callConstructor(Thread.class, Runnable.class).check(CLASSES);
        assertThat(codeUnits().filter(unit -> unit.getModifiers().contains(JavaModifier.SYNCHRONIZED)))
                .isEmpty();
    }

    @Test
    void publicSignaturesNameNoInternalType() {
        List<String> leaks = codeUnits()
                .filter(unit -> !unit.getOwner().getPackageName().equals(INTERNAL))
                .filter(unit -> isApi(unit.getOwner()) && isVisible(unit.getModifiers()))
                .filter(unit -> Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                        .anyMatch(type ->
                                type.getBaseComponentType().getPackageName().equals(INTERNAL)))
                .map(JavaCodeUnit::getFullName)
                .toList();
        assertThat(leaks).isEmpty();
        CLASSES.stream()
                .filter(type -> isApi(type) && !type.getPackageName().equals(INTERNAL))
                .forEach(type -> {
                    assertThat(type.getRawSuperclass()
                                    .map(JavaClass::getPackageName)
                                    .orElse(""))
                            .as(type.getName())
                            .isNotEqualTo(INTERNAL);
                    assertThat(type.getFields().stream()
                                    .filter(field -> isVisible(field.getModifiers()))
                                    .map(field -> field.getRawType()
                                            .getBaseComponentType()
                                            .getPackageName()))
                            .as(type.getName())
                            .doesNotContain(INTERNAL);
                });
    }

    private static Stream<JavaCodeUnit> codeUnits() {
        return CLASSES.stream().flatMap(type -> type.getCodeUnits().stream());
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isApi(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
    }

    /** The control: the table's rule fails for a layer that must know less than it does. */
    @Test
    void theRuleFindsAnUpwardDependency() {
        var rule = classes()
                .that()
                .resideInAPackage(ROOT)
                .should(onlyDependOnClassesThat(not(resideInAnyPackage(INTERNAL))));
        assertThat(rule.evaluate(CLASSES).hasViolation()).isTrue();
    }
}
