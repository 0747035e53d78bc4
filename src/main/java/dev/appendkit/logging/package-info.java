// SPDX-License-Identifier: Apache-2.0
/** Log events as bytes: one line each, of JSON, logfmt or plain text, by a template. Knows no logging back-end. */
@NullMarked
package dev.appendkit.logging;

import org.jspecify.annotations.NullMarked;
