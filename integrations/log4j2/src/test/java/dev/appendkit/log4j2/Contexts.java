// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** Starts real contexts from the text of a configuration. */
final class Contexts {
    private Contexts() {}

    /** Appenders, and the references that the root has to them. */
    static LoggerContext start(String appenders, String root) {
        return start(appenders, root, Map.of());
    }

    /** The same with objects that a plugin looks for in its context. */
    static LoggerContext start(String appenders, String root, Map<String, Object> objects) {
        String xml = "<Configuration status=\"WARN\" shutdownHook=\"disable\"><Appenders>" + appenders
                + "</Appenders><Loggers>" + root + "</Loggers></Configuration>";
        LoggerContext context = new LoggerContext("test");
        objects.forEach(context::putObject);
        try {
            ConfigurationSource source = new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(UTF_8)));
            context.start(new XmlConfiguration(context, source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return context;
    }
}
