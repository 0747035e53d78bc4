// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.properties;

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
import com.tngtech.archunit.lang.ArchRule;
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

/**
 * Which package may know which: a row for each package, with the packages and libraries that it may use. Itself and the
 * base of the JDK are for everybody.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.appendkit";
    private static final String INTERNAL = "dev.appendkit.internal";
    private static final String CURSOR = "dev.appendkit.internal.cursor";
    private static final String SLOTS = "dev.appendkit.internal.pool";
    private static final String RECORDS = "dev.appendkit.internal.memory";
    private static final String ESCAPE = "dev.appendkit.escape";
    private static final String HASH = "dev.appendkit.hash";
    private static final String FORMAT = "dev.appendkit.format";
    private static final String POOL = "dev.appendkit.pool";
    private static final String MEMORY = "dev.appendkit.memory";
    private static final String LOGGING = "dev.appendkit.logging";
    private static final String SQL = "dev.appendkit.sql";
    private static final String NETTY = "dev.appendkit.netty";
    private static final String MICROMETER = "dev.appendkit.micrometer";

    private static final Map<String, List<String>> MATRIX = new LinkedHashMap<>();

    static {
        MATRIX.put(INTERNAL, List.of());
        MATRIX.put(CURSOR, List.of(INTERNAL));
        MATRIX.put(SLOTS, List.of(INTERNAL));
        MATRIX.put(RECORDS, List.of(INTERNAL));
        MATRIX.put(ROOT, List.of(INTERNAL, CURSOR, SLOTS));
        MATRIX.put(ESCAPE, List.of(INTERNAL, CURSOR));
        MATRIX.put(HASH, List.of(INTERNAL));
        MATRIX.put(FORMAT, List.of(INTERNAL, CURSOR, ROOT, ESCAPE));
        MATRIX.put(POOL, List.of(INTERNAL, CURSOR, SLOTS, ROOT, "jdk.jfr.."));
        MATRIX.put(MEMORY, List.of(INTERNAL, RECORDS));
        MATRIX.put(LOGGING, List.of(INTERNAL, CURSOR, ROOT, FORMAT, POOL));
        MATRIX.put(SQL, List.of(INTERNAL, CURSOR, ROOT, "java.sql.."));
        MATRIX.put(NETTY, List.of(INTERNAL, CURSOR, SLOTS, ROOT, HASH, POOL, SQL, "io.netty.buffer.."));
        MATRIX.put(MICROMETER, List.of(POOL, "io.micrometer.core.instrument.."));
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
    void everyPackageHasItsRow() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        // The module descriptor has no package.
        packages.remove("");
        assertThat(MATRIX.keySet()).containsAll(packages);
    }

    @Test
    void aPackageUsesOnlyWhatItsRowNames() {
        MATRIX.forEach((name, used) -> rule(name, used).allowEmptyShould(true).check(CLASSES));
    }

    /** The control: a row that leaves out one package which its own uses does not hold. */
    @Test
    void aRowThatNamesTooLittleFails() {
        int controls = 0;
        for (Map.Entry<String, List<String>> row : MATRIX.entrySet()) {
            for (String left : row.getValue()) {
                boolean uses = CLASSES.stream()
                        .filter(type -> type.getPackageName().equals(row.getKey()))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .anyMatch(dependency -> resideInAnyPackage(left)
                                .test(dependency.getTargetClass().getBaseComponentType()));
                if (uses) {
                    List<String> less = new ArrayList<>(row.getValue());
                    less.remove(left);
                    assertThat(rule(row.getKey(), less).evaluate(CLASSES).hasViolation())
                            .as("%s without %s", row.getKey(), left)
                            .isTrue();
                    controls++;
                }
            }
        }
        assertThat(controls).isGreaterThan(15);
    }

    private static ArchRule rule(String name, List<String> used) {
        List<String> allowed = new ArrayList<>(Arrays.asList(BASE));
        allowed.add(name);
        allowed.addAll(used);
        return classes()
                .that()
                .resideInAPackage(name)
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(String[]::new)).or(primitiveArrays())));
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
                .filter(unit -> !isInternal(unit.getOwner()))
                .filter(unit -> isApi(unit.getOwner()) && isVisible(unit.getModifiers()))
                .filter(unit -> Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()))
                        .anyMatch(type -> isInternal(type.getBaseComponentType())))
                .map(JavaCodeUnit::getFullName)
                .toList();
        assertThat(leaks).isEmpty();
        CLASSES.stream().filter(type -> isApi(type) && !isInternal(type)).forEach(type -> {
            assertThat(type.getRawSuperclass().map(ArchitectureTest::isInternal).orElse(false))
                    .as(type.getName())
                    .isFalse();
            assertThat(type.getFields().stream()
                            .filter(field -> isVisible(field.getModifiers()))
                            .filter(field -> isInternal(field.getRawType().getBaseComponentType())))
                    .as(type.getName())
                    .isEmpty();
        });
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().equals(INTERNAL) || type.getPackageName().startsWith(INTERNAL + ".");
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
}
