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
 *       {@code Step}s, each of which is constant bytes, or a place after its {@code Head}. {@code MemberNames} tells a
 *       head what is known of its object beforehand, and {@code StepList} joins constants and puts aside what only a
 *       throwable needs. A second program, of what {@code Brief} leaves of the tree, is for events that are too long.
 * </ol>
 *
 * <p>An event is written into an {@code EventLine}, which the encoder's pool lends, and then copied or handed on as a
 * whole. The line has four layers: {@code LineBytes} is the array and its limit, {@code LineTexts} cuts and escapes
 * ({@code Escaper} says how, {@code AsciiText} copies what needs none of it), {@code LineValues} writes values by their
 * class, and {@code EventLine} asks the reader. Methods that take and return a position are those of most events; the
 * others begin and end at {@code LineBytes.pos}. {@code LineValues} catches what a value throws, {@code Program} what a
 * reader throws: both take back what has been written. {@code EventTooLong} passes through all of them.
 *
 * <p>Beside them: {@code NameTable} keeps names that come again as bytes, together with what always stands around them,
 * {@code NameSet} knows the names that an object has already ({@code FixedNames}: those of its template),
 * {@code KeyStyle} writes those that are spread into it, and {@code ThrowableText} writes stack traces. To add a place,
 * write its class and its case in {@code PlaceParser}; if it belongs to the second form of a long event, override
 * {@code Place.brief}; if most events have it, give it a step of its own, which reads the value before it writes the
 * head.
 */
@NullMarked
package dev.appendkit.logging;

import org.jspecify.annotations.NullMarked;
