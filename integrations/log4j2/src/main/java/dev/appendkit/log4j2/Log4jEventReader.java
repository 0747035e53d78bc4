// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import dev.appendkit.logging.EventReader;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Log4j's events, without creating objects.
 *
 * <p>The severity of a level is that of Log4j's own syslog layouts; a custom level has the severity of the standard
 * level that encloses it:
 *
 * <table>
 * <caption>levels and severities</caption>
 * <tr><th>level</th><th>syslog</th><th>{@code {level:google}}</th></tr>
 * <tr><td>OFF</td><td>0, emergency</td><td>CRITICAL</td></tr>
 * <tr><td>FATAL</td><td>1, alert</td><td>CRITICAL</td></tr>
 * <tr><td>ERROR</td><td>3, error</td><td>ERROR</td></tr>
 * <tr><td>WARN</td><td>4, warning</td><td>WARNING</td></tr>
 * <tr><td>INFO</td><td>6, informational</td><td>INFO</td></tr>
 * <tr><td>DEBUG, TRACE, ALL</td><td>7, debug</td><td>DEBUG</td></tr>
 * </table>
 *
 * <p>{@code {level:value}} is {@link Level#intLevel}: the <em>more</em> severe the level, the smaller the number.
 * Key-values are the entries of a {@link MapMessage}. A message that is a {@link StringBuilderFormattable}, as nearly
 * all of Log4j's are, is formatted into the encoder's scratch. The names of markers with parents cost an array per such
 * marker, which {@link Marker#getParents} makes.
 */
public final class Log4jEventReader implements EventReader<LogEvent> {
    /** Parents beyond this depth must be a cycle, which Log4j's own markers do not have. */
    private static final int MAX_MARKER_DEPTH = 16;

    private static final TriConsumer<String, Object, FieldConsumer> TO_FIELD =
            (key, value, fields) -> fields.field(key, value);

    /** Makes a reader, which keeps nothing. */
    public Log4jEventReader() {}

    @Override
    public long epochSecond(LogEvent event) {
        return event.getInstant().getEpochSecond();
    }

    @Override
    public int nano(LogEvent event) {
        return event.getInstant().getNanoOfSecond();
    }

    @Override
    public String level(LogEvent event) {
        return event.getLevel().name();
    }

    @Override
    public int levelValue(LogEvent event) {
        return event.getLevel().intLevel();
    }

    @Override
    public int syslogSeverity(LogEvent event) {
        return switch (event.getLevel().getStandardLevel()) {
            case OFF -> 0;
            case FATAL -> 1;
            case ERROR -> 3;
            case WARN -> 4;
            case INFO -> 6;
            case DEBUG, TRACE, ALL -> 7;
        };
    }

    @Override
    public String logger(LogEvent event) {
        String name = event.getLoggerName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable String thread(LogEvent event) {
        return event.getThreadName();
    }

    @Override
    public long threadId(LogEvent event) {
        return event.getThreadId();
    }

    @Override
    public @Nullable CharSequence message(LogEvent event, StringBuilder scratch) {
        Message message = event.getMessage();
        // A simple message has its text as a String already.
        if (message instanceof SimpleMessage) {
            return message.getFormattedMessage();
        }
        if (message instanceof StringBuilderFormattable formattable) {
            formattable.formatTo(scratch);
            return scratch;
        }
        return message == null ? null : message.getFormattedMessage();
    }

    @Override
    public @Nullable Throwable throwable(LogEvent event) {
        return event.getThrown();
    }

    /**
     * In the text of an event that was read from a stream, Log4j's packaging data follows each frame, and a message may
     * have lines that look like those of a stack trace.
     */
    // Nothing else has the stack trace of such an event.
    @SuppressWarnings("deprecation")
    @Override
    public @Nullable String throwableText(LogEvent event) {
        ThrowableProxy proxy = event.getThrownProxy();
        return proxy == null ? null : proxy.getExtendedStackTraceAsString().stripTrailing();
    }

    @Override
    public @Nullable StackTraceElement caller(LogEvent event) {
        return event.getSource();
    }

    @Override
    public void context(LogEvent event, FieldConsumer fields) {
        ReadOnlyStringMap context = event.getContextData();
        if (context != null) {
            context.forEach(TO_FIELD, fields);
        }
    }

    @Override
    public @Nullable String contextValue(LogEvent event, String key) {
        ReadOnlyStringMap context = event.getContextData();
        Object value = context == null ? null : context.getValue(key);
        return value == null ? null : value.toString();
    }

    @Override
    public void keyValues(LogEvent event, FieldConsumer fields) {
        if (event.getMessage() instanceof MapMessage<?, ?> map) {
            map.forEach(TO_FIELD, fields);
        }
    }

    @Override
    public void markers(LogEvent event, Consumer<String> names) {
        Marker marker = event.getMarker();
        if (marker != null) {
            name(marker, names, 0);
        }
    }

    private static void name(Marker marker, Consumer<String> names, int depth) {
        names.accept(marker.getName());
        if (depth < MAX_MARKER_DEPTH && marker.hasParents()) {
            for (Marker parent : marker.getParents()) {
                name(parent, names, depth + 1);
            }
        }
    }
}
