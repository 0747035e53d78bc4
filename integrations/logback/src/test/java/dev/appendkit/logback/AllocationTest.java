// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;
import org.springframework.core.env.StandardEnvironment;

/** An event costs the array that the interfaces of Logback and Spring Boot demand, and nothing else. */
@Tag("alloc")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 100;
    private static final int CALLS = 5_000;

    static byte[] kept;

    private final LoggerContext context = new LoggerContext();
    private final ILoggingEvent event = event();

    private LoggingEvent event() {
        LoggingEvent made = new LoggingEvent(
                "fqcn", context.getLogger("com.acme.Orders"), Level.INFO, "order {} is paid", null, new Object[] {"A-17"
                });
        made.setMDCPropertyMap(context());
        made.addKeyValuePair(new KeyValuePair("amount", 1250));
        made.addKeyValuePair(new KeyValuePair("currency", "CHF \"Ä\""));
        made.addMarker(new BasicMarkerFactory().getMarker("AUDIT"));
        made.getFormattedMessage();
        return made;
    }

    /** The map that Logback itself gives an event. */
    private static Map<String, String> context() {
        LogbackMDCAdapter adapter = new LogbackMDCAdapter();
        adapter.put("user", "u-42");
        adapter.put("request", "0123456789abcdef");
        return adapter.getPropertyMap();
    }

    private AppendkitEncoder encoder(String template) {
        AppendkitEncoder encoder = new AppendkitEncoder();
        encoder.setContext(context);
        encoder.setTemplate(template);
        encoder.start();
        return encoder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf", "google", "logfmt", "text"})
    void theArrayOfTheEncoder(String template) {
        assertExact(encoder(template)::encode);
    }

    @Test
    void theArrayOfTheFormatter() {
        AppendkitStructuredLogFormatter formatter = new AppendkitStructuredLogFormatter(new StandardEnvironment());
        assertExact(each -> formatter.formatAsBytes(each, UTF_8));
    }

    /** The control: one object more. */
    @Test
    void whatAllocatesMoreIsSeen() {
        AppendkitEncoder encoder = encoder("ecs");
        Function<ILoggingEvent, byte[]> twice = each -> encoder.encode(each).clone();
        assertThat(least(twice)).isEqualTo(2L * CALLS * sizeOf(twice.apply(event).length));
    }

    private void assertExact(Function<ILoggingEvent, byte[]> call) {
        assertThat(least(call)).isEqualTo((long) CALLS * sizeOf(call.apply(event).length));
    }

    /** An array's header is 16 bytes, and its end is rounded up to 8. */
    private static long sizeOf(int length) {
        return 16 + (length + 7L) / 8 * 8;
    }

    /** The bytes of the round that allocated least; an occasional compilation may add some to another round. */
    private long least(Function<ILoggingEvent, byte[]> call) {
        repeat(call, WARM_UP);
        long expected = CALLS * sizeOf(call.apply(event).length);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > expected; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(call, CALLS);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void repeat(Function<ILoggingEvent, byte[]> call, int times) {
        for (int i = 0; i < times; i++) {
            kept = call.apply(event);
        }
    }
}
