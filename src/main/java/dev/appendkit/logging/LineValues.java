// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.format.JsonStyle;
import dev.appendkit.format.JsonValue;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.internal.Base64Text;
import dev.appendkit.internal.DecimalText;
import dev.appendkit.internal.Decimals;
import dev.appendkit.internal.Hex;
import dev.appendkit.internal.ShortestDouble;
import dev.appendkit.internal.ShortestFloat;
import dev.appendkit.internal.Utf8;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in a line, typed by their class. A value is JSON ({@link #putJson}) or the same text without quotes
 * ({@link #putPlain}). If a value's own code throws, that costs the value: it is removed, and {@link #putFailure} says
 * why.
 */
abstract class LineValues extends LineTexts {
    private static final int MAX_DEPTH = 8;
    private static final String TOO_DEEP = "\u2026";
    private static final int MAX_KEPT_VALUE_BYTES = 8_192;
    private static final int NO_SCOPES = 0;

    /** How strings of JSON are escaped; text and logfmt have them too, within arrays and objects. */
    final Escaper json;
    /** The greatest length of a text, and of each class in the text of a failure. */
    final int maxChars;

    int maxClassChars;

    /** How the names of members of JSON are written. */
    final KeyStyle members;

    private final JsonStyle style;
    private final int maxBytes;
    final NameTable table;

    /** The names of the objects that are open, the innermost one last. */
    private NameSet[] scopes = {new NameSet(), new NameSet()};

    private int scope = NO_SCOPES;
    private @Nullable AppendBuffer values;
    private @Nullable JsonWriter writer;

    LineValues(int capacity, Limits limits, JsonStyle.Escapes escapes, NameTable table) {
        super(capacity, limits.maxEventBytes());
        json = Escaper.json(escapes);
        members = KeyStyle.members(escapes);
        maxChars = limits.maxValueChars();
        maxClassChars = maxChars;
        maxBytes = limits.maxEventBytes();
        style = JsonStyle.standard().escapes(escapes).nonFinite(JsonStyle.NonFinite.STRING);
        this.table = table;
    }

    @Override
    int keptBytes() {
        int kept = super.keptBytes();
        for (NameSet names : scopes) {
            kept += names.keptBytes();
        }
        return kept + (values == null ? 0 : MAX_KEPT_VALUE_BYTES);
    }

    @Override
    void clear() {
        super.clear();
        scope = NO_SCOPES;
    }

    // Names

    /** Begins an object, in which each name stands once. */
    final void openNames(@Nullable FixedNames fixed) {
        if (scope == scopes.length) {
            scopes = Arrays.copyOf(scopes, scope + 1);
            scopes[scope] = new NameSet();
        }
        scopes[scope++].open(fixed);
    }

    final void closeNames() {
        scope--;
    }

    /** The names of the innermost object. */
    final NameSet names() {
        return scopes[scope - 1];
    }

    final int openScopes() {
        return scope;
    }

    /** Goes back to the objects that were open before something failed. */
    final void restoreScopes(int before) {
        scope = before;
    }

    /** Writes a text that recurs, escaped as this encoder escapes all texts of its kind. */
    final void putName(String name, int limit, Escaper escaper) {
        pos = putName(pos, name, limit, escaper);
    }

    /** Writes such a text; returns the position after it. */
    final int putName(int at, String name, int limit, Escaper escaper) {
        NameTable.Entry known = table.find(name, NameTable.VALUE);
        return known != null && name.length() <= limit
                ? putWords(at, known.bytes, 0, known.length)
                : putNewName(at, name, limit, escaper);
    }

    private int putNewName(int at, String name, int limit, Escaper escaper) {
        pos = putText(at, name, limit, escaper);
        if (name.length() <= limit && pos - at <= NameTable.MAX_BYTES) {
            table.add(new NameTable.Entry(name, NameTable.VALUE, bytes, at, pos));
        }
        return pos;
    }

    /**
     * Writes the name of a member or the key of a pair, unless the object has it, and returns whether it was written.
     *
     * @param key how it is written
     */
    final boolean putKey(String name, KeyStyle key) {
        int end = putKey(pos, name, key);
        if (end < 0) {
            return false;
        }
        pos = end;
        return true;
    }

    /** Writes such a name; returns the position after it, or -1 if the object has it. */
    final int putKey(int at, String name, KeyStyle key) {
        NameTable.Entry known = table.find(name, key);
        if (known == null) {
            return putNewKey(at, name, key);
        }
        NameSet names = names();
        if (names.contains(known, bytes)) {
            return -1;
        }
        int from = key.isFirst(bytes, at) ? 1 : 0;
        int end = putWords(at, known.bytes, from, known.length - from);
        names.add(end - known.length + known.start, known.nameLength, known.hash);
        return end;
    }

    private int putNewKey(int at, String name, KeyStyle key) {
        int from = key.isFirst(bytes, at) ? 1 : 0;
        pos = putWords(at, key.before, from, key.beforeLength - from);
        int content = pos;
        int start = content - key.prefixLength;
        key.put(this, name);
        int end = pos;
        int hash = NameSet.hash(bytes, start, end);
        NameSet names = names();
        if (names.contains(bytes, start, end - start, hash)) {
            pos = at;
            return -1;
        }
        names.add(start, end - start, hash);
        putWords(key.behind, 0, key.behindLength);
        if (name.length() <= maxChars && end - content <= NameTable.MAX_BYTES) {
            byte[] all = new byte[pos - at + from];
            System.arraycopy(key.before, 0, all, 0, from);
            System.arraycopy(bytes, at, all, from, pos - at);
            table.add(new NameTable.Entry(name, key, all, start - at + from, end - start, names.fixed()));
        }
        return pos;
    }

    // JSON

    /** Writes a value as JSON; if its code throws, says so in its place. */
    final void putJson(@Nullable Object value, int depth) {
        int mark = pos;
        int open = scope;
        try {
            json(value, depth);
        } catch (EventTooLong e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            pos = mark;
            scope = open;
            putFailure(value, e, true);
        }
    }

    private void json(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            pos = putQuoted(pos, text);
        } else if (!bare(value) && !container(value, depth)) {
            put('"');
            int mark = pos;
            rawText(value);
            escape(mark, json);
            put('"');
        }
    }

    /** Writes a string of JSON; returns the position after it. */
    final int putQuoted(int mark, String text) {
        ensure(mark, 1);
        bytes[mark] = '"';
        int end = putText(mark + 1, text, maxChars, json);
        ensure(end, 1);
        bytes[end] = '"';
        return end + 1;
    }

    /** Writes a value that needs no quotes in any syntax, or returns false. */
    private boolean bare(@Nullable Object value) {
        if (value == null) {
            ascii("null");
            return true;
        }
        if (value instanceof Boolean b) {
            ascii(b ? "true" : "false");
            return true;
        }
        return value instanceof Number number && bareNumber(number);
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[pos++] = (byte) text.charAt(i);
        }
    }

    private boolean bareNumber(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            putLong(number.longValue());
            return true;
        }
        if (number instanceof Double d) {
            if (!Double.isFinite(d)) {
                return false;
            }
            ensure(ShortestDouble.SPILL_ROOM);
            pos = ShortestDouble.appendSpill(bytes, pos, d);
            return true;
        }
        if (number instanceof Float f) {
            if (!Float.isFinite(f)) {
                return false;
            }
            ensure(ShortestFloat.SPILL_ROOM);
            pos = ShortestFloat.appendSpill(bytes, pos, f);
            return true;
        }
        if (number instanceof BigDecimal decimal) {
            return bareDecimal(decimal);
        }
        return number instanceof BigInteger integer && bareInteger(integer);
    }

    private boolean bareDecimal(BigDecimal value) {
        int scale = value.scale();
        if (DecimalText.isCompact(value)) {
            long unscaled = DecimalText.unscaled(value);
            long length = Decimals.length(unscaled, scale);
            if (length > DecimalText.MAX_LENGTH) {
                return false;
            }
            ensureExactly(length);
            pos = Decimals.append(bytes, pos, unscaled, scale);
            return true;
        }
        BigDecimal exact = DecimalText.exact(value);
        if (Decimals.length(DecimalText.digits(exact), scale) > DecimalText.MAX_LENGTH) {
            return false;
        }
        return big(exact.unscaledValue(), scale);
    }

    private boolean bareInteger(BigInteger value) {
        BigInteger exact = DecimalText.exact(value);
        // A decimal digit is more than three bits.
        return exact.bitLength() <= 4L * DecimalText.MAX_LENGTH && big(exact, 0);
    }

    private boolean big(BigInteger exact, int scale) {
        int length;
        try {
            length = DecimalText.length(exact, scale);
        } catch (IllegalArgumentException e) {
            return false;
        }
        ensureExactly(length);
        pos = DecimalText.append(bytes, pos, exact, scale);
        return true;
    }

    /** Writes an array, a collection, a map or a {@code JsonValue}, or returns false. */
    private boolean container(@Nullable Object value, int depth) {
        if (value instanceof JsonValue self) {
            jsonValue(self);
            return true;
        }
        boolean isArray = value != null && value.getClass().isArray() && !(value instanceof byte[]);
        if (!isArray && !(value instanceof Collection) && !(value instanceof Map)) {
            return false;
        }
        if (depth == MAX_DEPTH) {
            put('"');
            putText(TOO_DEEP, 1, json);
            put('"');
        } else if (value instanceof Map<?, ?> map) {
            object(map, depth + 1);
        } else if (value instanceof Collection<?> collection) {
            array(collection, depth + 1);
        } else {
            array(value, depth + 1);
        }
        return true;
    }

    private void object(Map<?, ?> map, int depth) {
        put('{');
        openNames(null);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (putKey(keyOf(entry), members)) {
                putJson(entry.getValue(), depth);
            }
        }
        closeNames();
        put('}');
    }

    private static String keyOf(Map.Entry<?, ?> entry) {
        return String.valueOf(String.valueOf(entry.getKey()));
    }

    private void array(Collection<?> values, int depth) {
        put('[');
        if (values instanceof List<?> list && list instanceof RandomAccess) {
            for (int i = 0; i < list.size(); i++) {
                comma(i);
                putJson(list.get(i), depth);
            }
        } else {
            int i = 0;
            for (Object value : values) {
                comma(i++);
                putJson(value, depth);
            }
        }
        put(']');
    }

    private void comma(int index) {
        if (index > 0) {
            put(',');
        }
    }

    private void array(@Nullable Object array, int depth) {
        put('[');
        if (array instanceof Object[] values) {
            for (int i = 0; i < values.length; i++) {
                comma(i);
                putJson(values[i], depth);
            }
        } else if (array instanceof int[] values) {
            for (int i = 0; i < values.length; i++) {
                comma(i);
                putLong(values[i]);
            }
        } else if (array instanceof long[] values) {
            for (int i = 0; i < values.length; i++) {
                comma(i);
                putLong(values[i]);
            }
        } else if (array != null) {
            for (int i = 0; i < Array.getLength(array); i++) {
                comma(i);
                putJson(Array.get(array, i), depth);
            }
        }
        put(']');
    }

    private void jsonValue(JsonValue value) {
        AppendBuffer cursor = values;
        JsonWriter to = writer;
        if (cursor == null || to == null) {
            // It grows to no more than an event may have.
            cursor = AppendBuffer.growing(256, maxBytes);
            to = new JsonWriter(style);
        }
        // No other code gets them meanwhile.
        values = null;
        writer = null;
        try {
            to.reset(cursor.clear()).appendValue(value);
        } catch (BufferOverflowException e) {
            if (e.getMessage() != null) {
                throw EventTooLong.INSTANCE;
            }
            throw e;
        }
        int length = cursor.length();
        ensureExactly(length);
        cursor.copyTo(bytes, pos);
        pos += length;
        if (length <= MAX_KEPT_VALUE_BYTES / 2) {
            values = cursor;
            writer = to;
        }
    }

    // Plain text

    /** Writes a value as a text of the line; if its code throws, says so in its place. */
    final void putPlain(@Nullable Object value, Escaper escaper) {
        int mark = pos;
        int open = scope;
        try {
            if (value instanceof CharSequence text) {
                putText(text, maxChars, escaper);
            } else if (!bare(value)) {
                if (!container(value, 0)) {
                    rawText(value);
                }
                escape(mark, escaper);
            }
        } catch (EventTooLong e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError e) {
            pos = mark;
            scope = open;
            putFailure(value, e, escaper);
        }
    }

    /** Writes the text of a value that is neither bare nor a container, to be escaped. */
    private void rawText(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            putRaw(text, maxChars);
        } else if (value instanceof Enum<?> constant) {
            putRaw(constant.name(), maxChars);
        } else if (value instanceof Character c) {
            ensure(Utf8.MAX_BYTES_PER_CHAR);
            pos = Utf8.appendCodePoint(bytes, pos, c);
        } else if (value instanceof UUID uuid) {
            ensure(Hex.UUID_LENGTH);
            pos = Hex.appendUuid(bytes, pos, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } else if (value instanceof byte[] data) {
            ensureExactly(Base64Text.length(data.length));
            pos = Base64Text.append(bytes, pos, data, 0, data.length);
        } else if (!temporal(value)) {
            putRaw(String.valueOf(String.valueOf(value)), maxChars);
        }
    }

    /** Writes a value of java.time; a year or an offset that its form cannot show is left to {@code toString}. */
    private boolean temporal(@Nullable Object value) {
        ensure(Append.MAX_OFFSET_DATE_TIME_LENGTH + Append.MAX_DURATION_LENGTH);
        try {
            if (value instanceof Instant instant) {
                pos = Append.appendInstant(bytes, pos, instant, FractionDigits.AUTO);
            } else if (value instanceof LocalDate date) {
                pos = Append.appendDate(bytes, pos, date);
            } else if (value instanceof LocalTime time) {
                pos = Append.appendTime(bytes, pos, time, FractionDigits.AUTO);
            } else if (value instanceof LocalDateTime dateTime) {
                pos = Append.appendTimestamp(bytes, pos, dateTime, FractionDigits.AUTO);
            } else if (value instanceof OffsetDateTime dateTime) {
                pos = Append.appendOffsetDateTime(bytes, pos, dateTime, FractionDigits.AUTO);
            } else if (value instanceof Duration duration) {
                pos = Append.appendDuration(bytes, pos, duration);
            } else {
                return false;
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    // Failures

    /** Says in JSON that a value could not be written. */
    final void putFailure(@Nullable Object value, Throwable failure, boolean quoted) {
        if (quoted) {
            put('"');
        }
        putFailure(value, failure, json);
        if (quoted) {
            put('"');
        }
    }

    /** Says that a value could not be written: its class and the class of what was thrown, never a message. */
    final void putFailure(@Nullable Object value, Throwable failure, Escaper escaper) {
        int mark = pos;
        put('[');
        putRaw(value == null ? NULL : value.getClass().getName(), maxClassChars);
        put(':', ' ');
        putRaw(failure.getClass().getName(), maxClassChars);
        put(']');
        escape(mark, escaper);
    }
}
