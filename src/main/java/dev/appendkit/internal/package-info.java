// SPDX-License-Identifier: Apache-2.0
/**
 * Kernels: static methods {@code int x(byte[] dst, int pos, value…)} that write one kind of text, return the new
 * position and check nothing. Nothing here is exported; every package of the module may use it.
 *
 * <p>A caller measures, makes room, and then calls the kernel. {@code …Spill} may write a word past the result,
 * {@code …Exact} writes only the result; a kernel without a suffix is exact.
 *
 * <ul>
 *   <li>Integers: {@code Digits}; hexadecimal and UUIDs: {@code Hex}; base 62: {@code Base62}; LEB128: {@code Varints};
 *       binary numbers: {@code FixedWidth}; all of them store words by {@code Bytes}.
 *   <li>Shortest floating-point text: {@code ShortestDouble} and {@code ShortestFloat} estimate by {@code PowersOfTen},
 *       {@code Schubfach} decides the values that they leave open, {@code FloatingLayout} places the point,
 *       {@code SpecialFloating} writes zeros, infinities and NaN. {@code EcmaNumber} writes the same digits for
 *       canonical JSON.
 *   <li>A fixed number of digits: {@code FixedDouble}, and {@code ExactScale} for long results.
 *   <li>Decimals: {@code Decimals} writes an unscaled long; {@code DecimalText} takes a {@code BigDecimal} or
 *       {@code BigInteger} apart, {@code WideInteger} up to 128 bits, {@code BigDigits} beyond.
 *   <li>Dates and times: {@code Civil}; the repeated second of a clock: {@code SecondText}; {@code HttpDate};
 *       {@code DurationText}.
 *   <li>Text: {@code Utf8}, {@code AsciiScan} for long strings, {@code AsciiCopy} for short ones without an escape,
 *       {@code SqlText} for the content of SQL literals; bytes as text: {@code Base64Text}.
 *   <li>{@code CheckedMode}: whether misuse of buffers is detected, in pools, cursors and memory alike.
 * </ul>
 *
 * <p>The storage below a cursor is in {@code internal.cursor}, and the code that pools share in {@code internal.pool}.
 */
@NullMarked
package dev.appendkit.internal;

import org.jspecify.annotations.NullMarked;
