// SPDX-License-Identifier: Apache-2.0

/**
 * Writers of formats on top of the cursor, {@link dev.appendkit.AppendBuffer}: each adds one format and nothing else.
 *
 * <p>A writer is a small reusable object for one thread at a time; {@code reset(AppendBuffer)} aims it at a cursor.
 * Nothing is allocated after that. Its <em>record</em> is either complete or absent: it begins at the cursor's end with
 * its first call and is open until the call that completes it. {@code rollBack()} removes an open record, and
 * {@code isComplete()} is true between records.
 *
 * <p>Each call is atomic: if it throws, the cursor, its content and the writer are unchanged, so that the caller may
 * append something else instead. A call that the grammar does not allow throws an {@code IllegalStateException}, and a
 * value that the format cannot hold an {@code IllegalArgumentException}; neither message shows a value. On a draining
 * cursor, text longer than its capacity is written in pieces, and a call that fails after a part of it was drained
 * breaks the cursor.
 *
 * <p>Where to find what:
 *
 * <ul>
 *   <li>All writers extend {@code RecordWriter}, which keeps the cursor and the start of the open record. Those whose
 *       calls have one or two texts extend {@code TextWriter}; a {@code TextRule} says how a text is escaped and what
 *       it must not contain. {@code EscapedPieces}, {@code BytePieces} and {@code Utf8Text} write long and plain texts.
 *   <li>JSON: {@link dev.appendkit.format.JsonWriter}; {@code JsonGrammar} knows what may follow, {@code JsonTexts}
 *       writes strings and names, {@link dev.appendkit.format.JsonStyle} chooses what is escaped.
 *   <li>CSV: {@link dev.appendkit.format.CsvWriter}; {@code CsvFields} separates, quotes and escapes as a
 *       {@link dev.appendkit.format.CsvDialect} says. logfmt: {@link dev.appendkit.format.LogfmtWriter} and
 *       {@code LogfmtKeys}.
 *   <li>Prometheus: {@link dev.appendkit.format.PrometheusWriter}; {@code PrometheusHeader} writes the head of a
 *       family, {@code PrometheusText} names, label values and numbers.
 *   <li>One class each: {@link dev.appendkit.format.LineProtocolWriter}, {@link dev.appendkit.format.ProtobufWriter},
 *       {@link dev.appendkit.format.RespWriter}, {@link dev.appendkit.format.StatsdWriter}, and
 *       {@link dev.appendkit.format.HttpFields}, which is static.
 *   <li>Encoded once and copied at each use: {@link dev.appendkit.format.JsonName},
 *       {@link dev.appendkit.format.PrometheusLabels}, {@link dev.appendkit.format.RespArgument}.
 * </ul>
 */
@NullMarked
package dev.appendkit.format;

import org.jspecify.annotations.NullMarked;
