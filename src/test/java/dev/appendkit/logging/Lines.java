// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shorthands: templates in which {@code '} stands for the double quote, and lines as text without their LF. */
final class Lines {
    static final Function<String, @Nullable String> NO_PROPERTIES = name -> null;

    private Lines() {}

    static EventTemplate json(String template) {
        return EventTemplate.json(template.replace('\'', '"'), NO_PROPERTIES);
    }

    static EventTemplate logfmt(String template) {
        return EventTemplate.logfmt(template.replace('\'', '"'), NO_PROPERTIES);
    }

    static EventTemplate text(String template) {
        return EventTemplate.text(template, NO_PROPERTIES);
    }

    static EventTemplate named(String name) {
        return EventTemplate.named(name, NO_PROPERTIES);
    }

    static EventEncoder<TestEvent> encoder(EventTemplate template) {
        return builder(template).build();
    }

    static EventEncoder.Builder<TestEvent> builder(EventTemplate template) {
        return EventEncoder.builder(template, new TestEvent.Reader());
    }

    static String line(EventTemplate template, TestEvent event) {
        return line(encoder(template), event);
    }

    /** The line of an event; that it ends in LF is checked. */
    static String line(EventEncoder<TestEvent> encoder, TestEvent event) {
        String text = new String(encoder.encode(event), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new AssertionError("no LF at the end: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /** The line with {@code '} for the double quote. */
    static String plain(EventTemplate template, TestEvent event) {
        return line(template, event).replace('"', '\'');
    }
}
