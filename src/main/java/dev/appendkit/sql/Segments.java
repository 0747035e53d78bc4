// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a template: static bytes, placeholder, static bytes, … Static bytes are ranges of one array:
 * the text itself, or a copy if a literal needs padding to keep it apart from its neighbours. A literal after {@code -}
 * is put in parentheses: without padding {@code --5} would be a comment, and with a space {@code 2-- 5} would be a
 * comment in MySQL.
 */
final class Segments {

    /** Three ints per segment: its start, its end, and the slot of the literal that follows it. */
    static final int STRIDE = 3;

    /** A slot holds the parameter, from 0, above this many bits. */
    static final int SLOT_SHIFT = 7;

    /** The bits of a slot that hold a {@link Place}. */
    static final int PLACE = 7;

    private static final int PARENTHESES = 8;
    private static final int SPACE_BEFORE = 16;
    private static final int SPACE_AFTER = 32;
    /** Marks bytes of the text that are not part of the statement, instead of a literal. */
    private static final int LEFT_OUT = 64;

    private static final int NEEDS_COPY = PARENTHESES | SPACE_BEFORE | SPACE_AFTER | LEFT_OUT;
    private static final int INITIAL = 8;

    private final byte[] text;
    private int[] entries = new int[INITIAL * STRIDE];
    /** The start of the last segment, which is still open. */
    private int last;

    private int placeholders;
    private int flags;
    private byte[] statics;
    /** The ranges in the copy; null as long as the entries serve. */
    private int @Nullable [] ranges;

    Segments(byte[] text) {
        this.text = text;
        statics = text;
    }

    /** The number of placeholders. */
    int count() {
        return placeholders;
    }

    /** Adds the placeholder {@code text[from, to)}, with parentheses or spaces where a neighbour needs them. */
    void placeholder(
            int from, int to, int parameter, int place, boolean parentheses, boolean spaceBefore, boolean spaceAfter) {
        int padding = (spaceBefore ? SPACE_BEFORE : 0) | (spaceAfter ? SPACE_AFTER : 0);
        if (parentheses) {
            padding = PARENTHESES;
        }
        placeholders++;
        add(from, to, parameter << SLOT_SHIFT | place, padding);
    }

    /**
     * Excludes the bytes {@code text[from, to)} from the statement: they belong to an escape, which stands for another
     * byte.
     */
    void leaveOut(int from, int to) {
        add(from, to, 0, LEFT_OUT);
    }

    private void add(int from, int to, int slot, int what) {
        if (last + 2 * STRIDE > entries.length) {
            entries = Arrays.copyOf(entries, entries.length * 2);
        }
        entries[last + 1] = from;
        entries[last + 2] = slot | what;
        entries[last + STRIDE] = to;
        last += STRIDE;
        flags |= what;
    }

    /** Notes that the last placeholder stands alone in the parentheses after IN. */
    void lastIsInList() {
        entries[last - 1] |= Place.IN_LIST;
    }

    /** Ends the text; the row learns the positions of its bytes. */
    void close(int end, @Nullable RowShape row) {
        entries[last + 1] = end;
        if ((flags & NEEDS_COPY) != 0) {
            copy(row);
        }
    }

    /** The array of the static bytes, followed by zeros like the text. */
    byte[] statics() {
        return statics;
    }

    /** The segments as ranges of {@link #statics}, and the slots of their literals. */
    int[] ranges() {
        return ranges == null ? entries : ranges;
    }

    private void copy(@Nullable RowShape row) {
        statics = new byte[text.length + 2 * placeholders];
        int[] ranges = new int[(placeholders + 1) * STRIDE];
        int range = 0;
        int pos = 0;
        for (int i = 0; ; i += STRIDE) {
            int from = entries[i];
            int to = entries[i + 1];
            System.arraycopy(text, from, statics, pos, to - from);
            if (row != null) {
                row.copied(from, to, pos - from);
            }
            pos += to - from;
            if (i == last) {
                break;
            }
            int slot = entries[i + 2];
            if ((slot & LEFT_OUT) == 0) {
                boolean parentheses = (slot & PARENTHESES) != 0;
                if (parentheses || (slot & SPACE_BEFORE) != 0) {
                    statics[pos++] = (byte) (parentheses ? '(' : ' ');
                }
                ranges[range + 1] = pos;
                ranges[range + 2] = slot;
                range += STRIDE;
                ranges[range] = pos;
                if (parentheses || (slot & SPACE_AFTER) != 0) {
                    statics[pos++] = (byte) (parentheses ? ')' : ' ');
                }
            }
        }
        ranges[range + 1] = pos;
        this.ranges = ranges;
    }

    /** The number of gaps between static bytes. */
    int gaps() {
        return last / STRIDE;
    }

    int gapFrom(int gap) {
        return entries[gap * STRIDE + 1];
    }

    int gapTo(int gap) {
        return entries[(gap + 1) * STRIDE];
    }

    /** The parameter of a gap, from 0; -1 for bytes that are left out. */
    int gapSlot(int gap) {
        int slot = entries[gap * STRIDE + 2];
        return (slot & LEFT_OUT) != 0 ? -1 : slot >>> SLOT_SHIFT;
    }

    /** The start of a placeholder in the text. */
    int position(int occurrence) {
        int left = occurrence;
        for (int i = 0; ; i += STRIDE) {
            if ((entries[i + 2] & LEFT_OUT) == 0 && left-- == 0) {
                return entries[i + 1];
            }
        }
    }
}
