// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.layout.AbstractLayout;

/** Logs and stops, in a class loader that has all of it. */
public final class RedeployedApplication {
    private RedeployedApplication() {}

    public static Object run(String file) {
        if (AbstractLayout.class.getClassLoader() != RedeployedApplication.class.getClassLoader()) {
            throw new IllegalStateException("Log4j is not the application's own");
        }
        String appender = "<File name=\"file\" append=\"false\" fileName=\"" + file + "\"><AppendkitLayout/></File>";
        String root = "<Root level=\"info\"><AppenderRef ref=\"file\"/></Root>";
        try (LoggerContext context = Contexts.start(appender, root)) {
            Logger logger = context.getLogger("a.B");
            for (int i = 0; i < 500; i++) {
                logger.info("event {}", i, new IllegalStateException("x"));
            }
        }
        return new Log4jEventReader();
    }
}
