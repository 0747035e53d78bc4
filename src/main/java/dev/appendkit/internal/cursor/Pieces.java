// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.internal.cursor;

/**
 * Writes a source piece by piece where a window holds less than all of it. A <em>unit</em> of the source must not be
 * split: a char, a byte, three bytes of Base64.
 *
 * @param <S> the source: a text or an array
 */
public abstract class Pieces<S> {
    private final int unit;
    private final int maxUnitLength;

    /**
     * Creates pieces of whole units.
     *
     * @param unit the number of chars or bytes of the source per unit
     * @param maxUnitLength the maximum number of bytes written per unit; a code point that spans two units counts as
     *     two
     */
    protected Pieces(int unit, int maxUnitLength) {
        this.unit = unit;
        this.maxUnitLength = maxUnitLength;
    }

    /**
     * Returns the end of the piece that begins at {@code from} and fits into {@code room} bytes: at least one unit
     * after {@code from}.
     */
    public final int end(S src, int from, int to, int room) {
        int units = Math.max(1, room / maxUnitLength);
        int left = to - from;
        return units >= left / unit + 1 ? to : wholeEnd(src, from, from + Math.min(left, units * unit), to);
    }

    /**
     * Moves the end of a piece so that it splits nothing: before a surrogate pair, or after it if the pair is the whole
     * piece.
     */
    protected int wholeEnd(S src, int from, int end, int to) {
        return end;
    }

    /** Returns the exact length of a piece when written, in bytes. */
    public abstract long length(S src, int from, int to);

    /** Writes a piece, whose exact length is free, and returns the index after it. */
    public abstract int append(byte[] dst, int pos, S src, int from, int to);
}
