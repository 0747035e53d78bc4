// SPDX-License-Identifier: Apache-2.0
package app;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs one event, which the layout writes to the console. */
public final class Main {
    private static final Logger LOGGER = LogManager.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) {
        LOGGER.info("order {} is \"shipped\"", 42);
    }
}
