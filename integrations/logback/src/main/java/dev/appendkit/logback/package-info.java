// SPDX-License-Identifier: Apache-2.0
/**
 * Logback's events as bytes. {@link dev.appendkit.logback.AppendkitEncoder} is the encoder for a configuration file,
 * {@link dev.appendkit.logback.AppendkitStructuredLogFormatter} the formatter for Spring Boot's property,
 * {@link dev.appendkit.logback.LogbackEventReader} what both read events with; {@code ThrowableProxyText} writes the
 * stack trace of an event that was read from a stream.
 *
 * <p>Nothing here logs, starts a thread, keeps a thread-local or takes a lock while it formats.
 */
@NullMarked
package dev.appendkit.logback;

import org.jspecify.annotations.NullMarked;
