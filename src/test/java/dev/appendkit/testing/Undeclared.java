// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

/** Throws past a declaration, as foreign code in other languages does. */
public final class Undeclared {
    private Undeclared() {}

    /** Throws it, whatever it is; never returns. */
    public static RuntimeException thrown(Throwable thrown) {
        return Undeclared.<RuntimeException>lie(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is a lie on purpose.
    private static <E extends Throwable> E lie(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
