// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback.child;

import ch.qos.logback.classic.LoggerContext;
import dev.appendkit.logback.LogbackEventReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and stops, in a class loader that loads everything. */
public final class RedeployedApplication {
    private RedeployedApplication() {}

    public static Object run() {
        if (LoggerContext.class.getClassLoader() != RedeployedApplication.class.getClassLoader()) {
            throw new IllegalStateException("Logback is not the application's own");
        }
        Logger logger = LoggerFactory.getLogger("a.B");
        for (int i = 0; i < 500; i++) {
            logger.info("event {}", i, new IllegalStateException("x"));
        }
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        return new LogbackEventReader();
    }
}
