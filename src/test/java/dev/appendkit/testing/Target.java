// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

/** Something to append to, with a known room and with memory around it that must not change. */
public interface Target extends AutoCloseable {
    /** Calls the sample's method on this target and checks what it returns. */
    void append(Sample sample);

    /** Ends the appends, so that {@link #content} can be asked for. */
    void finish();

    /** What was appended. */
    byte[] content();

    /** Fails if a byte was changed that the contract protects. */
    void checkOutside();

    /** What an append throws that does not fit. */
    Class<? extends RuntimeException> refusal();

    @Override
    default void close() {}
}
