// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Labels for repeated use: encoded once, and copied at each use. They are immutable and can be used by any thread.
 *
 * <pre>{@code
 * private static final PrometheusLabels GET = PrometheusLabels.of("method", "GET", "path", "/");
 * }</pre>
 */
public final class PrometheusLabels {
    private final byte[] encoded;

    private PrometheusLabels(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Encodes labels. A surrogate without its partner becomes U+FFFD in a value.
     *
     * @param namesAndValues names and values in turn
     * @return the labels
     * @throws IllegalArgumentException if a value is missing, or a name is empty, is {@code __name__}, or contains half
     *     a surrogate pair
     */
    public static PrometheusLabels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a label's value is missing: " + namesAndValues.length + " texts");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (i > 0) {
                bytes.write(',');
            }
            String name = namesAndValues[i];
            PrometheusText.checkLabel(name);
            if (PrometheusText.isLegacy(name, PrometheusText.LABEL)) {
                bytes.writeBytes(name.getBytes(UTF_8));
            } else {
                writeQuoted(bytes, name);
            }
            bytes.write('=');
            writeQuoted(bytes, namesAndValues[i + 1]);
        }
        return new PrometheusLabels(bytes.toByteArray());
    }

    private static void writeQuoted(ByteArrayOutputStream bytes, String text) {
        bytes.write('"');
        bytes.writeBytes(Utf8Text.encode(text, PrometheusText.QUOTED));
        bytes.write('"');
    }

    int length() {
        return encoded.length;
    }

    byte[] encoded() {
        return encoded;
    }

    int put(byte[] array, int pos) {
        System.arraycopy(encoded, 0, array, pos, encoded.length);
        return pos + encoded.length;
    }
}
