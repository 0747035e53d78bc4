// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of a running statement. It is created once, kept with a {@link SqlParameters} and shared by the
 * elements of its lists and arrays.
 */
final class Scratch {
    private static final int MAX_KEPT_PATTERN = 1024;
    private static final int MAX_KEPT_CHARS = 8_192;

    final ZoneWindow zoneWindow = new ZoneWindow();

    private @Nullable SqlParameters element;
    private @Nullable StringBuilder pattern;
    private @Nullable Utf8Text utf8;
    private char @Nullable [] charPiece;
    private byte @Nullable [] bytePiece;
    /** The limit of the cursor's mark. */
    private long end = Long.MAX_VALUE;

    /** Begins a statement at this mark of the cursor; it must not reach beyond {@code maxBytes} from there. */
    void beginStatement(long mark, long maxBytes) {
        end = maxBytes > Long.MAX_VALUE - mark ? Long.MAX_VALUE : mark + maxBytes;
    }

    /** Refuses a statement that is too large, in the middle of a value of many pieces. */
    void checkSize(AppendBuffer out, SqlMode mode) {
        if (Literals.ACCESS.mark(out) > end) {
            throw SqlTemplate.tooLarge(mode.maxBytes());
        }
    }

    /** Returns a set of one value for the elements of a list or an array. */
    SqlParameters element() {
        SqlParameters kept = element;
        if (kept == null) {
            kept = SqlParameters.ofOneElement(this);
            element = kept;
        }
        return kept;
    }

    /** Forgets the value of the last element. */
    void clearElement() {
        if (element != null) {
            element.clearValue();
        }
    }

    /** An empty builder for the text of a LIKE pattern. */
    StringBuilder pattern() {
        StringBuilder kept = pattern;
        if (kept == null) {
            kept = new StringBuilder();
            pattern = kept;
        }
        kept.setLength(0);
        return kept;
    }

    /** A decoder for text that is set as bytes. */
    Utf8Text utf8() {
        Utf8Text kept = utf8;
        if (kept == null) {
            kept = new Utf8Text();
            utf8 = kept;
        }
        return kept;
    }

    /** The array for the chars of one read; never the cursor's, because foreign code receives it. */
    char[] charPiece() {
        char[] kept = charPiece;
        if (kept == null) {
            kept = new char[StreamedLiteral.PIECE];
            charPiece = kept;
        }
        return kept;
    }

    /** The array for the bytes of one read. */
    byte[] bytePiece() {
        byte[] kept = bytePiece;
        if (kept == null) {
            kept = new byte[StreamedLiteral.PIECE];
            bytePiece = kept;
        }
        return kept;
    }

    /** Drops the large arrays. */
    void forget() {
        charPiece = null;
        bytePiece = null;
        if (utf8 != null && utf8.capacity() > MAX_KEPT_CHARS) {
            utf8 = null;
        }
        if (pattern != null && pattern.capacity() > MAX_KEPT_PATTERN) {
            pattern = null;
        }
    }
}
