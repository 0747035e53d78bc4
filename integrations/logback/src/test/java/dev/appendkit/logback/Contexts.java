// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import org.slf4j.MDC;

/** Starts real contexts from the text of a configuration. */
final class Contexts {
    private Contexts() {}

    /** With the program's MDC, as SLF4J's own context has it. */
    static LoggerContext start(String appenders, String ref) {
        String xml = "<configuration>" + appenders + "<root level=\"trace\"><appender-ref ref=\"" + ref
                + "\"/></root></configuration>";
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter() == null ? new LogbackMDCAdapter() : MDC.getMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(UTF_8)));
        } catch (JoranException e) {
            throw new IllegalArgumentException(e);
        }
        context.start();
        return context;
    }

    static String file(String name, Object file, String encoder) {
        return "<appender name=\"" + name + "\" class=\"ch.qos.logback.core.FileAppender\"><file>" + file
                + "</file><append>false</append>" + encoder + "</appender>";
    }

    static String encoder(String content) {
        return "<encoder class=\"dev.appendkit.logback.AppendkitEncoder\">" + content + "</encoder>";
    }
}
