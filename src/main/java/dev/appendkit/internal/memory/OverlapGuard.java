// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Detects calls that overlap in two threads, in checked mode. A structure that is not checked has none, and pays one
 * comparison with null.
 */
public final class OverlapGuard {
    private final String what;
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    private OverlapGuard(String what) {
        this.what = what;
    }

    /** A guard for {@code what}, the words of the message, or null if the structure is not checked. */
    public static @Nullable OverlapGuard of(String what, boolean checked) {
        return checked ? new OverlapGuard(what) : null;
    }

    /**
     * Begins a call.
     *
     * @throws ConcurrentModificationException if another thread's call has not ended
     */
    public void enter() {
        if (!inside.compareAndSet(null, Thread.currentThread())) {
            throw new ConcurrentModificationException("two threads use " + what + " at the same time");
        }
    }

    /** Ends the call. */
    public void exit() {
        inside.set(null);
    }
}
