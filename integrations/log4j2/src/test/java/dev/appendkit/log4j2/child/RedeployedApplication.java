// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2.child;

import dev.appendkit.log4j2.Log4jEventReader;
import java.net.URI;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Logs and stops, in a class loader that loads everything. */
public final class RedeployedApplication {
    private RedeployedApplication() {}

    public static Object run(String configuration) {
        ClassLoader loader = RedeployedApplication.class.getClassLoader();
        if (LoggerContext.class.getClassLoader() != loader) {
            throw new IllegalStateException("Log4j is not the application's own");
        }
        try (LoggerContext context = Configurator.initialize("application", loader, URI.create(configuration))) {
            Logger logger = context.getLogger("a.B");
            for (int i = 0; i < 500; i++) {
                logger.info("event {}", i, new IllegalStateException("x"));
            }
        }
        LogManager.shutdown();
        return new Log4jEventReader();
    }
}
