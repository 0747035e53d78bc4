// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.logging.EventTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a configuration says that its template is: a name, a text or a URI, and fields to add. */
record TemplateSource(
        @Nullable String template,
        @Nullable String uri,
        @Nullable String syntax,
        @Nullable String fields) {
    private static final Set<String> NAMES = Set.of("ecs", "logstash", "gelf", "google", "logfmt", "text");
    private static final String DEFAULT_NAME = "ecs";
    private static final String CLASS_PATH = "classpath:";
    private static final String FILE = "file:";

    /** Whether the lines are JSON. */
    boolean isJson() {
        String name = uri == null ? nameOrNull() : null;
        String kind = name == null ? syntax : name;
        return !("logfmt".equals(kind) || "text".equals(kind));
    }

    /** The template with its fields, compiled. */
    EventTemplate compile(Function<String, @Nullable String> properties) {
        if (template != null && uri != null) {
            throw new IllegalArgumentException("template and templateUri exclude each other");
        }
        String name = uri == null ? nameOrNull() : null;
        return withFields(name == null ? parse(properties) : EventTemplate.named(name, properties));
    }

    private @Nullable String nameOrNull() {
        String name = template == null ? DEFAULT_NAME : template.strip();
        return NAMES.contains(name) ? name : null;
    }

    private EventTemplate parse(Function<String, @Nullable String> properties) {
        String text = uri == null ? String.valueOf(template) : read(uri);
        if (syntax == null || syntax.equals("json")) {
            if (uri == null && !text.stripLeading().startsWith("{")) {
                throw new IllegalArgumentException("the template is neither a JSON object nor one of the names "
                        + String.join(", ", NAMES.stream().sorted().toList()));
            }
            return EventTemplate.json(text, properties);
        }
        // The line end that an editor leaves behind the only line of a file.
        String line = uri == null ? text : text.replaceFirst("\\r?\\n\\z", "");
        return switch (syntax) {
            case "logfmt" -> EventTemplate.logfmt(line, properties);
            case "text" -> EventTemplate.text(line, properties);
            default -> throw new IllegalArgumentException("the syntax is none of json, logfmt, text");
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
            throw new IllegalArgumentException("templateUri begins with neither classpath: nor file:");
        }
        String path = uri.substring(FILE.length());
        return path.startsWith("/") ? Path.of(URI.create(uri)) : Path.of(path);
    }

    private static byte[] resource(String name) throws IOException {
        String path = name.startsWith("/") ? name.substring(1) : name;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        InputStream found = context == null ? null : context.getResourceAsStream(path);
        if (found == null) {
            ClassLoader own = TemplateSource.class.getClassLoader();
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
