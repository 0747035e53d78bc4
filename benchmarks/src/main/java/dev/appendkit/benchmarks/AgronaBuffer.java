// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Agrona's buffer over the array that a row writes to, wrapped once; without checks of its bounds, as in production.
 */
final class AgronaBuffer {
    /** What Agrona needs of the JVM. */
    static final String OPENS = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    static {
        System.setProperty("agrona.disable.bounds.checks", "true");
    }

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);

    UnsafeBuffer over(byte[] dst) {
        if (buffer.byteArray() != dst) {
            buffer.wrap(dst);
        }
        return buffer;
    }
}
