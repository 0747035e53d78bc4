// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import java.util.function.IntSupplier;

/** A text of the letter a, whose code answers and does what a test wants. */
record OddText(IntSupplier lengths, Runnable work) implements CharSequence {
    @Override
    public int length() {
        return lengths.getAsInt();
    }

    @Override
    public char charAt(int index) {
        work.run();
        return 'a';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
