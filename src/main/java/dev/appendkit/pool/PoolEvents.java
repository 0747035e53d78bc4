// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

/**
 * Makes the pools visible to the JDK's Flight Recorder. Nothing is registered before {@link #register} is called,
 * because a registered periodic event keeps the class loader of this library alive.
 *
 * <p>{@code appendkit.PoolStatistics} is periodic, every 10 s unless the recording says otherwise: one event for each
 * pool that is alive, with its name and the figures of {@link PoolStats}. {@code appendkit.BufferDropped} tells of each
 * item that a pool does not keep, with the reason and the capacity, and with the stack if the recording asks for it
 * ({@code appendkit.BufferDropped#stackTrace=true}). Pools are found by weak references: seeing a pool does not keep
 * it.
 */
public final class PoolEvents {
    private PoolEvents() {}

    /**
     * Starts the events for all pools, those that exist and those to come. A second call does nothing.
     *
     * @throws UnsupportedOperationException if there is no module {@code jdk.jfr} in this JVM, or it is not resolved
     */
    public static void register() {
        try {
            FlightRecorderEvents.register();
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException("the module jdk.jfr is not there (--add-modules jdk.jfr?)", e);
        }
    }

    /**
     * Ends the events, and nothing of this library is known to the Flight Recorder any more. Without them does nothing.
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
