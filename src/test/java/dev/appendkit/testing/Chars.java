// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

/** A CharSequence of a class that the library does not know; it counts how often it is read. */
public final class Chars implements CharSequence {
    private final String text;
    private int reads;

    public Chars(String text) {
        this.text = text;
    }

    /** How many chars were read, by whichever method, since the last call. */
    public int takeReads() {
        int taken = reads;
        reads = 0;
        return taken;
    }

    /** A foreign text whose class the library knows. */
    public static StringBuilder builder(String text) {
        StringBuilder builder = new StringBuilder();
        builder.append(text);
        return builder;
    }

    /** The text, without counting as a read. */
    public String text() {
        return text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        reads++;
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        reads += end - start;
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        reads += text.length();
        return text;
    }
}
