// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

/** What the lines of a template are. */
enum Syntax {
    JSON,
    LOGFMT,
    TEXT
}
