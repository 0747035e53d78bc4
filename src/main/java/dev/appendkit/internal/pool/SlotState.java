// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The state of a slot's item in one int, and the padding in front of it.
 *
 * <p>Every borrow and every release of a thread writes this int. Two of them in one cache line would bounce between the
 * cores on each call, so at least 120 bytes precede it here and follow it in {@link Slot}: two lines, because
 * processors fetch lines in pairs. The fields of a superclass lie before those of a subclass; the one {@code int} among
 * the padding takes the four bytes that a 12-byte object header leaves before the first long, where the JVM would
 * otherwise put the state.
 */
abstract class SlotState extends SlotPadding {
    /** Gone: neither idle nor ever lent again. */
    private static final int GONE = -2;
    /** Idle and marked: the next trim removes it. */
    private static final int VICTIM = -1;
    /** Idle. */
    private static final int FREE = 0;
    /** Lent; each trim that finds it lent, and not idle in between, adds its step. */
    private static final int TAKEN = 1;

    /**
     * A lent item may never return. When trims have added this much, the pool forgets it. A mistake costs little: an
     * item that returns after all gets another place.
     */
    static final int AGE_OF_THE_LOST = 16;

    /** The number of times that threads meet at an item before one of them moves away. */
    static final int ENCOUNTERS_UNTIL_CROWDED = 1024;

    private static final VarHandle STATE;
    private static final VarHandle DETACHED;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(SlotState.class, "state", int.class);
            DETACHED = MethodHandles.lookup().findVarHandle(SlotState.class, "detached", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Accessed only through STATE. A new slot belongs to the thread that made it. */
    int state = TAKEN;

    /**
     * Accessed only through DETACHED. True when the slot is no longer in its place, so that the item cannot be found
     * when it returns.
     */
    boolean detached;

    // Only the user of the item writes these, in a line that this user writes anyway.
    /**
     * Whether the item has a user. The state says so too, but a load of a value that an atomic operation has just
     * written waits until the operation is done, which costs a release 2 ns.
     */
    private boolean lent = true;
    /** Whether the user found the item by a {@link PlaceHints hint}, so that the release has to set it again. */
    boolean listed;
    /**
     * The id of the thread that has the item or had it last; the lower half of an id distinguishes threads well enough.
     */
    private int user;
    /** How much the idle item holds, for threads that only read: the item itself may change meanwhile. */
    int held;
    /** Releases in a row that used little of the item, and the greatest use among them. */
    int strikes;

    int usedSinceStrike;

    /** Written by threads that do not get the item; a lost count does not matter. */
    private int encounters;

    SlotState(long thread) {
        user = (int) thread;
    }

    /**
     * Takes an idle item; the writes of its last user are visible from here on.
     *
     * @param byHint whether the release has to set the hint
     */
    final boolean tryTake(long thread, boolean byHint) {
        int now = (int) STATE.getOpaque(this);
        // The atomic operation compares with a constant, so it need not wait for the load: the branch is predicted.
        boolean taken = now == FREE
                ? STATE.compareAndSet(this, FREE, TAKEN)
                : now == VICTIM && STATE.compareAndSet(this, VICTIM, TAKEN);
        if (taken) {
            user = (int) thread;
            lent = true;
            if (listed != byHint) {
                listed = byHint;
            }
        }
        return taken;
    }

    /** Counts a borrow if it meets another thread at this item; returns whether it is time to part. */
    final boolean countEncounter(long thread) {
        return user != (int) thread && ++encounters % ENCOUNTERS_UNTIL_CROWDED == 0;
    }

    /** See {@link Slot#give}. */
    final void becomeIdle(int held) {
        lent = false;
        if (this.held != held) {
            this.held = held;
        }
        STATE.setRelease(this, FREE);
    }

    /** Throws the exception that {@link Slot#give} would throw. */
    public final void checkLent() {
        if (!lent) {
            throw releasedTwice();
        }
    }

    static IllegalStateException releasedTwice() {
        return new IllegalStateException("released twice");
    }

    /** Marks the item as gone for good: a thread that read its place before cannot take it either. */
    final void vanish() {
        lent = false;
        STATE.setRelease(this, GONE);
    }

    /** Makes a lent item older; returns whether it should be given up. An item that returns is young again. */
    final boolean age(int step) {
        int now = (int) STATE.getOpaque(this);
        if (now < TAKEN) {
            return false;
        }
        if (now - TAKEN + step >= AGE_OF_THE_LOST) {
            return true;
        }
        // The item's return won the race: then it is not old.
        STATE.compareAndSet(this, now, now + step);
        return false;
    }

    /** Notes that the slot has lost its place, or got one. */
    final void detached(boolean now) {
        DETACHED.setOpaque(this, now);
    }

    final boolean isDetached() {
        return (boolean) DETACHED.getOpaque(this);
    }

    final boolean isUsedBy(long thread) {
        return user == (int) thread;
    }

    /** Takes an idle item for good. */
    final boolean takeForGood() {
        return STATE.compareAndSet(this, FREE, GONE) || STATE.compareAndSet(this, VICTIM, GONE);
    }

    /** Marks an idle item at the first call; takes it for good when it is still idle at the second. */
    final boolean expire() {
        if (STATE.compareAndSet(this, FREE, VICTIM)) {
            return false;
        }
        return STATE.compareAndSet(this, VICTIM, GONE);
    }

    final boolean isIdle() {
        int now = (int) STATE.getAcquire(this);
        return now == FREE || now == VICTIM;
    }
}
