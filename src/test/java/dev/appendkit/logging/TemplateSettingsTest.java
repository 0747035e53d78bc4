// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template by what a back-end's configuration says: a name, a text or a URI. */
class TemplateSettingsTest {
    private final TestEvent event = new TestEvent();

    @TempDir
    private Path directory;

    private static EventTemplate template(String template, String uri, String syntax, String fields) {
        return EventTemplate.configured(template, uri, syntax, fields, Lines.NO_PROPERTIES);
    }

    private String line(EventTemplate template) {
        return Lines.line(template, event);
    }

    @ParameterizedTest
    @CsvSource({"ecs,true", "logstash,true", "gelf,true", "google,true", "logfmt,false", "text,false"})
    void aName(String name, boolean json) {
        EventTemplate template = template("\n  " + name + " ", null, null, null);
        assertThat(line(template)).isEqualTo(line(Lines.named(name)));
        assertThat(template.isJson()).isEqualTo(json);
        // A name is a name, whatever the syntax of a text would be.
        assertThat(line(template(name, null, "text", null))).isEqualTo(line(Lines.named(name)));
    }

    @Test
    void ecsWithoutAny() {
        assertThat(line(template(null, null, null, null))).isEqualTo(line(Lines.named("ecs")));
        assertThat(line(template(null, null, "text", null))).isEqualTo(line(Lines.named("ecs")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                " {\"m\":\"{level}\"}|       |{\"m\":\"INFO\"}|true",
                " {\"m\":\"{level}\"}|json   |{\"m\":\"INFO\"}|true",
                "m={level}           |logfmt |m=INFO         |false",
                "m: {level}          |text   |m: INFO        |false"
            })
    void aText(String text, String syntax, String line, boolean json) {
        EventTemplate template = template(text, null, syntax, null);
        assertThat(line(template)).isEqualTo(line);
        assertThat(template.isJson()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`\n`", "`\r\n`", "``"})
    void aFile(String end) throws Exception {
        Path file = Files.writeString(directory.resolve("mine.txt"), "{level}: \u00fc" + end);
        assertThat(line(template(null, file.toUri().toString(), "text", null))).isEqualTo("INFO: \u00fc");
        assertThat(line(template(null, "file:" + file, "text", null))).isEqualTo("INFO: \u00fc");
        Files.writeString(file, "m={level}" + end);
        assertThat(line(template(null, "file:" + file, "logfmt", null))).isEqualTo("m=INFO");
        Files.writeString(file, end + "{ \"m\": \"{level}\" }" + end);
        assertThat(line(template(null, "file:" + file, null, null))).isEqualTo("{\"m\":\"INFO\"}");
    }

    @Test
    void aResourceOfTheThreadsClassLoader() throws Exception {
        Files.writeString(directory.resolve("mine.json"), "{\"m\":\"{level}\"}");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertThat(line(template(null, "classpath:mine.json", null, null))).isEqualTo("{\"m\":\"INFO\"}");
            assertThat(line(template(null, "classpath:/mine.json", null, null))).isEqualTo("{\"m\":\"INFO\"}");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aResourceOfTheLibrarysClassLoaderIfTheThreadHasNone() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(line(template(null, "classpath:dev/appendkit/logging/ecs.json", null, null)))
                    .isEqualTo(line(Lines.named("ecs")));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void fieldsAreConstants() {
        assertThat(line(template("{\"m\":\"{level}\"}", null, null, "service.name = shop , n=a=b,e=")))
                .isEqualTo("{\"m\":\"INFO\",\"service.name\":\"shop\",\"n\":\"a=b\",\"e\":\"\"}");
        assertThat(line(template("{\"m\":\"{level}\"}", null, null, " "))).isEqualTo("{\"m\":\"INFO\"}");
    }

    @Test
    void thePropertiesOfSpringBoot() {
        assertThat(line(EventTemplate.springBoot(Map.<String, String>of()::get)))
                .isEqualTo(line(Lines.named("ecs")));
        Map<String, String> properties = new HashMap<>(Map.of(
                "appendkit.logging.template",
                "{\"n\":\"{property:service.name}\",\"v\":\"{property:service.version}\","
                        + "\"e\":\"{property:service.environment}\",\"x\":\"{property:x}\"}",
                "appendkit.logging.fields",
                "zone=eu",
                "x",
                "y"));
        assertThat(line(EventTemplate.springBoot(properties::get))).isEqualTo("{\"x\":\"y\",\"zone\":\"eu\"}");
        properties.put("service.name", "plain");
        assertThat(line(EventTemplate.springBoot(properties::get))).startsWith("{\"n\":\"plain\",\"x\"");
        properties.put("spring.application.name", "application");
        properties.put("spring.application.version", "2");
        properties.put("spring.application.environment", "unknown to Boot");
        assertThat(line(EventTemplate.springBoot(properties::get)))
                .startsWith("{\"n\":\"application\",\"v\":\"2\",\"x\"");
        properties.put("logging.structured.ecs.service.name", "shop");
        properties.put("logging.structured.ecs.service.version", "3");
        properties.put("logging.structured.ecs.service.environment", "test");
        assertThat(line(EventTemplate.springBoot(properties::get)))
                .startsWith("{\"n\":\"shop\",\"v\":\"3\",\"e\":\"test\",\"x\"");
        properties.put("appendkit.logging.template", "esc");
        assertThatIllegalArgumentException().isThrownBy(() -> EventTemplate.springBoot(properties::get));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "esc| | | | neither a JSON object nor one of the names ecs, logstash, gelf, google, logfmt, text",
                "{}|file:x| | | set template or templateUri, not both",
                "{}| |xml| | the syntax must be json, logfmt or text",
                "|file:none.txt|text| | file:none.txt cannot be read",
                "|http://x/y| | | must begin with classpath: or file:",
                "|classpath:none.json| | | classpath:none.json cannot be read",
                "ecs| | |service.name| fields at offset 0: expected name=value",
                "ecs| | |a=b,=c| fields at offset 4: expected name=value",
                "ecs| | |a=b,| fields at offset 4: expected name=value",
                "text| | |a=b| a template for text has no fields",
                "{\"a\":\"{nothing}\"}| | | | column 8: an unknown place"
            })
    void whatIsWrongIsSaid(String template, String uri, String syntax, String fields, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template(template, uri, syntax, fields))
                .withMessageContaining(message);
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        Path file = Files.write(directory.resolve("latin1.txt"), new byte[] {'a', (byte) 0xfc});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> template(null, "file:" + file, "text", null))
                .withMessageContaining("cannot be read as UTF-8");
    }
}
