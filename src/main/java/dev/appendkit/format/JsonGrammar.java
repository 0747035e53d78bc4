// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import dev.appendkit.AppendBuffer;

/**
 * Tracks the place of a writer in the grammar of JSON, and what may follow. A <em>place</em> is a small number; the
 * kinds of the open objects and arrays are the bits of a long, the innermost one lowest.
 */
abstract class JsonGrammar extends RecordWriter {
    static final int MAX_DEPTH = 64;

    // The places that take a value come first; the last two of them need a comma before it.
    private static final int TOP = 0;
    private static final int FIRST_IN_ARRAY = 1;
    private static final int BEHIND_NAME = 2;
    private static final int LATER_IN_ARRAY = 3;
    /** The place of the one value of an object that writes itself as a later element. */
    private static final int TOP_WITH_COMMA = 4;

    private static final int FIRST_NAME = 5;
    private static final int LATER_NAME = 6;
    private static final int DONE = 7;
    private static final int UNAIMED = 8;

    /** The place after a value, four bits for each place that takes one. */
    private static final int NEXT = DONE
            | LATER_IN_ARRAY << 4 * FIRST_IN_ARRAY
            | LATER_NAME << 4 * BEHIND_NAME
            | LATER_IN_ARRAY << 4 * LATER_IN_ARRAY
            | DONE << 4 * TOP_WITH_COMMA;

    private int place = UNAIMED;
    private int depth;
    private long objects;
    /** The depth of the object that writes itself; 0 outside of one. */
    private int floor;

    private boolean inValue;

    /** Moves to the start of a record. */
    final void restart() {
        place = TOP;
        depth = 0;
        objects = 0;
    }

    /** Returns 1 if a comma is due before a value here, otherwise 0. */
    final int commaBeforeValue(String called) {
        int here = place;
        if (here > TOP_WITH_COMMA) {
            throw refused(called);
        }
        return here >= LATER_IN_ARRAY ? 1 : 0;
    }

    /** Returns 1 if a comma is due before a name here, otherwise 0. */
    final int commaBeforeName(String called) {
        int here = place;
        if (here != FIRST_NAME && here != LATER_NAME) {
            throw refused(called);
        }
        return here - FIRST_NAME;
    }

    /** Notes that a value was written. */
    final void valueDone() {
        place = NEXT >>> 4 * place & 0xF;
    }

    /** Notes that a name was written. */
    final void nameDone() {
        place = BEHIND_NAME;
    }

    final void checkDepth(String called) {
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException(called + ": the depth is at most " + MAX_DEPTH);
        }
    }

    /** Notes that the opening bracket of an object or array was written. */
    final void opened(int object) {
        depth++;
        objects = objects << 1 | object;
        place = object == 1 ? FIRST_NAME : FIRST_IN_ARRAY;
    }

    final void checkEndOfObject() {
        if (place != FIRST_NAME && place != LATER_NAME) {
            throw refused("endObject");
        }
    }

    final void checkEndOfArray() {
        if (place != FIRST_IN_ARRAY && place != LATER_IN_ARRAY) {
            throw refused("endArray");
        }
    }

    /** Notes that the closing bracket was written. */
    final void closed() {
        depth--;
        objects >>>= 1;
        if (depth == floor) {
            place = DONE;
        } else {
            place = (objects & 1) != 0 ? LATER_NAME : LATER_IN_ARRAY;
        }
    }

    final boolean isWhole() {
        out();
        return !inValue && (place == DONE || place == TOP && !isOpen());
    }

    final void checkWhole() {
        if (place != DONE || inValue) {
            throw refused("endRecord");
        }
    }

    final void checkOutsideValue(String called) {
        if (inValue) {
            throw new IllegalStateException(called + " may not be called while an object writes itself");
        }
    }

    /**
     * Lets an object write itself as one value. If it fails or writes none, its bytes are removed and the state is
     * restored.
     */
    final void call(JsonValue value, JsonWriter self) {
        AppendBuffer cursor = out();
        commaBeforeValue("appendValue");
        long mark = ACCESS.mark(cursor);
        long startBefore = start();
        int placeBefore = place;
        int depthBefore = depth;
        long objectsBefore = objects;
        int floorBefore = floor;
        boolean inValueBefore = inValue;
        place = placeBefore == LATER_IN_ARRAY || placeBefore == TOP_WITH_COMMA ? TOP_WITH_COMMA : TOP;
        floor = depth;
        inValue = true;
        Throwable failure = null;
        try {
            value.appendTo(self);
            if (place != DONE) {
                throw new IllegalStateException("appendValue: the object wrote no whole value, at depth " + depth);
            }
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            floor = floorBefore;
            inValue = inValueBefore;
            place = placeBefore;
            if (failure == null) {
                valueDone();
            } else {
                depth = depthBefore;
                objects = objectsBefore;
                restoreStart(startBefore);
                ACCESS.rollBack(cursor, mark, failure);
            }
        }
    }

    private IllegalStateException refused(String called) {
        String expected =
                switch (place) {
                    case TOP, BEHIND_NAME, TOP_WITH_COMMA -> "a value";
                    case FIRST_IN_ARRAY, LATER_IN_ARRAY -> "a value or endArray";
                    case FIRST_NAME, LATER_NAME -> "name or endObject";
                    case DONE -> inValue ? "nothing: an object writes one value" : "endRecord or reset";
                    default -> "reset(AppendBuffer)";
                };
        return new IllegalStateException(called + ": what may be called here is " + expected + ", at depth " + depth);
    }
}
