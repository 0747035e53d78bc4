// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;

/**
 * Collects what a template consists of: static bytes, placeholder, static bytes, … The padding that keeps a literal
 * apart from its neighbours is part of the static bytes. A literal after {@code -} stands in parentheses: without
 * anything {@code --5} would be a comment, and with a space {@code 2-- 5} would be one in MySQL.
 */
final class Segments {

    private static final byte[] NOTHING = {};
    private static final byte[] SPACE = {' '};
    private static final byte[] OPEN = {'('};
    private static final byte[] CLOSE = {')'};

    private final byte[] text;
    private int segmentStart;
    private byte[] afterLiteral = NOTHING;

    private byte[][] segments = new byte[8][];
    private int[] parameters = new int[8];
    private int[] positions = new int[8];
    private boolean[] inList = new boolean[8];
    private int count;

    Segments(byte[] text) {
        this.text = text;
    }

    int count() {
        return count;
    }

    /** The placeholder {@code text[from, to)}; a space is asked for where a neighbour needs one. */
    void placeholder(int from, int to, int parameter, boolean spaceBefore, boolean spaceAfter) {
        boolean negated = from > 0 && text[from - 1] == '-';
        if (count == parameters.length) {
            int capacity = count * 2;
            segments = Arrays.copyOf(segments, capacity);
            parameters = Arrays.copyOf(parameters, capacity);
            positions = Arrays.copyOf(positions, capacity);
            inList = Arrays.copyOf(inList, capacity);
        }
        segments[count] = segment(from, negated ? OPEN : spaceBefore ? SPACE : NOTHING);
        parameters[count] = parameter;
        positions[count] = from;
        count++;
        segmentStart = to;
        afterLiteral = negated ? CLOSE : spaceAfter ? SPACE : NOTHING;
    }

    /** The last placeholder is all that stands in the parentheses after IN. */
    void lastIsInList() {
        inList[count - 1] = true;
    }

    /** Where a byte of the text, which lies after the last placeholder, is in the segment to come. */
    int indexInSegment(int at) {
        return afterLiteral.length + at - segmentStart;
    }

    byte[][] segments(int end) {
        byte[][] all = Arrays.copyOf(segments, count + 1);
        all[count] = segment(end, NOTHING);
        return all;
    }

    int[] parameters() {
        return Arrays.copyOf(parameters, count);
    }

    int[] positions() {
        return Arrays.copyOf(positions, count);
    }

    boolean[] inList() {
        return Arrays.copyOf(inList, count);
    }

    private byte[] segment(int end, byte[] beforeLiteral) {
        int length = end - segmentStart;
        byte[] segment = new byte[afterLiteral.length + length + beforeLiteral.length];
        System.arraycopy(afterLiteral, 0, segment, 0, afterLiteral.length);
        System.arraycopy(text, segmentStart, segment, afterLiteral.length, length);
        System.arraycopy(beforeLiteral, 0, segment, afterLiteral.length + length, beforeLiteral.length);
        return segment;
    }
}
