// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;

/** A message with a repeated field of each type, and of itself. */
final class ProtobufSchema {
    /** The greatest number of a field. */
    static final int LAST = (1 << 29) - 1;

    static final int MESSAGE = 15;
    static final int PACKED_VARINTS = 16;
    static final int PACKED_FIXED32 = 18_999;
    static final int PACKED_FIXED64 = 20_000;

    static final Descriptor DESCRIPTOR = descriptor();

    private ProtobufSchema() {}

    private static Descriptor descriptor() {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Everything");
        List<FieldDescriptorProto.Type> types = List.of(
                FieldDescriptorProto.Type.TYPE_INT32,
                FieldDescriptorProto.Type.TYPE_INT64,
                FieldDescriptorProto.Type.TYPE_UINT32,
                FieldDescriptorProto.Type.TYPE_UINT64,
                FieldDescriptorProto.Type.TYPE_SINT32,
                FieldDescriptorProto.Type.TYPE_SINT64,
                FieldDescriptorProto.Type.TYPE_FIXED32,
                FieldDescriptorProto.Type.TYPE_FIXED64,
                FieldDescriptorProto.Type.TYPE_FLOAT,
                FieldDescriptorProto.Type.TYPE_DOUBLE,
                FieldDescriptorProto.Type.TYPE_BOOL,
                FieldDescriptorProto.Type.TYPE_ENUM,
                FieldDescriptorProto.Type.TYPE_STRING,
                FieldDescriptorProto.Type.TYPE_BYTES,
                FieldDescriptorProto.Type.TYPE_MESSAGE,
                FieldDescriptorProto.Type.TYPE_UINT64);
        for (int i = 0; i < types.size(); i++) {
            message.addField(field(i + 1, types.get(i)));
        }
        message.addField(field(PACKED_FIXED32, FieldDescriptorProto.Type.TYPE_FIXED32));
        message.addField(field(PACKED_FIXED64, FieldDescriptorProto.Type.TYPE_FIXED64));
        message.addField(field(LAST, FieldDescriptorProto.Type.TYPE_STRING));
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setSyntax("proto3")
                .addMessageType(message)
                .addEnumType(EnumDescriptorProto.newBuilder()
                        .setName("Any")
                        .addValue(EnumValueDescriptorProto.newBuilder()
                                .setName("ZERO")
                                .setNumber(0)))
                .build();
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Everything");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldDescriptorProto.Builder field(int number, FieldDescriptorProto.Type type) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName("f" + number)
                .setNumber(number)
                .setType(type)
                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
        switch (type) {
            case TYPE_MESSAGE -> field.setTypeName("Everything");
            case TYPE_ENUM -> field.setTypeName("Any");
            default -> {}
        }
        return field;
    }
}
