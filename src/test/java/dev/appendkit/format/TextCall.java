// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a writer that takes a text.
 *
 * @param before leads from a fresh writer to the place of the call
 * @param expected what the call writes for a text, null if it refuses it
 */
record TextCall<W>(
        String name,
        Consumer<W> before,
        BiConsumer<W, CharSequence> call,
        Function<String, @Nullable String> expected) {
    @Override
    public String toString() {
        return name;
    }
}
