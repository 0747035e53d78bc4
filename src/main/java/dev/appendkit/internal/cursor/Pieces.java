// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

/**
 * How a source is written piece by piece where a window holds less than all of it. A <em>unit</em> of the source is
 * what must not be split: a char, a byte, three bytes of Base64.
 *
 * @param <S> the source: a text or an array
 */
public abstract class Pieces<S> {
    private final int unit;
    private final int maxUnitLength;

    /**
     * Pieces of whole units.
     *
     * @param unit the chars or bytes of the source in a unit
     * @param maxUnitLength the bytes that a unit becomes at most; one that spans two units counts as two
     */
    protected Pieces(int unit, int maxUnitLength) {
        this.unit = unit;
        this.maxUnitLength = maxUnitLength;
    }

    /** The end of the piece that begins at {@code from} and fits {@code room} bytes: at least one unit further on. */
    public final int end(S src, int from, int to, int room) {
        int units = Math.max(1, room / maxUnitLength);
        int left = to - from;
        return units >= left / unit + 1 ? to : wholeEnd(src, from, from + Math.min(left, units * unit), to);
    }

    /**
     * Moves the end of a piece to where nothing is torn apart: a surrogate pair may end one char earlier, or one later
     * if it is all of the piece.
     */
    protected int wholeEnd(S src, int from, int end, int to) {
        return end;
    }

    /** The exact length in bytes of what a piece becomes. */
    public abstract long length(S src, int from, int to);

    /** Writes a piece, whose exact length is free, and returns the index after it. */
    public abstract int append(byte[] dst, int pos, S src, int from, int to);
}
