// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.logging.log4j2.EcsLayout;
import dev.appendkit.testing.Generated;
import dev.appendkit.testing.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generated events, written by the template {@code ecs} and by Elastic's layout, are equal trees except for
 *
 * <ul>
 *   <li>{@code ecs.version}: 8.11 here, 1.2.0 there;
 *   <li>a repeated marker, which is written once here: there is none among these events;
 *   <li>{@code event.dataset}, which Elastic's layout derives from the service's name;
 *   <li>the line end that Elastic's layout leaves at the end of a stack trace.
 * </ul>
 */
class DifferentialTest {
    private static final int EVENTS = 10_000;

    private final long seed = Long.getLong("appendkit.seed", System.nanoTime());
    private final Generated generated = new Generated(new Random(seed));

    @Test
    void ecsAndElasticsLayout() {
        System.out.println("seed " + seed);
        AppendkitLayout ours = AppendkitLayout.createLayout("ecs", null, null, "service.name=shop", 0, 0);
        EcsLayout theirs = EcsLayout.newBuilder()
                .setConfiguration(new DefaultConfiguration())
                .setServiceName("shop")
                .setIncludeMarkers(true)
                .build();
        for (int i = 0; i < EVENTS; i++) {
            LogEvent event = event();
            ObjectNode expected =
                    (ObjectNode) Lines.parse(theirs.toSerializable(event).stripTrailing());
            ObjectNode actual =
                    (ObjectNode) Lines.parse(ours.toSerializable(event).stripTrailing());
            assertThat(actual.remove("ecs.version").asString()).isEqualTo("8.11");
            assertThat(expected.remove("ecs.version").asString()).isEqualTo("1.2.0");
            assertThat(expected.remove("event.dataset").asString()).isEqualTo("shop");
            JsonNode trace = expected.get("error.stack_trace");
            if (trace != null) {
                assertThat(trace.asString()).endsWith("\n");
                expected.put(
                        "error.stack_trace",
                        trace.asString().substring(0, trace.asString().length() - 1));
            }
            assertThat(actual).as("seed %d, event %d", seed, i).isEqualTo(expected);
        }
    }

    private LogEvent event() {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(generated.epochSecond(), generated.below(1_000_000_000));
        SortedArrayStringMap context = new SortedArrayStringMap();
        generated.context().forEach(context::putValue);
        return Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.values()[generated.below(Level.values().length)])
                .setLoggerName(generated.name())
                .setThreadName("worker-" + generated.below(100))
                .setContextData(context)
                .setMarker(generated.oneIn(3) ? marker() : null)
                .setMessage(new ParameterizedMessage("{} and {}", generated.text(), generated.below(1_000)))
                .setThrown(generated.oneIn(10) ? generated.throwable(3) : null)
                .build();
    }

    private Marker marker() {
        List<Marker> markers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            markers.add(new MarkerManager.Log4jMarker("marker" + i + generated.below(5)));
        }
        return markers.get(0).addParents(new MarkerManager.Log4jMarker("parent").addParents(markers.get(2)));
    }
}
