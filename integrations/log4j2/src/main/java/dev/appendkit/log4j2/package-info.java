// SPDX-License-Identifier: Apache-2.0
/**
 * Log4j's events as bytes. {@link dev.appendkit.log4j2.AppendkitLayout} is the layout for a configuration file,
 * {@link dev.appendkit.log4j2.AppendkitStructuredLogFormatter} the formatter for Spring Boot's property,
 * {@link dev.appendkit.log4j2.Log4jEventReader} what both read events with.
 *
 * <p>Nothing here logs, starts a thread, keeps a thread-local or takes a lock while it formats.
 */
@NullMarked
package dev.appendkit.log4j2;

import org.jspecify.annotations.NullMarked;
