// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The templates that lie beside this class, as files. */
enum NamedTemplates {
    ECS(Syntax.JSON, "json"),
    LOGSTASH(Syntax.JSON, "json"),
    GELF(Syntax.JSON, "json"),
    GOOGLE(Syntax.JSON, "json"),
    LOGFMT(Syntax.LOGFMT, "logfmt"),
    TEXT(Syntax.TEXT, "txt");

    private final Syntax syntax;
    private final String extension;

    NamedTemplates(Syntax syntax, String extension) {
        this.syntax = syntax;
        this.extension = extension;
    }

    static NamedTemplates of(String name) {
        for (NamedTemplates template : values()) {
            if (template.lowerCase().equals(name)) {
                return template;
            }
        }
        throw new IllegalArgumentException(
                "an unknown template; the names are ecs, logstash, gelf, google, logfmt and text");
    }

    Syntax syntax() {
        return syntax;
    }

    String text() {
        String file = lowerCase() + "." + extension;
        try (InputStream stream = NamedTemplates.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the library's file " + file + " is missing");
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
