// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that overlap in two threads, where only one thread at a time is allowed. It is for checked mode, since it
 * costs one fence per call.
 */
public final class Overlap {
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(Overlap.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The thread within a call; written only through {@link #OWNER}. */
    private volatile @Nullable Thread owner;

    /** Returns an overlap finder in checked mode, otherwise null. */
    public static @Nullable Overlap ifChecked(boolean checked) {
        return checked ? new Overlap() : null;
    }

    /** Begins a call; does nothing without a finder. */
    public static void enter(@Nullable Overlap overlap) {
        if (overlap != null) {
            overlap.begin();
        }
    }

    /** Fails if another thread is within a call: for calls too short to be seen by others. */
    public static void check(@Nullable Overlap overlap) {
        if (overlap != null) {
            Thread other = overlap.owner;
            if (other != null && other != Thread.currentThread()) {
                throw overlapping(other);
            }
        }
    }

    /** Ends a call that {@link #enter} has begun. */
    public static void leave(@Nullable Overlap overlap) {
        if (overlap != null) {
            OWNER.setVolatile(overlap, (Thread) null);
        }
    }

    private void begin() {
        Thread current = Thread.currentThread();
        Thread other = (Thread) OWNER.compareAndExchange(this, (Thread) null, current);
        if (other == current) {
            throw new ConcurrentModificationException(
                    "a call within another call of the same thread, by a block source or a stream");
        }
        if (other != null) {
            throw overlapping(other);
        }
    }

    private static ConcurrentModificationException overlapping(Thread other) {
        return new ConcurrentModificationException("a call of thread "
                + Thread.currentThread().getName() + " overlaps with one of thread " + other.getName());
    }
}
