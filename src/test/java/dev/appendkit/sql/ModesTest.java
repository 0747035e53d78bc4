// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A new dialect, or a new fact of its sessions, is missing from no test. */
class ModesTest {

    @Test
    void everyDialectIsThere() throws ReflectiveOperationException {
        Set<String> dialects =
                Modes.all().stream().map(mode -> mode.dialect().name()).collect(Collectors.toSet());
        int factories = 0;
        for (Method method : SqlMode.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0) {
                factories++;
                assertThat(dialects)
                        .contains(((SqlMode) method.invoke(null)).dialect().name());
            }
        }
        assertThat(dialects).hasSize(factories).hasSizeGreaterThanOrEqualTo(7);
        assertThat(Modes.all()).doesNotHaveDuplicates();
        assertThat(Modes.readings()).doesNotHaveDuplicates().containsAll(Modes.all());
    }

    @Test
    void dialectsAreNamed() {
        assertThat(Modes.of("h2")).allMatch(mode -> Modes.is(mode, "h2")).isNotEmpty();
        assertThat(Modes.except("h2", "sqlite")).noneMatch(mode -> Modes.is(mode, "sqlite"));
        assertThat(Modes.except("h2").size() + Modes.of("h2").size())
                .isEqualTo(Modes.all().size());
        assertThatIllegalArgumentException().isThrownBy(() -> Modes.of("h3"));
    }
}
