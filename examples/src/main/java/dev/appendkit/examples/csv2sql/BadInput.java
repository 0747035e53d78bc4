// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A mistake that the user can correct: a bad option, file or value. The message is the one line that the user sees. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }

    /**
     * @param line the physical line, from 1
     * @param column the column in code points, from 1
     */
    BadInput(String file, long line, int column, String message) {
        super(file + ':' + line + ':' + column + ": " + message);
    }

    static BadInput unusable(String file, IOException cause) {
        String reason;
        if (cause instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (cause instanceof AccessDeniedException) {
            reason = "permission denied";
        } else {
            reason = String.valueOf(cause.getMessage());
        }
        return new BadInput(file + ": " + reason);
    }
}
