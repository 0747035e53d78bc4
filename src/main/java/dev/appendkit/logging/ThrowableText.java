// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.internal.Utf8;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a throwable, as {@code Throwable.printStackTrace()} writes it, with LF between its lines and none after
 * the last, and with lines that say what was cut. In JSON the text is a string like any other. In text and logfmt,
 * {@code LogEscape} escapes everything except its line ends and the TABs at the beginnings of lines; in logfmt it is
 * quoted afterwards.
 *
 * <p>A throwable's getters are foreign code. If one throws, the text says so in place of its result.
 */
final class ThrowableText {
    private static final String CAUSED_BY = "Caused by: ";
    private static final String WRAPPED_BY = "Wrapped by: ";
    private static final String SUPPRESSED = "Suppressed: ";
    private static final String CIRCULAR = "[CIRCULAR REFERENCE: ";

    /** Causes beyond the limit are counted up to this number, because a getter can make new ones for ever. */
    private static final int MAX_COUNTED = 10_000;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final EventLine<?> line;
    private final boolean isJson;
    /** How texts are escaped; in logfmt all of it once more, when it is quoted. */
    private final Escaper escaper;

    /** The chars that may still be written; nothing more once it is negative. */
    private long left;
    /** The causes and suppressed throwables that may still be written. */
    private int causesLeft;

    private int causesCut;
    private @Nullable Set<Throwable> seen;

    ThrowableText(EventLine<?> line) {
        this.line = line;
        isJson = line.escaper.equals(line.json);
        escaper = isJson ? line.json : Escaper.TEXT;
    }

    void clear() {
        if (seen != null) {
            seen = null;
        }
    }

    private void begin() {
        left = line.limits.maxThrowableChars();
        causesLeft = line.limits.maxCauses();
        causesCut = 0;
        seen = null;
    }

    private void end(int mark) {
        if (causesCut > 0) {
            newLine(0);
            tell("\t... ", causesCut, causesCut >= MAX_COUNTED ? " or more causes truncated" : " causes truncated");
        }
        if (line.escaper.quotesIfNeeded()) {
            line.escape(mark, line.escaper);
        }
        seen = null;
    }

    /** Writes a throwable, then its suppressed ones, then its causes. */
    void write(Throwable thrown) {
        int mark = line.pos;
        begin();
        putHeader("", thrown);
        StackTraceElement[] frames = frames(thrown, 0);
        putFrames(frames, NO_FRAMES, 0);
        putEnclosed(thrown, frames, 0);
        end(mark);
    }

    /** Writes the innermost cause, and then its wrappers from the inside out. */
    void writeRootFirst(Throwable thrown) {
        int mark = line.pos;
        begin();
        List<Throwable> chain = new ArrayList<>();
        Throwable t = thrown;
        try {
            while (t != null && chain.size() < MAX_COUNTED && add(t)) {
                chain.add(t);
                t = t.getCause();
            }
            if (t != null && chain.size() < MAX_COUNTED) {
                put(CIRCULAR);
                putHeader("", t);
                put("]");
            }
        } catch (Exception | StackOverflowError | LinkageError e) {
            putFailure(t == null ? thrown : t, e);
        }
        putChain(chain, line.pos > mark);
        end(mark);
    }

    /** Writes a chain of causes from its end. */
    private void putChain(List<Throwable> chain, boolean isWrapped) {
        StackTraceElement[] inner = NO_FRAMES;
        String caption = "";
        if (isWrapped) {
            newLine(0);
            caption = WRAPPED_BY;
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            Throwable t = chain.get(i);
            if (i < chain.size() - 1) {
                if (causesLeft == 0) {
                    causesCut += i + 1;
                    break;
                }
                causesLeft--;
                newLine(0);
                caption = WRAPPED_BY;
            }
            putHeader(caption, t);
            StackTraceElement[] frames = frames(t, 0);
            putFrames(frames, inner, 0);
            putSuppressed(t, frames, 0);
            inner = frames;
        }
    }

    /** Writes the text of a stack trace. A line that does not begin like one of its lines continues the line before. */
    void write(String text) {
        int mark = line.pos;
        begin();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        int from = 0;
        while (from < end && left >= 0) {
            int next = text.indexOf('\n', from);
            int to = next < 0 || next > end ? end : next;
            int tabs = from;
            while (tabs < to && text.charAt(tabs) == '\t') {
                tabs++;
            }
            if (from > 0) {
                if (tabs > from || isJson || text.startsWith(CAUSED_BY, from) || text.startsWith(WRAPPED_BY, from)) {
                    newLine(tabs - from);
                } else {
                    put("\n");
                }
            } else {
                tabs = from;
            }
            boolean crLf = to < end && to > tabs && text.charAt(to - 1) == '\r';
            put(text.substring(tabs, crLf ? to - 1 : to));
            from = to + 1;
        }
        end(mark);
    }

    /** Writes what a throwable suppressed, and then its cause. */
    private void putEnclosed(Throwable outermost, StackTraceElement[] outermostFrames, int indent) {
        Throwable outer = outermost;
        StackTraceElement[] outerFrames = outermostFrames;
        while (left >= 0) {
            putSuppressed(outer, outerFrames, indent);
            Throwable cause;
            try {
                cause = outer.getCause();
            } catch (Exception | StackOverflowError | LinkageError e) {
                newLine(indent);
                put(CAUSED_BY);
                putFailure(outer, e);
                return;
            }
            if (cause == null) {
                return;
            }
            add(outer);
            StackTraceElement[] frames = putOne(CAUSED_BY, cause, outerFrames, indent);
            if (frames == null) {
                return;
            }
            outer = cause;
            outerFrames = frames;
        }
    }

    private void putSuppressed(Throwable outer, StackTraceElement[] outerFrames, int indent) {
        Throwable[] all = outer.getSuppressed();
        if (all.length > 0) {
            add(outer);
        }
        for (Throwable suppressed : all) {
            if (left < 0) {
                return;
            }
            StackTraceElement[] frames = putOne(SUPPRESSED, suppressed, outerFrames, indent + 1);
            if (frames != null) {
                putEnclosed(suppressed, frames, indent + 1);
            }
        }
    }

    /** Writes an enclosed throwable, and returns its frames; null if what it encloses is not to be written. */
    private StackTraceElement @Nullable [] putOne(
            String caption, Throwable thrown, StackTraceElement[] outer, int indent) {
        if (causesLeft == 0) {
            count(thrown);
            return null;
        }
        causesLeft--;
        newLine(indent);
        if (!add(thrown)) {
            put(caption);
            put(CIRCULAR);
            putHeader("", thrown);
            put("]");
            return null;
        }
        putHeader(caption, thrown);
        StackTraceElement[] frames = frames(thrown, indent);
        putFrames(frames, outer, indent);
        return frames;
    }

    private void putHeader(String caption, Throwable thrown) {
        put(caption);
        String text;
        try {
            text = String.valueOf(thrown.toString());
        } catch (Exception | StackOverflowError | LinkageError e) {
            putFailure(thrown, e);
            return;
        }
        put(text);
    }

    /** Returns the frames; if the getter throws, a line says so. */
    private StackTraceElement[] frames(Throwable thrown, int indent) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames == null ? NO_FRAMES : frames;
        } catch (Exception | StackOverflowError | LinkageError e) {
            newLine(indent + 1);
            put("at ");
            putFailure(thrown, e);
            return NO_FRAMES;
        }
    }

    private void putFrames(StackTraceElement[] frames, StackTraceElement[] outer, int indent) {
        int own = frames.length - inCommon(frames, outer);
        int shown = Math.min(own, line.limits.maxFrames());
        for (int i = 0; i < shown && left >= 0; i++) {
            newLine(indent + 1);
            put("at ");
            put(String.valueOf(frames[i]));
        }
        if (shown < own) {
            newLine(indent);
            tell("\t... ", own - shown, " frames truncated");
        }
        if (own < frames.length) {
            newLine(indent);
            tell("\t... ", frames.length - own, " more");
        }
    }

    private static int inCommon(StackTraceElement[] frames, StackTraceElement[] outer) {
        int most = Math.min(frames.length, outer.length);
        int count = 0;
        while (count < most && equal(frames[frames.length - 1 - count], outer[outer.length - 1 - count])) {
            count++;
        }
        return count;
    }

    private static boolean equal(@Nullable StackTraceElement a, @Nullable StackTraceElement b) {
        return a != null && a.equals(b);
    }

    /** Counts a throwable that is not written, and what it encloses. */
    private void count(Throwable first) {
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(first);
        while (!open.isEmpty() && causesCut < MAX_COUNTED) {
            Throwable thrown = open.remove();
            causesCut++;
            if (add(thrown)) {
                Collections.addAll(open, thrown.getSuppressed());
                Throwable cause = cause(thrown);
                if (cause != null) {
                    open.add(cause);
                }
            }
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Exception | StackOverflowError | LinkageError e) {
            return null;
        }
    }

    /** Remembers a throwable; false if it was there before. */
    private boolean add(Throwable thrown) {
        Set<Throwable> all = seen;
        if (all == null) {
            all = Collections.newSetFromMap(new IdentityHashMap<>());
            seen = all;
        }
        return all.add(thrown);
    }

    private void putFailure(Throwable thrown, Throwable failure) {
        if (isCut(1)) {
            return;
        }
        int mark = line.pos;
        line.putFailure(thrown, failure, escaper);
        left -= Math.min(left, line.pos - mark);
    }

    private void tell(String before, int count, String behind) {
        if (!before.isEmpty() && before.charAt(0) == '\t') {
            putControl('\t', 't', 1);
            put(before.substring(1));
        } else {
            put(before);
        }
        put(Integer.toString(count));
        put(behind);
    }

    private void newLine(int tabs) {
        putControl('\n', 'n', 1);
        putControl('\t', 't', tabs);
    }

    /** Writes LF or TAB: in JSON as its escape, in text as it is. */
    private void putControl(char control, char letter, int count) {
        for (int i = 0; i < count; i++) {
            if (isCut(1)) {
                return;
            }
            left--;
            if (isJson) {
                line.put('\\', letter);
            } else {
                line.put(control);
            }
        }
    }

    private void put(String text) {
        int length = text.length();
        if (length == 0 || isCut(length)) {
            return;
        }
        if (length <= left) {
            line.putText(text, length, escaper);
            left -= length;
        } else {
            int end = Utf8.wholeEnd(text, -1, (int) left, length);
            line.putText(text.substring(0, end), length, escaper);
            cut();
        }
    }

    /** Whether nothing of what follows can be written; if so, the text has said it. */
    private boolean isCut(int following) {
        if (left < 0) {
            return true;
        }
        if (left == 0 && following > 0) {
            cut();
            return true;
        }
        return false;
    }

    private void cut() {
        int mark = line.pos;
        line.putEllipsis();
        line.escape(mark, escaper);
        left = -1;
    }
}
