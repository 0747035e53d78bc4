// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The probable state of each place of a pool, one byte per place, so that a borrower need not visit the slots of others
 * to learn that they are taken: one load reads eight places, and 32 loads read 256.
 *
 * <p>A hint decides nothing: only the slot tells which thread has an item, and a thread that finds a wrong hint sets it
 * so that the next thread looks. Hints are therefore stored without atomic operations, and a lost or late store costs a
 * look, never an item. Each group of eight places has a cache line of its own: threads with different homes write to
 * different lines as long as they have few items in use.
 */
final class PlaceHints {
    // Each hint is one bit, so that eight of them are compared at once.
    /** Idle. */
    static final byte IDLE = 1;
    /** Lent; its release will set the hint to idle. */
    static final byte TAKEN = 2;
    /** There is a slot whose state must be read: its user finds it without hints and sets none. */
    static final byte LOOK = 4;
    /** No slot: a new one can be put here. */
    static final byte VACANT = 8;

    private static final int GROUP = 8;
    private static final int GROUP_BITS = 3;
    /** Two cache lines, because processors fetch them in pairs. */
    private static final int STRIDE_BITS = 7;

    private static final int STRIDE = 1 << STRIDE_BITS;

    private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long IN_EACH = 0x0101_0101_0101_0101L;

    private final byte[] bytes;
    private final int places;
    private final int groups;

    PlaceHints(int places) {
        this.places = places;
        groups = (places + GROUP - 1) / GROUP;
        // One stride of padding comes first, where the length of the array lies, and one last.
        bytes = new byte[(groups + 2) * STRIDE];
        for (int place = 0; place < places; place++) {
            bytes[index(place)] = VACANT;
        }
    }

    private static int index(int place) {
        return ((place >>> GROUP_BITS) + 1 << STRIDE_BITS) + (place & GROUP - 1);
    }

    void set(int place, byte hint) {
        BYTES.setOpaque(bytes, index(place), hint);
    }

    /** Sets a hint that is probably already set. */
    void correct(int place, byte hint) {
        if (bytes[index(place)] != hint) {
            set(place, hint);
        }
    }

    /**
     * Returns the first place with a hint, searching circularly from one place.
     *
     * @return -1 if there is none
     */
    int find(byte hint, int from) {
        long wanted = hint * IN_EACH;
        int within = from & GROUP - 1;
        int group = from >>> GROUP_BITS;
        // The group is rotated, so that each thread begins at its own home and threads with homes in the same group
        // stay apart.
        long found = Long.rotateRight(word(group), within * Byte.SIZE) & wanted;
        if (found != 0) {
            return group * GROUP + (first(found) + within & GROUP - 1);
        }
        for (int i = 1; i < groups; i++) {
            group = group + 1 == groups ? 0 : group + 1;
            found = word(group) & wanted;
            if (found != 0) {
                return group * GROUP + first(found);
            }
        }
        return -1;
    }

    private long word(int group) {
        return places < GROUP ? shortWord() : (long) WORDS.get(bytes, group + 1 << STRIDE_BITS);
    }

    /** Reads fewer than eight places one by one, which a model checker can do too. */
    private long shortWord() {
        long word = 0;
        for (int place = places - 1; place >= 0; place--) {
            word = word << Byte.SIZE | bytes[index(place)];
        }
        return word;
    }

    private static int first(long found) {
        return Long.numberOfTrailingZeros(found) / Byte.SIZE;
    }

    /**
     * Returns a number that changes with every call, so that not all threads look at the same places; it is kept in the
     * group's line.
     */
    int turn(int place) {
        return bytes[(index(place) | GROUP)]++;
    }
}
