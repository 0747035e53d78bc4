// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.logging.EventEncoder;
import dev.appendkit.logging.EventTemplate;
import dev.appendkit.pool.PoolStats;
import java.nio.charset.Charset;
import java.util.Map;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.impl.LocationAware;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.jspecify.annotations.Nullable;

/**
 * A layout that writes each event as one line of JSON, logfmt or text, without garbage.
 *
 * <pre>{@code
 * <Console name="console">
 *   <AppendkitLayout template="ecs" fields="service.name=shop,service.version=1.2"/>
 * </Console>
 * }</pre>
 *
 * <table>
 * <caption>attributes</caption>
 * <tr><th>attribute</th><th>value</th></tr>
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
 * <p>A place {@code {property:name}} of a template is a system property or, if there is none, an environment variable.
 *
 * <p><b>One event, one write.</b> An event is encoded into a line of the encoder's pool and goes to the appender in one
 * call, so that lines of several threads never mix. Log4j's {@code log4j2.garbagefree.threadContextMap=true} is needed
 * for 0 B per event: its default context map allocates by itself. An event that fails as a whole goes to the appender's
 * error handler, nothing of it to the appender's destination.
 */
@Plugin(name = "AppendkitLayout", category = Core.CATEGORY_NAME, elementType = Layout.ELEMENT_TYPE, printObject = true)
public final class AppendkitLayout implements StringLayout, LocationAware {
    private static final int DEFAULT_MAX_VALUE_CHARS = 16_384;
    private static final int DEFAULT_MAX_EVENT_BYTES = 1 << 20;
    private static final EventEncoder.LineWriter<ByteBufferDestination> TO_DESTINATION =
            ByteBufferDestination::writeBytes;

    private final EventEncoder<LogEvent> encoder;
    private final boolean json;
    private final boolean needsLocation;

    private AppendkitLayout(EventTemplate template, int maxValueChars, int maxEventBytes) {
        json = template.isJson();
        needsLocation = template.needsLocation();
        encoder = EventEncoder.builder(template, new Log4jEventReader())
                .maxValueChars(maxValueChars)
                .maxEventBytes(maxEventBytes)
                .build();
    }

    /**
     * Called by Log4j for an element of its configuration. Log4j's status logger reports a configuration that is wrong,
     * and the appender falls back to Log4j's own layout.
     *
     * @param template a name, or the text of a template
     * @param templateUri where the text is
     * @param syntax the text's syntax
     * @param fields constant fields
     * @param maxValueChars the greatest length of a value in chars; 0 for the default, 16,384
     * @param maxEventBytes the greatest length of a line in bytes; 0 for the default, 1 MiB
     * @return the layout
     * @throws IllegalArgumentException if an attribute is wrong
     */
    @PluginFactory
    public static AppendkitLayout createLayout(
            @PluginAttribute("template") @Nullable String template,
            @PluginAttribute("templateUri") @Nullable String templateUri,
            @PluginAttribute("syntax") @Nullable String syntax,
            @PluginAttribute("fields") @Nullable String fields,
            @PluginAttribute("maxValueChars") int maxValueChars,
            @PluginAttribute("maxEventBytes") int maxEventBytes) {
        return new AppendkitLayout(
                EventTemplate.configured(template, templateUri, syntax, fields, AppendkitLayout::property),
                maxValueChars == 0 ? DEFAULT_MAX_VALUE_CHARS : maxValueChars,
                maxEventBytes == 0 ? DEFAULT_MAX_EVENT_BYTES : maxEventBytes);
    }

    private static @Nullable String property(String name) {
        String value = System.getProperty(name);
        return value == null ? System.getenv(name) : value;
    }

    /**
     * Hands an event's line, including LF, to the destination in one call.
     *
     * @param event the event
     * @param destination where the line goes
     */
    @Override
    public void encode(LogEvent event, ByteBufferDestination destination) {
        encoder.encode(event, destination, TO_DESTINATION);
    }

    /**
     * Returns an event's line, including LF.
     *
     * @param event the event
     * @return a new array of the line's length
     */
    @Override
    public byte[] toByteArray(LogEvent event) {
        return encoder.encode(event);
    }

    /**
     * Returns the same line for appenders that send text.
     *
     * @param event the event
     * @return the text of {@link #toByteArray}
     */
    @Override
    public String toSerializable(LogEvent event) {
        return new String(encoder.encode(event), UTF_8);
    }

    @Override
    public Charset getCharset() {
        return UTF_8;
    }

    @Override
    public String getContentType() {
        return json ? "application/json; charset=UTF-8" : "text/plain; charset=UTF-8";
    }

    @Override
    public Map<String, String> getContentFormat() {
        return Map.of();
    }

    @Override
    public byte @Nullable [] getHeader() {
        return null;
    }

    @Override
    public byte @Nullable [] getFooter() {
        return null;
    }

    @Override
    public boolean requiresLocation() {
        return needsLocation;
    }

    /**
     * Returns what the pool of this layout's encoder retains now, in bytes, and the counts of its rare events so far.
     *
     * @return a new record
     */
    public PoolStats poolStats() {
        return encoder.poolStats();
    }

    @Override
    public String toString() {
        return "AppendkitLayout";
    }
}
