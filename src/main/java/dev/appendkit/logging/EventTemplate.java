// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a line of a log is made of. Immutable. */
public final class EventTemplate {
    private EventTemplate() {}

    /**
     * A template that the library has.
     *
     * @param name {@code ecs}, {@code logstash}, {@code gelf}, {@code google}, {@code logfmt} or {@code text}
     * @param properties answers a property by its name, null if it is not set
     * @return the template
     */
    public static EventTemplate named(String name, Function<String, @Nullable String> properties) {
        throw new UnsupportedOperationException();
    }

    /**
     * A template for JSON.
     *
     * @param template the text
     * @param properties answers a property by its name, null if it is not set
     * @return the template
     */
    public static EventTemplate json(String template, Function<String, @Nullable String> properties) {
        throw new UnsupportedOperationException();
    }

    /**
     * A template for logfmt.
     *
     * @param template the text
     * @param properties answers a property by its name, null if it is not set
     * @return the template
     */
    public static EventTemplate logfmt(String template, Function<String, @Nullable String> properties) {
        throw new UnsupportedOperationException();
    }

    /**
     * A template for plain text.
     *
     * @param template the text
     * @param properties answers a property by its name, null if it is not set
     * @return the template
     */
    public static EventTemplate text(String template, Function<String, @Nullable String> properties) {
        throw new UnsupportedOperationException();
    }

    /**
     * This template with a constant field.
     *
     * @param name the field's name
     * @param value its value
     * @return a changed copy
     */
    public EventTemplate field(String name, String value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the template has a place for the caller.
     *
     * @return true if it has
     */
    public boolean needsLocation() {
        throw new UnsupportedOperationException();
    }
}
