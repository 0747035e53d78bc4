// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.appendkit.logging.EventReader;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Reads Logback's events.
 *
 * <p>The severity of a level is that of Logback's own {@code SyslogAppender}:
 *
 * <table>
 * <caption>levels and severities</caption>
 * <tr><th>level</th><th>syslog</th><th>{@code {level:google}}</th></tr>
 * <tr><td>ERROR</td><td>3, error</td><td>ERROR</td></tr>
 * <tr><td>WARN</td><td>4, warning</td><td>WARNING</td></tr>
 * <tr><td>INFO</td><td>6, informational</td><td>INFO</td></tr>
 * <tr><td>DEBUG, TRACE</td><td>7, debug</td><td>DEBUG</td></tr>
 * </table>
 *
 * <p>{@code {level:value}} is {@link Level#toInt}: 5,000 for TRACE to 40,000 for ERROR. An event has the name of its
 * thread, but not the thread's id. Key-values are SLF4J's. The time is {@link ILoggingEvent#getInstant}, to the
 * nanosecond if the clock has them, or else {@link ILoggingEvent#getTimeStamp}.
 */
public final class LogbackEventReader implements EventReader<ILoggingEvent> {
    /** References beyond this depth must be a cycle, which SLF4J's own markers do not have. */
    private static final int MAX_MARKER_DEPTH = 16;

    /** Makes a reader, which keeps nothing. */
    public LogbackEventReader() {}

    @Override
    public long epochSecond(ILoggingEvent event) {
        Instant instant = event.getInstant();
        return instant == null ? Math.floorDiv(event.getTimeStamp(), 1000L) : instant.getEpochSecond();
    }

    // The second has a call of its own.
    @SuppressWarnings("JavaInstantGetSecondsGetNano")
    @Override
    public int nano(ILoggingEvent event) {
        Instant instant = event.getInstant();
        return instant == null ? Math.floorMod(event.getTimeStamp(), 1000) * 1_000_000 : instant.getNano();
    }

    @Override
    public String level(ILoggingEvent event) {
        return event.getLevel().levelStr;
    }

    @Override
    public int levelValue(ILoggingEvent event) {
        return event.getLevel().levelInt;
    }

    @Override
    public int syslogSeverity(ILoggingEvent event) {
        int level = event.getLevel().levelInt;
        if (level >= Level.ERROR_INT) {
            return 3;
        }
        if (level >= Level.WARN_INT) {
            return 4;
        }
        return level >= Level.INFO_INT ? 6 : 7;
    }

    @Override
    public String logger(ILoggingEvent event) {
        String name = event.getLoggerName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable String thread(ILoggingEvent event) {
        return event.getThreadName();
    }

    @Override
    public long threadId(ILoggingEvent event) {
        return -1;
    }

    @Override
    public @Nullable CharSequence message(ILoggingEvent event, StringBuilder scratch) {
        return event.getFormattedMessage();
    }

    @Override
    public @Nullable Throwable throwable(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }

    @Override
    public @Nullable String throwableText(ILoggingEvent event) {
        IThrowableProxy proxy = event.getThrowableProxy();
        return proxy == null ? null : ThrowableProxyText.of(proxy);
    }

    @Override
    public @Nullable StackTraceElement caller(ILoggingEvent event) {
        StackTraceElement[] frames = event.getCallerData();
        return frames == null || frames.length == 0 ? null : frames[0];
    }

    @Override
    public void context(ILoggingEvent event, FieldConsumer fields) {
        Map<String, String> context = event.getMDCPropertyMap();
        if (context != null && !context.isEmpty()) {
            context.forEach(entryConsumer(fields));
        }
    }

    /** The encoder's consumer also takes a map's entries, which saves an object per event. */
    @SuppressWarnings("unchecked")
    private static BiConsumer<String, Object> entryConsumer(FieldConsumer fields) {
        return fields instanceof BiConsumer<?, ?> both ? (BiConsumer<String, Object>) both : fields::field;
    }

    @Override
    public @Nullable String contextValue(ILoggingEvent event, String key) {
        Map<String, String> context = event.getMDCPropertyMap();
        return context == null ? null : context.get(key);
    }

    @Override
    public void keyValues(ILoggingEvent event, FieldConsumer fields) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            // By index: an iterator would be an object per event.
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                fields.field(String.valueOf(pair.key), pair.value);
            }
        }
    }

    @Override
    public void markers(ILoggingEvent event, Consumer<String> names) {
        List<Marker> markers = event.getMarkerList();
        if (markers != null) {
            for (int i = 0; i < markers.size(); i++) {
                name(markers.get(i), names, 0);
            }
        }
    }

    private static void name(Marker marker, Consumer<String> names, int depth) {
        names.accept(marker.getName());
        if (depth < MAX_MARKER_DEPTH && marker.hasReferences()) {
            Iterator<Marker> references = marker.iterator();
            while (references.hasNext()) {
                name(references.next(), names, depth + 1);
            }
        }
    }
}
