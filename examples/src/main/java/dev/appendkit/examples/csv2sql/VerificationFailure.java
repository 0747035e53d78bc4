// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

/** Thrown if what comes back is not what went in: a mistake of the program, not of the user. */
final class VerificationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VerificationFailure(String message) {
        super(message);
    }
}
