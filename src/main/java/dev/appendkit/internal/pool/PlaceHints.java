// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What each place of a pool probably holds, one byte per place, so that a borrower need not visit the slots of others
 * to learn that they are taken: eight places are read by one load, and 256 by 32.
 *
 * <p>A hint decides nothing. Who has an item is said by its slot alone; whoever finds that a hint is wrong sets it to
 * what makes the next one look. So hints are stored without atomic operations, and a store that is lost or late costs a
 * look, never an item. Eight places share a cache line and no others do: threads that have different homes write to
 * different lines as long as they have few items in use.
 */
final class PlaceHints {
    // One bit each, so that eight of them are compared at once.
    /** Idle. */
    static final byte IDLE = 1;
    /** Lent, and its release will say so. */
    static final byte TAKEN = 2;
    /** There is a slot, which has to be asked: its user finds it without hints, and sets none. */
    static final byte LOOK = 4;
    /** No slot: a new one can be put there. */
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
        // With a stride in front, where the array's length lies, and one behind.
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

    /** Sets a hint that is probably set already. */
    void correct(int place, byte hint) {
        if (bytes[index(place)] != hint) {
            set(place, hint);
        }
    }

    /**
     * The first place with a hint, going round from one place.
     *
     * @return -1 if there is none
     */
    int find(byte hint, int from) {
        long wanted = hint * IN_EACH;
        int within = from & GROUP - 1;
        int group = from >>> GROUP_BITS;
        // Turned, so that each thread begins at its own home and those with homes in one group keep apart.
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

    /** Fewer than eight places are read one by one, as a model checker can do it too. */
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

    /** A number that differs from call to call, so that not all look at the same places; kept in the group's line. */
    int turn(int place) {
        return bytes[(index(place) | GROUP)]++;
    }
}
