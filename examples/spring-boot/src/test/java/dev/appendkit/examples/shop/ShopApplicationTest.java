// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the application, asks for 1,000 orders while 16 threads log, and reads each line of its console. */
class ShopApplicationTest {
    private static final String OURS = "dev.appendkit.logback.AppendkitStructuredLogFormatter";
    private static final int REQUESTS = 1_000;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {OURS, "ecs", "logstash"})
    void everyLineOfTheConsoleIsOneEvent(String format) throws Exception {
        Path console = Path.of("target", "console-" + format + ".log");
        Process application = start(format, console);
        String measured;
        try {
            String url = "http://localhost:" + port(application) + "/";
            CompletableFuture<String> busy = client.sendAsync(request(url + "busy"), BodyHandlers.ofString())
                    .thenApply(answer -> answer.body());
            List<CompletableFuture<String>> orders = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                orders.add(client.sendAsync(request(url + "orders/" + i), BodyHandlers.ofString())
                        .thenApply(answer -> answer.body()));
                if (i % 50 == 49) {
                    orders.get(i).get();
                }
            }
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(orders.get(i).get()).isEqualTo("order " + i);
            }
            assertThat(busy.get()).isEqualTo("busy 8000");
            measured = client.send(request(url + "measure"), BodyHandlers.ofString())
                    .body();
        } finally {
            application.destroy();
            assertThat(application.waitFor(300, TimeUnit.SECONDS)).isTrue();
        }
        check(console, format.equals(OURS));
        String line = "Spring Boot " + System.getProperty("shop.boot") + ", JDK "
                + Runtime.version().feature() + ", " + format + ": " + measured;
        System.out.println(line);
        Files.writeString(
                Path.of("target", "measured.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private static Process start(String format, Path console) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.createDirectories(console.toAbsolutePath().getParent());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        ShopApplication.class.getName(),
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--logging.structured.format.console=" + format)
                .redirectOutput(console.toFile())
                .start();
    }

    private static int port(Process application) throws IOException {
        BufferedReader errors = new BufferedReader(new InputStreamReader(application.getErrorStream(), UTF_8));
        List<String> seen = new ArrayList<>();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            seen.add(line);
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring("port ".length()));
            }
        }
        throw new IOException("the application did not start: " + seen);
    }

    private static void check(Path console, boolean ours) throws IOException {
        String text = Files.readString(console);
        assertThat(text).endsWith("\n");
        Set<String> served = new HashSet<>();
        int counted = 0;
        int failed = 0;
        for (String line : text.stripTrailing().split("\n", -1)) {
            JsonObject event = parse(line);
            String message = event.get("message").getAsString();
            if (message.endsWith(" is served")) {
                assertThat(served.add(message)).isTrue();
                String id = message.split(" ", -1)[1];
                assertThat(event.get("request").getAsString()).isEqualTo("r-" + id);
                assertThat(event.get("order").getAsInt()).isEqualTo(Integer.parseInt(id));
            } else if (message.startsWith("item ")) {
                assertThat(message).endsWith(" is counted: ä€😀");
                assertThat(event.get("shelf").getAsString()).isEqualTo("s-" + message.split(" ", -1)[4]);
                counted++;
            } else if (message.endsWith("has no price")) {
                failed++;
                if (ours) {
                    assertThat(event.get("error.type").getAsString()).isEqualTo("java.lang.IllegalStateException");
                    assertThat(event.get("error.message").getAsString()).isEqualTo("no\nprice");
                    assertThat(event.get("service.name").getAsString()).isEqualTo("shop");
                }
            }
        }
        assertThat(served).hasSize(REQUESTS);
        assertThat(counted).isEqualTo(8_000);
        assertThat(failed).isEqualTo(10);
    }

    private static JsonObject parse(String line) {
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        JsonElement tree = JsonParser.parseReader(reader);
        assertThat(tree.isJsonObject()).as(line).isTrue();
        return tree.getAsJsonObject();
    }
}
