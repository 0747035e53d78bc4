// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

/** The server refused a command. */
final class ServerErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errorCode;

    ServerErrorException(int errorCode, String message) {
        super("server error " + errorCode + ": " + message);
        this.errorCode = errorCode;
    }

    int errorCode() {
        return errorCode;
    }
}
