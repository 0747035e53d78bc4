// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import dev.appendkit.internal.cursor.Room;
import dev.appendkit.internal.cursor.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An array that is drained to a sink when it is full. Bytes from the first reservation on stay until that is filled in,
 * so that no prefix leaves before its value is known.
 */
final class DrainingStorage extends Storage {
    private enum State {
        OPEN,
        /** The sink is at work; whatever calls the cursor now is the sink. */
        DRAINING,
        BROKEN,
        CLOSED
    }

    private final Sink sink;
    private final int capacity;
    private final Reservations reservations;
    private State state = State.OPEN;
    private long drained;

    DrainingStorage(Sink sink, int capacity, Reservations reservations) {
        this.sink = sink;
        this.capacity = capacity;
        this.reservations = reservations;
        window(new byte[capacity], 0, capacity, 0);
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
        return position > capacity / 2 && reservations.isEmpty();
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
            // Also a checked exception that is not declared, which other languages than Java let a sink throw.
            fail(e);
            throw e;
        }
        state = State.OPEN;
        drained += to;
    }

    /** From now on only {@code close} is not refused. */
    @Override
    public void fail(Throwable cause) {
        state = State.BROKEN;
        window(NO_BYTES, 0, -1, 0);
        try {
            sink.abort(cause);
        } catch (Throwable e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public void truncate(int position, int length) {
        this.position = length;
    }

    @Override
    public boolean close(int position) {
        if (!reservations.isEmpty()) {
            IllegalStateException unfilled = new IllegalStateException("reserved bytes were not filled in");
            fail(unfilled);
            throw unfilled;
        }
        drain(position);
        state = State.CLOSED;
        window(NO_BYTES, 0, -1, 0);
        return true;
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
