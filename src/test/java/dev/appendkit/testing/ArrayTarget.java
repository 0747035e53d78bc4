// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.Append;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/** The static methods on the end of an array. No byte but the result's may change, also behind it. */
public final class ArrayTarget implements Target {
    private static final Map<String, Method> METHODS = Signatures.ofAppends(Append.class, byte[].class, int.class);
    private static final int START = 3;

    private final byte[] array;
    private int end = START;

    public ArrayTarget(int room) {
        array = Guards.bytes(START + room);
    }

    @Override
    public void append(Sample sample) {
        Object[] arguments = new Object[sample.arguments().length + 2];
        arguments[0] = array;
        arguments[1] = end;
        System.arraycopy(sample.arguments(), 0, arguments, 2, sample.arguments().length);
        int now = (Integer) Signatures.call(METHODS.get(sample.signature()), null, arguments);
        assertThat(now - end).as(sample.signature()).isEqualTo(sample.length());
        end = now;
    }

    @Override
    public void finish() {}

    @Override
    public byte[] content() {
        return Arrays.copyOfRange(array, START, end);
    }

    @Override
    public void checkOutside() {
        Guards.check(array, START, end);
    }

    @Override
    public Class<? extends RuntimeException> refusal() {
        return IndexOutOfBoundsException.class;
    }
}
