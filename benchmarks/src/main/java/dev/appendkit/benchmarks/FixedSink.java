// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.benchmarks;

import java.io.OutputStream;

/** Copies what it is given into an array of the caller. */
final class FixedSink extends OutputStream {
    private byte[] dst = new byte[0];
    private int pos;

    void aim(byte[] newDst, int newPos) {
        dst = newDst;
        pos = newPos;
    }

    /** The index after the last byte that was written. */
    int position() {
        return pos;
    }

    @Override
    public void write(int b) {
        dst[pos++] = (byte) b;
    }

    @Override
    public void write(byte[] src, int from, int length) {
        System.arraycopy(src, from, dst, pos, length);
        pos += length;
    }
}
