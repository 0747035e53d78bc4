// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The stack trace, as {@link Throwable#printStackTrace()} writes it, of a proxy that has no throwable because its event
 * was read from a stream. A space precedes those lines of a message that look like lines of a stack trace, so that no
 * message can forge one.
 */
final class ThrowableProxyText {
    private static final Pattern LOOKS_LIKE_A_LINE = Pattern.compile("\n(?=\t|Caused by: |Wrapped by: )");

    private final StringBuilder out = new StringBuilder(1024);

    private ThrowableProxyText() {}

    /** The text with LF between its lines and none after the last. */
    static String of(IThrowableProxy proxy) {
        ThrowableProxyText text = new ThrowableProxyText();
        text.append(proxy, "", "");
        text.out.setLength(text.out.length() - 1);
        return text.out.toString();
    }

    private void append(IThrowableProxy proxy, String indent, String caption) {
        out.append(indent).append(caption);
        if (proxy.isCyclic()) {
            out.append("[CIRCULAR REFERENCE: ");
            head(proxy);
            out.append("]\n");
            return;
        }
        head(proxy);
        out.append('\n');
        frames(proxy, indent);
        for (IThrowableProxy suppressed : orEmpty(proxy.getSuppressed())) {
            append(suppressed, indent + '\t', "Suppressed: ");
        }
        if (proxy.getCause() != null) {
            append(proxy.getCause(), indent, "Caused by: ");
        }
    }

    private void head(IThrowableProxy proxy) {
        put(proxy.getClassName());
        if (proxy.getMessage() != null) {
            out.append(": ");
            put(proxy.getMessage());
        }
    }

    private void put(String text) {
        out.append(
                text.indexOf('\n') < 0 ? text : LOOKS_LIKE_A_LINE.matcher(text).replaceAll("\n "));
    }

    private void frames(IThrowableProxy proxy, String indent) {
        StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
        int own = frames == null ? 0 : frames.length - proxy.getCommonFrames();
        for (int i = 0; i < own; i++) {
            out.append(indent).append("\tat ");
            put(frames[i].getStackTraceElement().toString());
            out.append('\n');
        }
        if (proxy.getCommonFrames() > 0) {
            out.append(indent).append("\t... ").append(proxy.getCommonFrames()).append(" more\n");
        }
    }

    private static List<IThrowableProxy> orEmpty(IThrowableProxy[] proxies) {
        return proxies == null ? List.of() : List.of(proxies);
    }
}
