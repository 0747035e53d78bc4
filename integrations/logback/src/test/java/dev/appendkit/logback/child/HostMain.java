// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback.child;

import ch.qos.logback.classic.LoggerContext;
import dev.appendkit.logback.AppendkitEncoder;
import java.nio.charset.Charset;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A program that logs, for a separate JVM. It prints what the test needs to know about that JVM. */
public final class HostMain {
    private HostMain() {}

    public static void main(String[] args) {
        Logger logger = LoggerFactory.getLogger("a.B");
        MDC.put("grüße", "şчж");
        for (int i = 0; i < 1_000; i++) {
            logger.info("event {} ä€😀", i);
        }
        logger.error("failed", new IllegalStateException("ä€😀"));
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        System.out.println("netty " + isThere("io.netty.buffer.ByteBuf"));
        System.out.println("module " + AppendkitEncoder.class.getModule().isNamed());
        System.out.println("charset " + Charset.defaultCharset());
        System.out.println(
                "digit " + String.format(Locale.getDefault(), "%d", 1).codePointAt(0));
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, HostMain.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
