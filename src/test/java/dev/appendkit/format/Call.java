// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a writer.
 *
 * @param next what it makes of a model; null where the call is refused, by {@code IllegalStateException} for its place
 *     or by {@code IllegalArgumentException} for its value
 */
record Call<W, S>(String name, Consumer<W> action, Function<Model<S>, @Nullable Model<S>> next) {
    /** A call whose value is refused wherever it stands. */
    static <W, S> Call<W, S> refused(String name, Consumer<W> action) {
        return new Call<>(name, action, model -> null);
    }

    @Override
    public String toString() {
        return name;
    }
}
