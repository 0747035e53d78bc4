// SPDX-License-Identifier: Apache-2.0

/**
 * Turns values into bytes in buffers that the caller hands in.
 *
 * <p>No requirement is mandatory: {@code dev.appendkit.netty} needs Netty's buffer module,
 * {@code dev.appendkit.micrometer} Micrometer, the {@code java.sql} types of {@code dev.appendkit.sql} need
 * {@code java.sql}, {@code PoolEvents} needs {@code jdk.jfr}, everything else needs the JDK's base module only.
 */
// Micrometer, and in Netty 4.1 io.netty.buffer, are automatic modules; the requirements are static, so the warnings do
// not matter.
@SuppressWarnings("requires-automatic")
module dev.appendkit {
    requires static io.netty.buffer;
    requires static java.sql;
    requires static jdk.jfr;
    requires static micrometer.core;
    requires static org.jspecify;

    exports dev.appendkit;
    exports dev.appendkit.escape;
    exports dev.appendkit.format;
    exports dev.appendkit.hash;
    exports dev.appendkit.logging;
    exports dev.appendkit.memory;
    exports dev.appendkit.micrometer;
    exports dev.appendkit.netty;
    exports dev.appendkit.pool;
    exports dev.appendkit.sql;
}
