// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import dev.appendkit.AppendBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of protobuf-java for random fields in random messages, which it also reads back. */
class ProtobufReadersTest {
    private static final int MESSAGES = 3_000;
    private static final int MAX_DEPTH = 4;

    private final Random random = new Random(8);
    private final AppendBuffer out = AppendBuffer.growing(16, 1 << 24);
    private final ProtobufWriter proto = new ProtobufWriter().reset(out);

    @Test
    void protobufJavaWritesTheSameBytesAndReadsThem() throws IOException {
        for (int i = 0; i < MESSAGES; i++) {
            out.clear();
            byte[] message = message(0);
            proto.endRecord();
            assertThat(out.toByteArray()).isEqualTo(message);
            assertThat(UnknownFieldSet.parseFrom(out.toByteArray()).toByteString())
                    .isNotNull();
        }
    }

    @Test
    void aStreamOfDelimitedMessagesIsReadBack() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            proto.beginDelimited();
            byte[] message = i % 10 == 0 ? new byte[0] : message(0);
            proto.endRecord();
            CodedOutputStream to = CodedOutputStream.newInstance(expected);
            to.writeUInt32NoTag(message.length);
            to.writeRawBytes(message);
            to.flush();
        }
        assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        int messages = 0;
        while (UnknownFieldSet.newBuilder().mergeDelimitedFrom(in)) {
            messages++;
        }
        assertThat(messages).isEqualTo(200);
    }

    /** Appends the fields of a message, and answers what protobuf-java makes of them. */
    private byte[] message(int depth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream to = CodedOutputStream.newInstance(bytes);
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            field(to, depth);
        }
        to.flush();
        return bytes.toByteArray();
    }

    private int field() {
        int field = 1 + (random.nextInt() >>> 3 + random.nextInt(29));
        return field >= 19_000 && field < 20_000 ? 1 : Math.min(field, (1 << 29) - 1);
    }

    private void field(CodedOutputStream to, int depth) throws IOException {
        int field = field();
        long value = random.nextLong() >> random.nextInt(64);
        int half = (int) value;
        switch (random.nextInt(depth < MAX_DEPTH ? 17 : 14)) {
            case 0 -> {
                proto.appendInt32(field, half);
                to.writeInt32(field, half);
            }
            case 1 -> {
                proto.appendInt64(field, value);
                to.writeInt64(field, value);
            }
            case 2 -> {
                proto.appendUInt32(field, half);
                to.writeUInt32(field, half);
            }
            case 3 -> {
                proto.appendUInt64(field, value);
                to.writeUInt64(field, value);
            }
            case 4 -> {
                proto.appendSInt32(field, half);
                to.writeSInt32(field, half);
            }
            case 5 -> {
                proto.appendSInt64(field, value);
                to.writeSInt64(field, value);
            }
            case 6 -> {
                proto.appendFixed32(field, half);
                to.writeFixed32(field, half);
            }
            case 7 -> {
                proto.appendFixed64(field, value);
                to.writeFixed64(field, value);
            }
            case 8 -> {
                proto.appendFloat(field, value / 3f);
                to.writeFloat(field, value / 3f);
            }
            case 9 -> {
                proto.appendDouble(field, value / 3d);
                to.writeDouble(field, value / 3d);
            }
            case 10 -> {
                proto.appendBool(field, half < 0);
                to.writeBool(field, half < 0);
            }
            case 11 -> {
                proto.appendEnum(field, half);
                to.writeEnum(field, half);
            }
            case 12 -> {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                proto.appendBytes(field, bytes, 0, bytes.length);
                to.writeByteArray(field, bytes);
            }
            case 13 -> packed(to, field);
            case 14 -> {
                proto.beginMessage(field);
                byte[] inner = message(depth + 1);
                proto.end();
                to.writeBytes(field, ByteString.copyFrom(inner));
            }
            default -> {
                String text = Strings.next(random);
                proto.appendString(field, random.nextBoolean() ? text : new StringBuilder(text));
                to.writeString(field, Strings.encodable(text));
            }
        }
    }

    private void packed(CodedOutputStream to, int field) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream inner = CodedOutputStream.newInstance(bytes);
        int kind = random.nextInt(3);
        int values = random.nextInt(60);
        proto.beginPacked(field);
        for (int i = 0; i < values; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            switch (kind) {
                case 0 -> {
                    proto.appendPacked(value);
                    inner.writeUInt64NoTag(value);
                }
                case 1 -> {
                    proto.appendPackedFixed32((int) value);
                    inner.writeFixed32NoTag((int) value);
                }
                default -> {
                    proto.appendPackedFixed64(value);
                    inner.writeFixed64NoTag(value);
                }
            }
        }
        proto.end();
        inner.flush();
        to.writeBytes(field, ByteString.copyFrom(bytes.toByteArray()));
    }
}
