// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import dev.appendkit.testing.Texts;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The model's state: where each open length lies in the content, and what it is the length of. The content has a byte 0
 * for each of them.
 */
class ProtobufContractTest extends FormatContract<ProtobufWriter, List<ProtobufContractTest.Level>> {
    private static final StringBuilder BUILDER = new StringBuilder().append("built Ω");
    private static final String LONG = "x".repeat(130);
    private static final byte[] BYTES = {0, (byte) 0x80, 1};

    /** The kind is that of a message, of a packed field, or of the values of a packed field. */
    record Level(int position, String kind) {}

    @Override
    ProtobufWriter create() {
        return new ProtobufWriter();
    }

    @Override
    void reset(ProtobufWriter writer, AppendBuffer out) {
        writer.reset(out);
    }

    @Override
    void rollBack(ProtobufWriter writer) {
        writer.rollBack();
    }

    @Override
    boolean isComplete(ProtobufWriter writer) {
        return writer.isComplete();
    }

    @Override
    List<Level> initial() {
        return List.of();
    }

    @Override
    Charset charset() {
        return ISO_8859_1;
    }

    /** A message has its length before it, and all of it must fit. */
    @Override
    int drainingCapacity() {
        return 512;
    }

    /** Nothing hands out content with a length that is open. */
    @Override
    boolean isReadable(Model<List<Level>> model) {
        return model.state().isEmpty();
    }

    private static String varint(long value) {
        return new String(Texts.varint(new BigInteger(Long.toUnsignedString(value))), ISO_8859_1);
    }

    private static String tag(int field, int type) {
        return varint((long) field << 3 | type);
    }

    private static String delimited(int field, String bytes) {
        return tag(field, 2) + varint(bytes.length()) + bytes;
    }

    private static String utf8(String text) {
        return new String(CsvText.replaced(text).getBytes(UTF_8), ISO_8859_1);
    }

    private static boolean isIn(Model<List<Level>> model, String kind) {
        List<Level> levels = model.state();
        return !levels.isEmpty() && levels.get(levels.size() - 1).kind().startsWith(kind);
    }

    private static Call<ProtobufWriter, List<Level>> field(String name, String bytes, Consumer<ProtobufWriter> action) {
        return new Call<>(name, action, model -> isIn(model, "packed") ? null : model.append(bytes, model.state()));
    }

    private static Call<ProtobufWriter, List<Level>> packed(
            String kind, String bytes, Consumer<ProtobufWriter> action) {
        return new Call<>(kind, action, model -> {
            if (!isIn(model, "packed") || isIn(model, "packed ") && !isIn(model, "packed " + kind)) {
                return null;
            }
            List<Level> levels = new ArrayList<>(model.state());
            Level last = levels.remove(levels.size() - 1);
            levels.add(new Level(last.position(), "packed " + kind));
            return model.append(bytes, levels);
        });
    }

    private static Call<ProtobufWriter, List<Level>> begin(int field, String kind, Consumer<ProtobufWriter> action) {
        return new Call<>(kind, action, model -> {
            if (isIn(model, "packed")) {
                return null;
            }
            List<Level> levels = new ArrayList<>(model.state());
            levels.add(new Level(model.content().length() + tag(field, 2).length(), kind));
            return model.append(tag(field, 2) + "\0", levels);
        });
    }

    private static String filled(String content, Level level) {
        String before = content.substring(0, level.position());
        String behind = content.substring(level.position() + 1);
        return before + varint(behind.length()) + behind;
    }

    @Override
    List<Call<ProtobufWriter, List<Level>>> calls() {
        return List.of(
                new Call<>(
                        "delimited",
                        ProtobufWriter::beginDelimited,
                        model -> model.start() >= 0
                                ? null
                                : model.append(
                                        "\0", List.of(new Level(model.content().length(), "delimited")))),
                begin(1, "message", proto -> proto.beginMessage(1)),
                begin(536_870_911, "packed", proto -> proto.beginPacked(536_870_911)),
                field("int32", tag(2, 0) + varint(-1), proto -> proto.appendInt32(2, -1)),
                field("long string", delimited(16, LONG), proto -> proto.appendString(16, LONG)),
                packed("varint", varint(300), proto -> proto.appendPacked(300)),
                new Call<>("end", ProtobufWriter::end, model -> {
                    List<Level> levels = new ArrayList<>(model.state());
                    if (levels.isEmpty() || levels.get(levels.size() - 1).kind().equals("delimited")) {
                        return null;
                    }
                    Level last = levels.remove(levels.size() - 1);
                    return new Model<>(levels, filled(model.content(), last), model.start(), false);
                }),
                new Call<>("endRecord", ProtobufWriter::endRecord, model -> {
                    if (model.state().isEmpty()) {
                        return model.end("", initial());
                    }
                    Level first = model.state().get(0);
                    return model.state().size() == 1 && first.kind().equals("delimited")
                            ? new Model<>(initial(), filled(model.content(), first), -1, true)
                            : null;
                }));
    }

    @Override
    List<Call<ProtobufWriter, List<Level>>> moreCalls() {
        return List.of(
                field("int64", tag(3, 0) + varint(Long.MIN_VALUE), proto -> proto.appendInt64(3, Long.MIN_VALUE)),
                field("uint32", tag(3, 0) + varint(0xFFFF_FFFFL), proto -> proto.appendUInt32(3, -1)),
                field("uint64", tag(3, 0) + varint(-1), proto -> proto.appendUInt64(3, -1)),
                field("sint32", tag(3, 0) + varint(0xFFFF_FFFFL), proto -> proto.appendSInt32(3, Integer.MIN_VALUE)),
                field("sint64", tag(3, 0) + varint(3), proto -> proto.appendSInt64(3, -2)),
                field("fixed32", tag(3, 5) + "\u0004\u0003\u0002\u0001", proto -> proto.appendFixed32(3, 0x01020304)),
                field("fixed64", tag(3, 1) + "\u0001\0\0\0\0\0\0\u0080", proto -> proto.appendFixed64(3, 1L << 63 | 1)),
                field("float", tag(3, 5) + "\0\0\u0080?", proto -> proto.appendFloat(3, 1)),
                field("double", tag(3, 1) + "\0\0\0\0\0\0\u00F0?", proto -> proto.appendDouble(3, 1)),
                field("bool", tag(3, 0) + "\u0001", proto -> proto.appendBool(3, true)),
                field("enum", tag(3, 0) + "\u0007", proto -> proto.appendEnum(3, 7)),
                field("bytes", delimited(3, "\u0080\u0001"), proto -> proto.appendBytes(3, BYTES, 1, 3)),
                field("string", delimited(3, utf8("aΩ")), proto -> proto.appendString(3, "aΩ")),
                packed("fixed32", "\u0001\0\0\0", proto -> proto.appendPackedFixed32(1)),
                packed("fixed64", "\u0001\0\0\0\0\0\0\0", proto -> proto.appendPackedFixed64(1)),
                Call.refused("field 0", proto -> proto.appendBool(0, true)),
                Call.refused("field -1", proto -> proto.beginMessage(-1)),
                Call.refused("field 19000", proto -> proto.appendString(19_000, "")),
                Call.refused("field 19999", proto -> proto.beginPacked(19_999)),
                Call.refused("field 2^29", proto -> proto.appendFixed32(1 << 29, 1)));
    }

    @Override
    List<TextCall<ProtobufWriter>> textCalls() {
        return List.of(new TextCall<>(
                "string", proto -> {}, (proto, text) -> proto.appendString(5, text), text -> delimited(5, utf8(text))));
    }

    @Override
    void record(ProtobufWriter proto) {
        proto.beginDelimited().appendInt32(1, -7).appendString(2, "aΩ").appendString(3, BUILDER);
        proto.beginMessage(4)
                .appendString(1, LONG)
                .beginMessage(2)
                .appendDouble(1, 1.5)
                .end()
                .end();
        proto.beginPacked(5)
                .appendPacked(300)
                .appendPacked(-1)
                .end()
                .appendBytes(6, BYTES, 0, 3)
                .endRecord();
    }

    /** Around each length at which a varint gets a byte more, on every kind of cursor. */
    @Test
    void lengthsAreMinimalAndWhatIsBehindThemMoves() {
        for (int length : new int[] {0, 1, 100, 124, 125, 126, 127, 128, 200, 4_000, 16_379, 16_380, 16_385, 70_000}) {
            String text = "0123456789".repeat(length / 10 + 1).substring(0, length);
            String inner = delimited(1, text);
            String outer = tag(1, 0) + "\u0007" + delimited(2, inner) + tag(3, 0) + "\u0001";
            String whole = "before" + varint(outer.length()) + outer;
            List<CursorKind> kinds = new ArrayList<>(CursorKind.bounded());
            kinds.addAll(CursorKind.unbounded());
            for (CursorKind kind : kinds) {
                CursorKind.Opened opened = kind.factory().apply(whole.length());
                opened.cursor().appendAscii("before");
                ProtobufWriter proto = new ProtobufWriter().reset(opened.cursor());
                proto.beginDelimited()
                        .appendInt32(1, 7)
                        .beginMessage(2)
                        .appendString(1, text)
                        .end();
                proto.appendBool(3, true).endRecord();
                assertThat(opened.content().get()).as("%s, %d", kind, length).isEqualTo(whole);
            }
        }
    }

    @Test
    void aLengthThatIsOpenIsNotHandedOut() {
        AppendBuffer out = AppendBuffer.growing(64, 64);
        ProtobufWriter proto = new ProtobufWriter().reset(out).beginMessage(1);
        assertThatThrownBy(out::toByteArray).isInstanceOf(IllegalStateException.class);
        assertThat(proto.end().endRecord().isComplete()).isTrue();
        assertThat(out.toByteArray()).containsExactly(10, 0);
        CollectingSink sink = new CollectingSink();
        AppendBuffer draining = AppendBuffer.draining(sink, 64);
        proto.reset(draining).appendBool(1, true).endRecord().beginDelimited();
        assertThatThrownBy(draining::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void messagesNest64Deep() {
        AppendBuffer out = AppendBuffer.growing(64, 1 << 16);
        ProtobufWriter proto = new ProtobufWriter().reset(out);
        for (int i = 0; i < 64; i++) {
            proto.beginMessage(1);
        }
        assertThatThrownBy(() -> proto.beginMessage(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> proto.beginPacked(1)).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 64; i++) {
            proto.end();
        }
        proto.endRecord();
        assertThat(out.length()).isGreaterThanOrEqualTo(128);
    }
}
