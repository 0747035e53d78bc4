// SPDX-License-Identifier: Apache-2.0
/**
 * Log events as bytes: one line each, of JSON, logfmt or plain text, by a template. Knows no logging back-end, and logs
 * nothing itself.
 *
 * <p>A template is compiled once, in two steps:
 *
 * <ol>
 *   <li>{@link dev.appendkit.logging.EventTemplate} reads its text, or the file that {@code NamedTemplates} finds;
 *       {@code TemplateSettings} is what a back-end's configuration says about it. {@code JsonTemplate} and
 *       {@code LogfmtTemplate} know the syntaxes, {@code PlaceParser} the places and their options;
 *       {@code TemplateSource} adds line and column to errors. The result is a tree of {@code Node}s, whose leaves are
 *       constants and {@code Place}s: {@code TimePlaces}, {@code NamePlaces}, {@code MessagePlace}, {@code FieldPlaces}
 *       and {@code ThrowablePlaces}.
 *   <li>{@link dev.appendkit.logging.EventEncoder} lets {@code ProgramCompiler} turn the tree into a {@code Program}:
 *       {@code Step}s, each of which is constant bytes, or constant bytes and a place. A second program, of what
 *       {@code Brief} leaves of the tree, is for events that are too long.
 * </ol>
 *
 * <p>An event is written into an {@code EventLine}, which the encoder's pool lends, and then copied as a whole. The
 * line has four layers: {@code LineBytes} is the array and its limit, {@code LineTexts} cuts and escapes
 * ({@code Escaper} says how), {@code LineValues} writes values by their class, and {@code EventLine} asks the reader.
 * Each catches what it can take back: {@code LineValues} the failure of a value, {@code EventLine} that of a reader.
 * {@code EventTooLong} passes through all of them.
 *
 * <p>Beside them: {@code Limits} says how much of an event is written, {@code LinePolicy} how the pool makes and
 * measures lines, and {@code FieldSource} where fields come from that a template does not name. {@code NameTable} keeps
 * names that come again as bytes, {@code NameSet} knows the names that an object has already, {@code KeyStyle} writes
 * those that are spread into it, and {@code ThrowableText} writes stack traces. To add a place, write its class and its
 * case in {@code PlaceParser}; if it belongs to the second form of a long event, override {@code Place.brief}.
 */
@NullMarked
package dev.appendkit.logging;

import org.jspecify.annotations.NullMarked;
