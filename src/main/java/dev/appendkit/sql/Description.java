// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.AppendBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Describes a template and its values for a log line. The text is bounded and holds printable characters only, and no
 * value can cause an exception. It is made from the text as it was lexed, so that it hides exactly the text that the
 * lexer took as quoted.
 */
final class Description {
    /** The maximum length of the description in chars; a longer one is cut and ends with an ellipsis. */
    static final int MAX_LENGTH = 4096;

    private static final int MAX_TEXT = 32;
    private static final int MAX_BYTES = 16;
    private static final int MAX_ELEMENTS = 3;
    /** The maximum length of a literal that is not text; only decimals are longer. */
    private static final int MAX_LITERAL = 48;

    private static final int MAX_DECIMAL = 1 << 17;
    private static final String QUOTED = "'…'";

    private static final String[] KINDS = new String[SqlParameters.TYPES];

    static {
        KINDS[SqlParameters.UNSET] = "<unset>";
        KINDS[SqlParameters.NULL] = "<null>";
        KINDS[SqlParameters.BOOLEAN] = "<boolean>";
        KINDS[SqlParameters.INT] = "<int>";
        KINDS[SqlParameters.LONG] = "<long>";
        KINDS[SqlParameters.FLOAT] = "<float>";
        KINDS[SqlParameters.DOUBLE] = "<double>";
        KINDS[SqlParameters.STRING] = "<string>";
        KINDS[SqlParameters.BYTES] = "<bytes>";
        KINDS[SqlParameters.INSTANT] = "<instant>";
        KINDS[SqlParameters.UNSIGNED_LONG] = "<unsigned long>";
        KINDS[SqlParameters.SCALED_LONG] = "<decimal>";
        KINDS[SqlParameters.BIG_DECIMAL] = "<decimal>";
        KINDS[SqlParameters.BIG_INTEGER] = "<big integer>";
        KINDS[SqlParameters.DATE] = "<date>";
        KINDS[SqlParameters.TIME] = "<time>";
        KINDS[SqlParameters.DATE_TIME] = "<date time>";
        KINDS[SqlParameters.OFFSET_DATE_TIME] = "<offset date time>";
        KINDS[SqlParameters.OFFSET_TIME] = "<offset time>";
        KINDS[SqlParameters.DURATION] = "<duration>";
        KINDS[SqlParameters.UUID_BITS] = "<uuid>";
        KINDS[SqlParameters.JSON] = "<json>";
        KINDS[SqlParameters.ENUM] = "<enum>";
        KINDS[SqlParameters.INET_ADDRESS] = "<inet address>";
        KINDS[SqlParameters.LIST] = "<list>";
        KINDS[SqlParameters.ARRAY] = "<array>";
        KINDS[SqlParameters.READER] = "<reader>";
        KINDS[SqlParameters.STREAM] = "<stream>";
        KINDS[SqlParameters.RAW] = "<raw>";
        KINDS[SqlParameters.TYPED_NULL] = "<null>";
        KINDS[SqlParameters.BYTE_BUFFER] = "<bytes>";
        KINDS[SqlParameters.UTF8] = "<string>";
        KINDS[SqlParameters.LOCAL_SECOND] = "<date time>";
        KINDS[SqlParameters.JAVA_TIMESTAMP] = "<timestamp>";
        KINDS[SqlParameters.JAVA_DATE] = "<date>";
        KINDS[SqlParameters.JAVA_TIME] = "<time>";
        KINDS[SqlParameters.JAVA_ARRAY] = "<array>";
        KINDS[SqlParameters.BITS] = "<bits>";
    }

    private final SqlMode mode;
    private final DescribePolicy policy;
    private final StringBuilder line = new StringBuilder();

    private Description(SqlMode mode, DescribePolicy policy) {
        this.mode = mode;
        this.policy = policy;
    }

    static String of(CompiledTemplate compiled, SqlParameters parameters, DescribePolicy policy) {
        Description description = new Description(compiled.mode, policy);
        TemplateText text = compiled.text();
        Segments segments = compiled.segments();
        int at = 0;
        for (int i = 0; i < segments.gaps(); i++) {
            description.template(text, at, segments.gapFrom(i));
            int slot = segments.gapSlot(i);
            if (slot >= 0) {
                description.parameter(parameters, slot);
            }
            at = segments.gapTo(i);
        }
        description.template(text, at, text.length);
        if (parameters.count() > compiled.parameterCount) {
            description
                    .line
                    .append(" <")
                    .append(parameters.count() - compiled.parameterCount)
                    .append(" more>");
        }
        return description.bounded();
    }

    private String bounded() {
        if (line.length() <= MAX_LENGTH) {
            return line.toString();
        }
        int end = MAX_LENGTH - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private boolean isFull() {
        return line.length() > MAX_LENGTH;
    }

    private void template(TemplateText text, int from, int to) {
        int at = from;
        if (policy == DescribePolicy.MASKED) {
            for (int region = 0; region < text.regionCount() && !isFull(); region++) {
                int regionFrom = text.regionFrom(region);
                if (text.isComment(region) || regionFrom < at || regionFrom >= to) {
                    continue;
                }
                printable(utf8(text, at, regionFrom));
                line.append(QUOTED);
                at = text.regionTo(region);
            }
        }
        if (at < to) {
            printable(utf8(text, at, to));
        }
    }

    /** Decodes as much as fits into the line, and a little more, so that the cut is noticed. */
    private static String utf8(TemplateText text, int from, int to) {
        int most = Math.min(to - from, 4 * (MAX_LENGTH + 1));
        return new String(text.bytes, from, most, StandardCharsets.UTF_8);
    }

    private void parameter(SqlParameters parameters, int slot) {
        if (isFull()) {
            return;
        }
        if (slot >= parameters.count()) {
            line.append("<missing>");
            return;
        }
        byte type = parameters.type(slot);
        if (type == SqlParameters.CONSUMED) {
            line.append("<consumed>");
        } else if (policy == DescribePolicy.MASKED) {
            line.append(KINDS[type]);
        } else {
            int before = line.length();
            try {
                shortened(parameters, slot, type);
            } catch (SqlParameterException e) {
                line.setLength(before);
                line.append("<refused ").append(e.code()).append('>');
            } catch (VirtualMachineError e) {
                if (!(e instanceof StackOverflowError)) {
                    throw e;
                }
                line.setLength(before);
                line.append("<unreadable>");
            } catch (Throwable e) {
                // A foreign CharSequence or list may throw anything, and a log line must not fail because of it.
                line.setLength(before);
                line.append("<unreadable>");
            }
        }
    }

    private void shortened(SqlParameters parameters, int slot, byte type) {
        switch (type) {
            case SqlParameters.STRING, SqlParameters.JSON, SqlParameters.ENUM ->
                text((CharSequence) parameters.reference(slot));
            case SqlParameters.BYTES ->
                bytes((byte[]) parameters.reference(slot), (int) parameters.longValue(slot), (int)
                        parameters.secondValue(slot));
            case SqlParameters.LIST -> elements((Collection<?>) parameters.reference(slot), "", "");
            case SqlParameters.BYTE_BUFFER -> {
                ByteBuffer buffer = (ByteBuffer) parameters.reference(slot);
                byte[] head = new byte[Math.min(buffer.remaining(), MAX_BYTES)];
                buffer.get(buffer.position(), head);
                bytes(head, 0, head.length);
            }
            case SqlParameters.UTF8 -> {
                int from = (int) parameters.longValue(slot);
                int length = (int) parameters.secondValue(slot) - from;
                text(new String((byte[]) parameters.reference(slot), from, length, StandardCharsets.UTF_8));
            }
            case SqlParameters.ARRAY, SqlParameters.JAVA_ARRAY ->
                elements(((SqlArray) parameters.reference(slot)).elements(), "ARRAY[", "]");
            case SqlParameters.RAW -> {
                String sql = ((RawSql) parameters.reference(slot)).sql();
                cut(sql, MAX_LITERAL);
            }
            case SqlParameters.UNSET, SqlParameters.READER, SqlParameters.STREAM -> line.append(KINDS[type]);
            default -> literal(parameters, slot);
        }
    }

    private void text(CharSequence value) {
        int length = value.length();
        int shown = Math.min(length, MAX_TEXT);
        StringBuilder head = new StringBuilder("'");
        for (int i = 0; i < shown; i++) {
            char c = value.charAt(i);
            head.append(c == '\'' ? "''" : String.valueOf(c));
        }
        if (shown < length) {
            // Half a surrogate pair at the cut would be shown as a replacement character.
            if (Character.isHighSurrogate(head.charAt(head.length() - 1))) {
                head.setLength(head.length() - 1);
            }
            head.append('…');
        }
        printable(head.append('\'').toString());
        if (shown < length) {
            line.append('(').append(length).append(" chars)");
        }
    }

    private void bytes(byte[] value, int from, int to) {
        line.append("x'");
        int end = Math.min(to, from + MAX_BYTES);
        for (int i = from; i < end; i++) {
            line.append(Character.forDigit(value[i] >> 4 & 0xF, 16)).append(Character.forDigit(value[i] & 0xF, 16));
        }
        line.append(end < to ? "…'(" + (to - from) + " bytes)" : "'");
    }

    private void elements(Collection<?> values, String open, String close) {
        line.append(open);
        int count = 0;
        for (@Nullable Object value : values) {
            if (count > 0) {
                line.append(", ");
            }
            if (++count > MAX_ELEMENTS) {
                line.append('…');
                break;
            }
            if (value instanceof Collection<?> || value instanceof SqlArray) {
                line.append("(…)");
            } else {
                parameter(new SqlParameters(1).setObject(1, value), 0);
            }
        }
        line.append(close);
    }

    private void literal(SqlParameters parameters, int slot) {
        AppendBuffer out = AppendBuffer.growing(MAX_LITERAL, MAX_DECIMAL);
        mode.dialect().literals().append(out, mode, parameters, slot, Place.ANY);
        cut(out.toString(StandardCharsets.UTF_8), MAX_LITERAL);
    }

    private void cut(String text, int most) {
        if (text.length() <= most) {
            printable(text);
        } else {
            int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
            printable(text.substring(0, end));
            line.append("…(").append(text.length()).append(" chars)");
        }
    }

    /**
     * Appends spaces for white space, and U+FFFD for any other character that a terminal or a log viewer may act upon.
     */
    private void printable(String text) {
        for (int i = 0; i < text.length() && !isFull(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            line.appendCodePoint(codePoint >= ' ' && codePoint < 0x7F ? codePoint : shown(codePoint));
        }
    }

    private static int shown(int codePoint) {
        if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
            return ' ';
        }
        return switch (Character.getType(codePoint)) {
            // The category Format includes the direction controls, which can make one line look like another.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> 0xFFFD;
            default -> codePoint;
        };
    }
}
