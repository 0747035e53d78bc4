// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One call of an append: which method, with which arguments, and the bytes that it must write. */
public final class Sample {
    private final String signature;
    private final byte[] expected;
    private final Object[] arguments;

    Sample(String signature, byte[] expected, Object... arguments) {
        this.signature = signature;
        this.expected = expected;
        this.arguments = arguments;
    }

    /** The method as {@link Signatures} writes it, {@code appendZeroPadded(long,int)}. */
    public String signature() {
        return signature;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public byte[] expected() {
        return expected.clone();
    }

    public int length() {
        return expected.length;
    }

    @Override
    public String toString() {
        String text = new String(expected, StandardCharsets.UTF_8);
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return signature + " " + (arguments.length == 1 ? "" : Arrays.deepToString(arguments) + " ") + "-> " + shown;
    }
}
