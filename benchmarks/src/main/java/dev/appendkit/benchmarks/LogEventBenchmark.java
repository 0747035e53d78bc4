// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.log4j2.EcsLayout;
import co.elastic.logging.logback.EcsEncoder;
import dev.appendkit.log4j2.AppendkitLayout;
import dev.appendkit.logback.AppendkitEncoder;
import dev.appendkit.logback.AppendkitStructuredLogFormatter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * One event to bytes, without the appender: {@link LogEvents}, of about 350 bytes as JSON. What the back-end does
 * before, such as formatting the message, is left out for all.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LogEventBenchmark {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS}{UTC}Z %-5level [%t] %c - %m [%X{request}]%n";
    private static final String TEXT =
            "{timestamp} {level:5} [{thread}] {logger} - {message} [{mdc:request}]{throwable}";

    /** An encoder of Logback's; Spring Boot's are called by their own encoder, as in an application. */
    @State(Scope.Benchmark)
    public static class Logback {
        @Param({"appendkit", "elastic", "logstash", "jsonEncoder", "bootAppendkit", "bootEcs", "bootLogstash"})
        private String peer;

        @Param({"false", "true"})
        private boolean thrown;

        private Encoder<ILoggingEvent> encoder;
        private ILoggingEvent[] events;

        @Setup
        public void setUp() {
            LoggerContext context = new LoggerContext();
            context.setMDCAdapter(new LogbackMDCAdapter());
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("benchmark", Map.of("spring.application.name", "shop")));
            context.putObject(Environment.class.getName(), environment);
            encoder = switch (peer) {
                case "appendkit" -> appendkit();
                case "elastic" -> elastic();
                case "logstash" -> new LogstashEncoder();
                case "jsonEncoder" -> new JsonEncoder();
                case "bootAppendkit" -> boot(AppendkitStructuredLogFormatter.class.getName());
                case "bootEcs" -> boot("ecs");
                case "bootLogstash" -> boot("logstash");
                default -> throw new IllegalArgumentException(peer);
            };
            encoder.setContext(context);
            encoder.start();
            events = LogEvents.logback(context, thrown);
            System.out.println(peer + ": " + new String(encoder.encode(events[0]), UTF_8));
        }

        private static Encoder<ILoggingEvent> appendkit() {
            AppendkitEncoder encoder = new AppendkitEncoder();
            encoder.setFields("service.name=shop");
            return encoder;
        }

        private static Encoder<ILoggingEvent> elastic() {
            EcsEncoder encoder = new EcsEncoder();
            encoder.setServiceName("shop");
            return encoder;
        }

        private static Encoder<ILoggingEvent> boot(String format) {
            StructuredLogEncoder encoder = new StructuredLogEncoder();
            encoder.setFormat(format);
            return encoder;
        }
    }

    /** A layout of Log4j's. */
    @State(Scope.Benchmark)
    public static class Log4j {
        @Param({"appendkit", "elastic", "jsonTemplate", "appendkitText", "pattern"})
        private String peer;

        @Param({"false", "true"})
        private boolean thrown;

        private Layout<?> layout;
        private LogEvent[] events;

        @Setup
        public void setUp() {
            DefaultConfiguration configuration = new DefaultConfiguration();
            layout = switch (peer) {
                case "appendkit" -> AppendkitLayout.createLayout("ecs", null, null, "service.name=shop", 0, 0);
                case "elastic" ->
                    EcsLayout.newBuilder()
                            .setConfiguration(configuration)
                            .setServiceName("shop")
                            .build();
                case "jsonTemplate" ->
                    JsonTemplateLayout.newBuilder()
                            .setConfiguration(configuration)
                            .setEventTemplateUri("classpath:EcsLayout.json")
                            .build();
                case "appendkitText" -> AppendkitLayout.createLayout(TEXT, null, "text", null, 0, 0);
                case "pattern" ->
                    PatternLayout.newBuilder()
                            .setConfiguration(configuration)
                            .setPattern(PATTERN)
                            .build();
                default -> throw new IllegalArgumentException(peer);
            };
            events = LogEvents.log4j(thrown);
            System.out.println(peer + ": " + new String(layout.toByteArray(events[0]), UTF_8));
        }
    }

    /** What each thread has. */
    @State(Scope.Thread)
    public static class Position {
        private final CountingDestination destination = new CountingDestination();
        private int next;

        private int advance() {
            next = (next + 1) % LogEvents.COUNT;
            return next;
        }
    }

    @Benchmark
    public byte[] logback(Logback logback, Position position) {
        return logback.encoder.encode(logback.events[position.advance()]);
    }

    @Benchmark
    public int log4j(Log4j log4j, Position position) {
        log4j.layout.encode(log4j.events[position.advance()], position.destination);
        return position.destination.take();
    }
}
