// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the members of an object while its template is compiled, in their order: whether something stands
 * before each, and whether its name has to be compared.
 */
final class MemberNames {
    private final Function<String, byte[]> escape;
    private final boolean areCompared;
    private final FixedNames fixed = new FixedNames();
    /** Whether a member that was passed has a value in every event. */
    private boolean isAfterCertain;

    private boolean isAfterSpread;

    MemberNames(Node.Members object, Function<String, byte[]> escape) {
        this.escape = escape;
        areCompared = object.members().stream().anyMatch(Node.Member::isSpread) || hasEqualNames(object.members());
    }

    /** Whether names that differ become the same bytes. */
    private boolean hasEqualNames(List<Node.Member> members) {
        Set<String> seen = new HashSet<>();
        return !members.stream()
                .allMatch(member -> seen.add(new String(escape.apply(member.name()), StandardCharsets.UTF_8)));
    }

    /** Passes spread fields. */
    void spread() {
        isAfterSpread = true;
    }

    /** Passes a member, or an element, which has no name. */
    Head.Naming next(@Nullable String name, boolean isCertain) {
        boolean mayBeFirst = !isAfterCertain;
        if (name == null || !areCompared) {
            isAfterCertain |= isCertain;
            return new Head.Naming(mayBeFirst, false, 0, false);
        }
        byte[] bytes = escape.apply(name);
        boolean isKnown = fixed.contains(bytes);
        long bit = fixed.add(bytes);
        isAfterCertain |= isCertain;
        return new Head.Naming(mayBeFirst, isAfterSpread || isKnown || bit == 0, bit, bit == 0);
    }

    /** The names; null if they need not be compared. */
    @Nullable
    FixedNames fixed() {
        return areCompared ? fixed : null;
    }
}
