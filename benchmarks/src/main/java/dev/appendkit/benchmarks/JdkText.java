// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The JDK's way from a value to bytes: its text, {@code getBytes}, a copy. */
final class JdkText {
    private static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private JdkText() {}

    static int write(byte[] dst, int pos, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, dst, pos, bytes.length);
        return pos + bytes.length;
    }

    static String format(LocalDateTime value) {
        return FORMATTER.format(value);
    }
}
