// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2.child;

import dev.appendkit.log4j2.AppendkitLayout;
import java.nio.charset.Charset;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** A program that logs, for a separate JVM. It prints what the test needs to know about that JVM. */
public final class HostMain {
    private HostMain() {}

    public static void main(String[] args) {
        Logger logger = LogManager.getLogger("a.B");
        ThreadContext.put("grüße", "şчж");
        for (int i = 0; i < 1_000; i++) {
            logger.info("event {} ä€😀", i);
        }
        logger.error("failed", new IllegalStateException("ä€😀"));
        LogManager.shutdown();
        System.out.println("netty " + isThere("io.netty.buffer.ByteBuf"));
        System.out.println("module " + AppendkitLayout.class.getModule().isNamed());
        System.out.println("charset " + Charset.defaultCharset());
        System.out.println(
                "digit " + String.format(Locale.getDefault(), "%d", 1).codePointAt(0));
        System.out.println("async " + logger.getClass().getSimpleName());
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
