// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import java.lang.reflect.Method;
import java.nio.BufferOverflowException;
import java.util.Map;

/** A cursor whose content can be asked for while it is open. */
public final class CursorTarget implements Target {
    private static final Map<String, Method> METHODS = Signatures.ofAppends(AppendBuffer.class);

    private final AppendBuffer cursor;
    private final Runnable outside;
    private byte[] content = {};

    private CursorTarget(AppendBuffer cursor, Runnable outside) {
        this.cursor = cursor;
        this.outside = outside;
    }

    /** Over the middle of an array. */
    public static CursorTarget wrap(int room) {
        byte[] array = Guards.bytes(room + 16);
        return new CursorTarget(AppendBuffer.wrap(array, 7, 7 + room), () -> Guards.check(array, 7, 7 + room));
    }

    /** Over the middle of an array, after it was used for another one. */
    public static CursorTarget reset(int room) {
        byte[] array = Guards.bytes(room + 16);
        AppendBuffer cursor = AppendBuffer.wrap(new byte[50], 20, 40).appendInt(-1);
        return new CursorTarget(cursor.reset(array, 7, 7 + room), () -> Guards.check(array, 7, 7 + room));
    }

    public static CursorTarget growing(int initial, int max) {
        return of(AppendBuffer.growing(initial, max));
    }

    /** A cursor that is closed in the end, such as one from a pool. */
    public static CursorTarget of(AppendBuffer cursor) {
        return new CursorTarget(cursor, () -> {});
    }

    /** Calls the sample's method on a cursor and checks what it returns. */
    public static void append(AppendBuffer cursor, Sample sample) {
        int before = cursor.length();
        Object returned = Signatures.call(METHODS.get(sample.signature()), cursor, sample.arguments());
        assertThat(returned).as(sample.signature()).isSameAs(cursor);
        assertThat(cursor.length() - before).as(sample.signature()).isEqualTo(sample.length());
    }

    @Override
    public void append(Sample sample) {
        append(cursor, sample);
    }

    @Override
    public void finish() {
        content = cursor.toByteArray();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public void checkOutside() {
        outside.run();
    }

    @Override
    public Class<? extends RuntimeException> refusal() {
        return BufferOverflowException.class;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
