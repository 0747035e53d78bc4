// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host's configuration says about its template.
 *
 * @param template one of the names, or the text
 * @param uri where the text is instead
 * @param syntax the text's syntax
 * @param fields constant fields to add
 */
record TemplateSettings(
        @Nullable String template,
        @Nullable String uri,
        @Nullable String syntax,
        @Nullable String fields) {
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    /** The template that the properties of a Spring Boot application describe, compiled. */
    static EventTemplate ofSpringBoot(Function<String, @Nullable String> environment) {
        String template = environment.apply("appendkit.logging.template");
        String fields = environment.apply("appendkit.logging.fields");
        return new TemplateSettings(template, null, null, fields).compile(name -> bootProperty(environment, name));
    }

    /** A property that a template names; Spring Boot has service fields under other names. */
    private static @Nullable String bootProperty(Function<String, @Nullable String> environment, String name) {
        String value = name.startsWith("service.") ? environment.apply("logging.structured.ecs." + name) : null;
        if (value == null && name.equals("service.name")) {
            value = environment.apply("spring.application.name");
        }
        if (value == null && name.equals("service.version")) {
            value = environment.apply("spring.application.version");
        }
        return value == null ? environment.apply(name) : value;
    }

    /** The template with its fields, compiled. */
    EventTemplate compile(Function<String, @Nullable String> properties) {
        return withFields(withoutFields(properties));
    }

    private EventTemplate withoutFields(Function<String, @Nullable String> properties) {
        if (uri != null) {
            if (template != null) {
                throw new IllegalArgumentException("set template or templateUri, not both");
            }
            return parse(read(uri), properties);
        }
        if (template == null) {
            return EventTemplate.named("ecs", properties);
        }
        String name = template.strip();
        if (NamedTemplates.find(name) != null) {
            return EventTemplate.named(name, properties);
        }
        if (isJson() && !template.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException(
                    "the template is neither a JSON object nor one of the names " + NamedTemplates.NAMES);
        }
        return parse(template, properties);
    }

    private boolean isJson() {
        return syntax == null || syntax.equals("json");
    }

    private EventTemplate parse(String text, Function<String, @Nullable String> properties) {
        if (isJson()) {
            return EventTemplate.json(text, properties);
        }
        // Editors end the only line of a file too.
        String line = uri == null ? text : text.replaceFirst("\\r?\\n\\z", "");
        return switch (String.valueOf(syntax)) {
            case "logfmt" -> EventTemplate.logfmt(line, properties);
            case "text" -> EventTemplate.text(line, properties);
            default -> throw new IllegalArgumentException("the syntax must be json, logfmt or text");
        };
    }

    private EventTemplate withFields(EventTemplate compiled) {
        EventTemplate result = compiled;
        if (fields == null || fields.isBlank()) {
            return result;
        }
        int offset = 0;
        for (String field : fields.split(",", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? "" : field.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException(
                        "fields at offset " + offset + ": expected name=value, separated by commas");
            }
            result = result.field(name, field.substring(equals + 1).strip());
            offset += field.length() + 1;
        }
        return result;
    }

    private static String read(String uri) {
        try {
            byte[] bytes = uri.startsWith(CLASS_PATH)
                    ? resource(uri.substring(CLASS_PATH.length()))
                    : Files.readAllBytes(file(uri));
            // Unlike new String, this refuses what is not UTF-8.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IOException e) {
            throw new IllegalArgumentException("templateUri " + uri + " cannot be read as UTF-8", e);
        }
    }

    private static Path file(String uri) {
        if (!uri.startsWith(FILE)) {
            throw new IllegalArgumentException("templateUri must begin with classpath: or file:");
        }
        String path = uri.substring(FILE.length());
        return path.startsWith("/") ? Path.of(URI.create(uri)) : Path.of(path);
    }

    private static byte[] resource(String name) throws IOException {
        String path = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(path);
        if (found == null) {
            ClassLoader own = TemplateSettings.class.getClassLoader();
            found = own == null ? null : own.getResourceAsStream(path);
        }
        if (found == null) {
            throw new IOException("there is no resource " + path);
        }
        try (InputStream stream = found) {
            return stream.readAllBytes();
        }
    }
}
