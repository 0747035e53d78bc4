// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The templates that are files beside this class. */
enum NamedTemplates {
    ECS(Syntax.JSON, "json"),
    LOGSTASH(Syntax.JSON, "json"),
    GELF(Syntax.JSON, "json"),
    GOOGLE(Syntax.JSON, "json"),
    LOGFMT(Syntax.LOGFMT, "logfmt"),
    TEXT(Syntax.TEXT, "txt");

    /** The names, for messages. */
    static final String NAMES =
            Arrays.stream(values()).map(NamedTemplates::lowerCase).collect(Collectors.joining(", "));

    private final Syntax syntax;
    private final String extension;

    NamedTemplates(Syntax syntax, String extension) {
        this.syntax = syntax;
        this.extension = extension;
    }

    static @Nullable NamedTemplates find(String name) {
        for (NamedTemplates template : values()) {
            if (template.lowerCase().equals(name)) {
                return template;
            }
        }
        return null;
    }

    static NamedTemplates of(String name) {
        NamedTemplates template = find(name);
        if (template == null) {
            throw new IllegalArgumentException("an unknown template; the names are " + NAMES);
        }
        return template;
    }

    Syntax syntax() {
        return syntax;
    }

    /** Its file, beside this class. */
    String file() {
        return lowerCase() + "." + extension;
    }

    String text() {
        try (InputStream stream = NamedTemplates.class.getResourceAsStream(file())) {
            if (stream == null) {
                throw new IllegalStateException("the library's file " + file() + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
