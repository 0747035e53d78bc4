// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.nio.charset.StandardCharsets;

/** The JDK's way from a value to bytes: its {@code toString}, {@code getBytes}, a copy. */
final class JdkText {

    private JdkText() {}

    static int write(byte[] dst, int pos, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, dst, pos, bytes.length);
        return pos + bytes.length;
    }
}
