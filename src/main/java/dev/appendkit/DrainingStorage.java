// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.cursor.Room;
import dev.appendkit.internal.cursor.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An array that is drained to a sink when it is full. Bytes from the first reservation on stay until it is filled in,
 * so that no prefix is drained before its value is known.
 */
final class DrainingStorage extends Storage {
    private enum State {
        OPEN,
        /** The sink is running; any call of the cursor now comes from the sink. */
        DRAINING,
        BROKEN,
        CLOSED
    }

    private final int capacity;
    /** Kept while the cursor is closed or broken, for {@link #reset}. */
    private final byte[] kept;

    private final Reservations reservations;
    private Sink sink;
    private State state = State.OPEN;
    private long drained;
    /** True while the sink learns that the cursor broke. */
    private boolean aborting;

    DrainingStorage(Sink sink, int capacity, Reservations reservations) {
        this.sink = sink;
        this.capacity = capacity;
        this.reservations = reservations;
        kept = new byte[capacity];
        window(kept, 0, capacity, 0);
    }

    /** Opens the cursor for another sink, empty; {@code held} is the number of bytes that it holds if it is open. */
    void reset(Sink next, int held) {
        if (state == State.DRAINING || aborting) {
            throw new IllegalStateException("a sink must not reset the cursor that it drains");
        }
        if (state == State.OPEN && held > 0) {
            throw new IllegalStateException(
                    "the cursor holds " + held + " bytes that were not drained: close it before you reset it");
        }
        sink = next;
        state = State.OPEN;
        drained = 0;
        window(kept, 0, capacity, 0);
    }

    @Override
    public long drained() {
        return drained;
    }

    @Override
    public boolean isDraining() {
        return true;
    }

    @Override
    public void makeRoom(int position, long needed) {
        int from = (int) (reservations.first(drained + position) - drained);
        int half = (int) (reservations.halfStart(drained + position) - drained);
        if (half < from && needed <= capacity - (position - half)) {
            // The next bytes may be the other half.
            from = half;
        }
        int held = position - from;
        if (needed > capacity - held) {
            throw Room.overflow(needed, capacity - held, held, capacity);
        }
        drain(from);
        System.arraycopy(array, from, array, 0, held);
        this.position = held;
    }

    @Override
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    @Override
    public boolean drainsEarly(int position) {
        return position > capacity / 2
                && reservations.isEmpty()
                && reservations.halfStart(drained + position) == drained + position;
    }

    /** The sink may have passed the array on. Its bytes move when room is made after a reservation. */
    @Override
    public boolean holds(byte[] src) {
        return src == kept;
    }

    private void drain(int to) {
        if (to == 0) {
            return;
        }
        state = State.DRAINING;
        try {
            sink.drain(array, 0, to);
        } catch (IOException e) {
            fail(e);
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            // This includes an undeclared checked exception, which a sink in a language other than Java may throw.
            fail(e);
            throw e;
        }
        state = State.OPEN;
        drained += to;
    }

    /** Breaks the cursor: from now on every call except {@code close} is refused. */
    @Override
    public void fail(Throwable cause) {
        state = State.BROKEN;
        window(NO_BYTES, 0, -1, 0);
        aborting = true;
        try {
            sink.abort(cause);
        } catch (Throwable e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        } finally {
            aborting = false;
        }
    }

    @Override
    public void truncate(int position, int length) {
        this.position = length;
    }

    @Override
    public boolean close(int position) {
        drain(position);
        state = State.CLOSED;
        window(NO_BYTES, 0, -1, 0);
        return true;
    }

    @Override
    public boolean discard(int position, IllegalStateException cause) {
        fail(cause);
        return true;
    }

    @Override
    public String stateName() {
        return switch (state) {
            case DRAINING -> "draining";
            case BROKEN -> "broken";
            case OPEN, CLOSED -> super.stateName();
        };
    }

    @Override
    public void closeAgain() {
        if (state != State.BROKEN) {
            throw refusal();
        }
        state = State.CLOSED;
    }

    @Override
    public IllegalStateException refusal() {
        return switch (state) {
            case DRAINING -> new IllegalStateException("a sink must not use the cursor that it drains");
            case BROKEN ->
                new IllegalStateException("the cursor is broken: its sink failed, or what it took is not whole");
            case OPEN, CLOSED -> super.refusal();
        };
    }

    @Override
    public boolean isAddressable() {
        return false;
    }
}
