// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/**
 * Makes the pools visible to the JDK's Flight Recorder. Nothing is registered before {@link #register} is called,
 * because a registered periodic event keeps the class loader of this library alive.
 *
 * <p>{@code appendkit.PoolStatistics} is periodic, every 10 s unless the recording says otherwise: one event per live
 * pool, with its name and the figures of {@link PoolStats}. {@code appendkit.BufferDropped} records each item that a
 * pool does not keep, with the reason and the capacity, and with the stack trace if the recording asks for it
 * ({@code appendkit.BufferDropped#stackTrace=true}). Pools are found through weak references, so the events keep no
 * pool alive.
 */
public final class PoolEvents {
    private PoolEvents() {}

    /**
     * Starts the events for all pools, existing and future ones. A second call does nothing.
     *
     * @throws UnsupportedOperationException if this JVM has no module {@code jdk.jfr}, or the module is not resolved
     */
    public static void register() {
        try {
            FlightRecorderEvents.register();
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException("the module jdk.jfr is not there (--add-modules jdk.jfr?)", e);
        }
    }

    /**
     * Stops the events and removes all references to this library from the Flight Recorder. Without a registration it
     * does nothing.
     */
    public static void unregister() {
        try {
            FlightRecorderEvents.unregister();
        } catch (NoClassDefFoundError e) {
            // Without the module nothing was registered.
            return;
        }
    }
}
