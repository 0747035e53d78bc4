// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.appendkit.logging.EventEncoder;
import dev.appendkit.logging.EventTemplate;
import dev.appendkit.pool.PoolStats;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that writes each event as one line of JSON, logfmt or text.
 *
 * <pre>{@code
 * <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
 *   <encoder class="dev.appendkit.logback.AppendkitEncoder">
 *     <template>ecs</template>
 *     <fields>service.name=shop,service.version=1.2</fields>
 *   </encoder>
 * </appender>
 * }</pre>
 *
 * <table>
 * <caption>elements</caption>
 * <tr><th>element</th><th>value</th></tr>
 * <tr><td>{@code template}</td><td>{@code ecs} (the default), {@code logstash}, {@code gelf}, {@code google},
 *     {@code logfmt}, {@code text}, or the text of a template</td></tr>
 * <tr><td>{@code templateUri}</td><td>where the text is instead: {@code classpath:} and a resource, or {@code file:}
 *     and a path, in UTF-8</td></tr>
 * <tr><td>{@code syntax}</td><td>the syntax of that text: {@code json} (the default), {@code logfmt},
 *     {@code text}</td></tr>
 * <tr><td>{@code fields}</td><td>constant fields, {@code name=value}, separated by commas</td></tr>
 * <tr><td>{@code maxValueChars}</td><td>see {@link EventEncoder.Builder#maxValueChars}</td></tr>
 * <tr><td>{@code maxEventBytes}</td><td>see {@link EventEncoder.Builder#maxEventBytes}</td></tr>
 * </table>
 *
 * <p>A place {@code {property:name}} of a template is a property of Logback's context; if there is none, a system
 * property; and if there is none either, an environment variable.
 *
 * <p>Logback demands an array per event: it has the line's length, and nothing else is allocated. An encoder that
 * cannot start says why in Logback's status, and writes nothing. An event that fails as a whole is left out; the status
 * says so at most once per minute.
 */
public final class AppendkitEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    private static final long NANOS_BETWEEN_ERRORS = 60_000_000_000L;

    private @Nullable String template;
    private @Nullable String templateUri;
    private @Nullable String syntax;
    private @Nullable String fields;
    private int maxValueChars = 16_384;
    private int maxEventBytes = 1 << 20;

    private volatile @Nullable EventEncoder<ILoggingEvent> encoder;
    private final AtomicLong nextError = new AtomicLong(System.nanoTime());

    /** Makes an encoder; it must be started. */
    public AppendkitEncoder() {}

    /**
     * What a line consists of.
     *
     * @param value a name, or the text of a template
     */
    public void setTemplate(String value) {
        template = value;
    }

    /**
     * Where the text of the template is.
     *
     * @param value {@code classpath:} and a resource, or {@code file:} and a path
     */
    public void setTemplateUri(String value) {
        templateUri = value;
    }

    /**
     * The syntax of a template that is given by its text.
     *
     * @param value {@code json}, {@code logfmt} or {@code text}
     */
    public void setSyntax(String value) {
        syntax = value;
    }

    /**
     * Adds constant fields.
     *
     * @param value {@code name=value}, separated by commas
     */
    public void setFields(String value) {
        fields = value;
    }

    /**
     * The greatest length of a value.
     *
     * @param value chars; by default 16,384
     */
    public void setMaxValueChars(int value) {
        maxValueChars = value;
    }

    /**
     * The greatest length of a line.
     *
     * @param value bytes; by default 1 MiB
     */
    public void setMaxEventBytes(int value) {
        maxEventBytes = value;
    }

    /** Compiles the template. If that is impossible, the status says why, and the encoder is not started. */
    @Override
    public void start() {
        try {
            encoder = EventEncoder.builder(
                            EventTemplate.configured(template, templateUri, syntax, fields, this::property),
                            new LogbackEventReader())
                    .maxValueChars(maxValueChars)
                    .maxEventBytes(maxEventBytes)
                    .build();
            super.start();
        } catch (IllegalArgumentException e) {
            addError("AppendkitEncoder cannot start: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        super.stop();
        encoder = null;
    }

    private @Nullable String property(String name) {
        Context context = getContext();
        String value = context == null ? null : context.getProperty(name);
        if (value == null) {
            value = System.getProperty(name);
        }
        return value == null ? System.getenv(name) : value;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    /**
     * Returns an event's line, including LF.
     *
     * @param event the event
     * @return a new array of the line's length; an empty one if the encoder is not started or the event fails
     */
    @Override
    public byte[] encode(ILoggingEvent event) {
        EventEncoder<ILoggingEvent> current = encoder;
        if (current == null) {
            return NOTHING;
        }
        try {
            return current.encode(event);
        } catch (RuntimeException e) {
            report(e);
            return NOTHING;
        }
    }

    /**
     * Returns what the pool of this encoder retains now, in bytes, and the counts of its rare events so far.
     *
     * @return a new record; nothing but zeros if the encoder is not started
     */
    public PoolStats poolStats() {
        EventEncoder<ILoggingEvent> current = encoder;
        return current == null ? new PoolStats(0, 0, 0, Map.of(), 0, List.of()) : current.poolStats();
    }

    private void report(RuntimeException e) {
        long now = System.nanoTime();
        long next = nextError.get();
        if (now - next >= 0 && nextError.compareAndSet(next, now + NANOS_BETWEEN_ERRORS)) {
            addError("an event is left out: " + e.getClass().getName(), e);
        }
    }
}
