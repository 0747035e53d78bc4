// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** protobuf-java reads the messages by their schema: a stream of delimited ones, or one without its length. */
final class ProtobufCases extends FormatCases {
    private final boolean delimited;
    private final ProtobufWriter proto;

    /** The open messages, and what was accepted of each; the last one may have an open packed field. */
    private final Deque<DynamicMessage.Builder> open = new ArrayDeque<>();

    private int packed;

    ProtobufCases(Choices choices) {
        super(choices);
        delimited = choices.below(4) > 0;
        proto = new ProtobufWriter().reset(out);
    }

    @Override
    boolean isComplete() {
        return proto.isComplete();
    }

    @Override
    void rollBack() {
        proto.rollBack();
        open.clear();
        packed = 0;
    }

    @Override
    void call() {
        if (proto.isComplete()) {
            if (delimited) {
                proto.beginDelimited();
                open.push(message());
                return;
            }
            if (partsAccepted() > 0) {
                return;
            }
            open.clear();
            open.push(message());
        }
        switch (choices.below(8)) {
            case 0 -> {
                proto.beginMessage(ProtobufSchema.MESSAGE);
                open.push(message());
            }
            case 1 -> end();
            case 2 -> {
                int field =
                        switch (choices.below(3)) {
                            case 0 -> ProtobufSchema.PACKED_VARINTS;
                            case 1 -> ProtobufSchema.PACKED_FIXED32;
                            default -> ProtobufSchema.PACKED_FIXED64;
                        };
                proto.beginPacked(field);
                packed = field;
            }
            case 3 -> {
                proto.endRecord();
                accept(open.pop().build());
            }
            case 4 -> {
                if (choices.below(8) == 0) {
                    rollBack();
                }
            }
            default -> {
                if (packed > 0) {
                    packed();
                } else {
                    field();
                }
            }
        }
    }

    private static DynamicMessage.Builder message() {
        return DynamicMessage.newBuilder(ProtobufSchema.DESCRIPTOR);
    }

    private void end() {
        proto.end();
        if (packed > 0) {
            packed = 0;
        } else {
            DynamicMessage message = open.pop().build();
            add(ProtobufSchema.MESSAGE, message);
        }
    }

    private void add(int number, Object value) {
        FieldDescriptor field = ProtobufSchema.DESCRIPTOR.findFieldByNumber(number);
        open.element().addRepeatedField(field, value);
    }

    private void packed() {
        long value = choices.number();
        switch (packed) {
            case ProtobufSchema.PACKED_VARINTS -> {
                proto.appendPacked(value);
                add(packed, value);
            }
            case ProtobufSchema.PACKED_FIXED32 -> {
                proto.appendPackedFixed32((int) value);
                add(packed, (int) value);
            }
            default -> {
                proto.appendPackedFixed64(value);
                add(packed, value);
            }
        }
    }

    private void field() {
        int field = 1 + choices.below(ProtobufSchema.MESSAGE);
        long value = choices.number();
        int half = (int) value;
        switch (field) {
            case 1 -> {
                proto.appendInt32(1, half);
                add(1, half);
            }
            case 2 -> {
                proto.appendInt64(2, value);
                add(2, value);
            }
            case 3 -> {
                proto.appendUInt32(3, half);
                add(3, half);
            }
            case 4 -> {
                proto.appendUInt64(4, value);
                add(4, value);
            }
            case 5 -> {
                proto.appendSInt32(5, half);
                add(5, half);
            }
            case 6 -> {
                proto.appendSInt64(6, value);
                add(6, value);
            }
            case 7 -> {
                proto.appendFixed32(7, half);
                add(7, half);
            }
            case 8 -> {
                proto.appendFixed64(8, value);
                add(8, value);
            }
            case 9 -> {
                proto.appendFloat(9, Float.intBitsToFloat(half));
                add(9, Float.intBitsToFloat(half));
            }
            case 10 -> {
                proto.appendDouble(10, Double.longBitsToDouble(value));
                add(10, Double.longBitsToDouble(value));
            }
            case 11 -> {
                proto.appendBool(11, half < 0);
                add(11, half < 0);
            }
            case 12 -> {
                proto.appendEnum(12, half);
                FieldDescriptor anEnum = ProtobufSchema.DESCRIPTOR.findFieldByNumber(12);
                add(12, anEnum.getEnumType().findValueByNumberCreatingIfUnknown(half));
            }
            case 14 -> {
                byte[] bytes = ("x" + choices.text()).getBytes(UTF_16BE);
                proto.appendBytes(14, bytes, 2, bytes.length);
                add(14, ByteString.copyFrom(bytes, 2, bytes.length - 2));
            }
            default -> {
                String text = choices.text();
                int number = field == 13 ? 13 : ProtobufSchema.LAST;
                proto.appendString(number, form(text));
                add(number, Strings.encodable(text));
            }
        }
    }

    @Override
    List<Object> read(byte[] bytes) throws IOException {
        List<Object> read = new ArrayList<>();
        if (!delimited) {
            DynamicMessage message = DynamicMessage.parseFrom(ProtobufSchema.DESCRIPTOR, bytes);
            if (partsAccepted() > 0) {
                read.add(message);
            }
            return read;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        for (DynamicMessage.Builder message = message(); message.mergeDelimitedFrom(in); message = message()) {
            read.add(message.build());
        }
        return read;
    }
}
