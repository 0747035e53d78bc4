// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import dev.appendkit.testing.Generated;
import dev.appendkit.testing.Lines;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarkerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated events, written by our encoder and by those that people migrate from, are equal trees except for what the
 * methods whose names end in {@code Differences} remove.
 */
class DifferentialTest {
    private static final int EVENTS = 10_000;
    private static final Level[] LEVELS = {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE};

    private final long seed = Long.getLong("appendkit.seed", System.nanoTime());
    private final Generated generated = new Generated(new Random(seed));
    private final LoggerContext context = new LoggerContext();
    private final BasicMarkerFactory markers = new BasicMarkerFactory();

    DifferentialTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.out.println("seed " + seed);
    }

    private interface Differences {
        void remove(ObjectNode ours, ObjectNode theirs, LoggingEvent event);
    }

    @Test
    void ecsAndElasticsEncoder() {
        EcsEncoder theirs = new EcsEncoder();
        theirs.setServiceName("shop");
        theirs.setIncludeMarkers(true);
        compare(encoder("ecs", "service.name=shop"), start(theirs), DifferentialTest::elasticsDifferences);
    }

    /** Its key-values are texts, its stack trace ends with a line end, and it names a data set. */
    private static void elasticsDifferences(ObjectNode ours, ObjectNode theirs, LoggingEvent event) {
        assertThat(ours.remove("ecs.version").asString()).isEqualTo("8.11");
        assertThat(theirs.remove("ecs.version").asString()).isEqualTo("1.2.0");
        theirs.remove("event.dataset");
        compareTraces(ours, theirs, "error.stack_trace", event);
        removeKeyValues(ours, theirs, event);
    }

    @Test
    void logstashAndItsEncoder() {
        LogstashEncoder theirs = new LogstashEncoder();
        theirs.setTimeZone("UTC");
        compare(encoder("logstash", null), start(theirs), DifferentialTest::logstashsDifferences);
    }

    private static void logstashsDifferences(ObjectNode ours, ObjectNode theirs, LoggingEvent event) {
        compareTimes(ours, theirs);
        compareTraces(ours, theirs, "stack_trace", event);
    }

    @Test
    void ecsAndSpringBootsOwn() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("spring.application.name", "shop")));
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder theirs = new StructuredLogEncoder();
        theirs.setFormat("ecs");
        AppendkitStructuredLogFormatter formatter = new AppendkitStructuredLogFormatter(environment);
        Encoder<ILoggingEvent> boot = start(theirs);
        for (int i = 0; i < EVENTS; i++) {
            LoggingEvent event = event();
            ObjectNode ours = unfolded(Lines.parse(formatter.format(event).stripTrailing()));
            ObjectNode expected = unfolded(parse(boot, event));
            bootsDifferences(ours, expected, event);
            assertThat(ours).as("seed %d, event %d", seed, i).isEqualTo(expected);
        }
    }

    /** It has a process id, another version, null members, and no markers in some versions; key-values may be texts. */
    private static void bootsDifferences(ObjectNode ours, ObjectNode theirs, LoggingEvent event) {
        compareTraces(ours, theirs, "error.stack_trace", event);
        compareTimes(ours, theirs);
        theirs.remove("process.pid");
        theirs.properties().removeIf(member -> member.getValue().isNull());
        theirs.remove("ecs.version");
        assertThat(ours.remove("ecs.version").asString()).isEqualTo("8.11");
        JsonNode tags = ours.remove("tags");
        JsonNode theirTags = theirs.remove("tags");
        assertThat(theirTags).isIn(null, tags);
        removeKeyValues(ours, theirs, event);
    }

    private void compare(Encoder<ILoggingEvent> ours, Encoder<ILoggingEvent> theirs, Differences differences) {
        for (int i = 0; i < EVENTS; i++) {
            LoggingEvent event = event();
            ObjectNode actual = parse(ours, event);
            ObjectNode expected = parse(theirs, event);
            differences.remove(actual, expected, event);
            assertThat(actual).as("seed %d, event %d", seed, i).isEqualTo(expected);
        }
    }

    private AppendkitEncoder encoder(String template, String fields) {
        AppendkitEncoder encoder = new AppendkitEncoder();
        encoder.setTemplate(template);
        encoder.setFields(fields);
        start(encoder);
        return encoder;
    }

    private Encoder<ILoggingEvent> start(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        assertThat(encoder.isStarted()).isTrue();
        return encoder;
    }

    private static ObjectNode parse(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
        return (ObjectNode) Lines.parse(new String(encoder.encode(event), UTF_8).stripTrailing());
    }

    /** Their encoder leaves out zeros at the end of a second's fraction. */
    private static void compareTimes(ObjectNode ours, ObjectNode theirs) {
        assertThat(Instant.parse(ours.remove("@timestamp").asString()))
                .isEqualTo(Instant.parse(theirs.remove("@timestamp").asString()));
    }

    /**
     * Their text may end with a line end. Ours is that of printStackTrace; theirs is Logback's own, which has other
     * words for frames in common and differs for suppressed and circular throwables.
     */
    private static void compareTraces(ObjectNode ours, ObjectNode theirs, String name, LoggingEvent event) {
        JsonNode our = ours.remove(name);
        JsonNode their = theirs.remove(name);
        assertThat(our == null).isEqualTo(their == null);
        if (our != null && isPlain(((ThrowableProxy) event.getThrowableProxy()).getThrowable())) {
            String omitted = their.asString().replace(" common frames omitted", " more");
            assertThat(our.asString()).isEqualTo(omitted.stripTrailing());
        }
    }

    private static boolean isPlain(Throwable thrown) {
        return thrown == null || thrown.getSuppressed().length == 0 && isPlain(thrown.getCause());
    }

    /** Our values are typed, and theirs are texts. */
    private static void removeKeyValues(ObjectNode ours, ObjectNode theirs, LoggingEvent event) {
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                JsonNode our = ours.remove(pair.key);
                JsonNode their = theirs.remove(pair.key);
                assertThat(our).as(pair.key).isNotNull();
                if (their != null && our.isValueNode()) {
                    assertThat(our.asString()).isEqualTo(their.asString());
                }
            }
        }
    }

    /** Nested objects with dots between the names. */
    private static ObjectNode unfolded(JsonNode tree) {
        ObjectNode flat = (ObjectNode) Lines.parse("{}");
        unfold("", tree, flat);
        return flat;
    }

    private static void unfold(String prefix, JsonNode tree, ObjectNode flat) {
        tree.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                unfold(prefix + entry.getKey() + ".", entry.getValue(), flat);
            } else {
                flat.set(prefix + entry.getKey(), entry.getValue());
            }
        });
    }

    private LoggingEvent event() {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                context.getLogger(generated.name()),
                LEVELS[generated.below(LEVELS.length)],
                "{} and {}",
                generated.oneIn(10) ? generated.throwable(3) : null,
                new Object[] {generated.text(), generated.below(1_000)});
        event.setInstant(Instant.ofEpochSecond(generated.epochSecond(), generated.below(1_000) * 1_000_000L));
        event.setThreadName("worker-" + generated.below(100));
        event.setMDCPropertyMap(generated.context());
        for (int i = generated.below(4); i > 0; i--) {
            event.addKeyValuePair(new KeyValuePair("pair" + i, value()));
        }
        if (generated.oneIn(3)) {
            Marker marker = markers.getDetachedMarker("marker" + generated.below(5));
            if (generated.oneIn(2)) {
                marker.add(markers.getDetachedMarker("referenced"));
            }
            event.addMarker(marker);
        }
        return event;
    }

    private Object value() {
        return switch (generated.below(8)) {
            case 0 -> generated.below(1_000_000);
            case 1 -> -1L - generated.below(1_000_000);
            case 2 -> generated.below(1_000) / 8.0;
            case 3 -> new BigDecimal(BigInteger.valueOf(generated.below(1_000_000)), 3);
            case 4 -> generated.oneIn(2);
            case 5 -> new UUID(generated.below(1_000), generated.below(1_000));
            case 6 -> List.of(generated.below(10), "a", List.of(true));
            default -> generated.text();
        };
    }
}
