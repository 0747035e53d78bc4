// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The seed statement as one writes it without a library: a {@code StringBuilder}, {@code getBytes}, a copy into the
 * send buffer.
 *
 * <p>It knows the statement's text and types, so it parses and dispatches nothing. It writes the appendkit text, so
 * that the two are compared byte for byte.
 */
final class NaiveSeed {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final boolean hexBlob;

    NaiveSeed(boolean hexBlob) {
        this.hexBlob = hexBlob;
    }

    /** Writes the statement from index 0. */
    int write(byte[] dst, SeedParameters p) {
        byte[] sql = format(p).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(sql, 0, dst, 0, sql.length);
        return sql.length;
    }

    private String format(SeedParameters p) {
        StringBuilder sql = new StringBuilder(256);
        sql.append("SELECT ").append(p.id()).append(", ");
        sql.append(p.ratio()).append("E0, "); // enough for [1, 10), where toString has no exponent
        sql.append(p.flag() ? '1' : '0').append(", '");
        TIMESTAMP.formatTo(p.at(), sql);
        sql.append("', ");
        appendBlob(sql, p.blob());
        sql.append(", '");
        for (int i = 0; i < p.text().length(); i++) {
            appendEscaped(sql, p.text().charAt(i));
        }
        return sql.append('\'').toString();
    }

    private void appendBlob(StringBuilder sql, byte[] blob) {
        if (hexBlob) {
            HexFormat.of().formatHex(sql.append("x'"), blob).append('\'');
            return;
        }
        sql.append("_binary'");
        for (byte b : blob) {
            appendEscaped(sql, (char) b); // the benchmark's blobs are ASCII
        }
        sql.append('\'');
    }

    private static void appendEscaped(StringBuilder sql, char c) {
        switch (c) {
            case '\0' -> sql.append("\\0");
            case '\n' -> sql.append("\\n");
            case '\r' -> sql.append("\\r");
            case 0x1A -> sql.append("\\Z");
            case '\'' -> sql.append("''");
            case '\\' -> sql.append("\\\\");
            default -> sql.append(c);
        }
    }
}
