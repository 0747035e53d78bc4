// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;

/** A message whose length precedes it: the length is reserved first and filled in when it is known. */
public final class LengthPrefixedMessage {
    private LengthPrefixedMessage() {}

    /** Four bytes for the length of what follows, a byte for the type, a varint, and text. */
    static void append(AppendBuffer out, int type, long id, String text) {
        int length = out.reserve(4);
        out.appendByte((byte) type).appendVarLong(id).appendUtf8(text);
        out.patchBigEndian(length, out.lengthSince(length));
    }

    public static void main(String[] args) {
        AppendBuffer out = AppendBuffer.growing(64, 4_096);
        append(out, 1, 300, "naïve");
        append(out, 2, 5, "");
        byte[] messages = out.toByteArray();

        byte[] hex = new byte[2 * messages.length];
        int end = Append.appendHexBytes(hex, 0, messages, 0, messages.length);
        System.out.write(hex, 0, end);
        System.out.println();
    }
}
// 0000000901ac026e61c3af7665000000020205
