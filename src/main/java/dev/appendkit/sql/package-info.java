// SPDX-License-Identifier: Apache-2.0
/**
 * SQL text with its parameters written into it: templates, parameters, literals and multi-row inserts.
 *
 * <p>A template is compiled once. {@code SqlTemplate.compile} hands its text to {@code TemplateCompiler}, which turns
 * it into UTF-8 ({@code TemplateText}) and runs the dialect's lexer over it. {@code Lexer} reads tokens from left to
 * right and does what all dialects share; {@code MySqlLexer}, {@code PostgreSqlLexer}, {@code SqliteLexer},
 * {@code H2Lexer} and {@code AnsiLexer} define what each byte means ({@code ByteClasses}). A lexer has three layers:
 * {@code TokenWindow} keeps the last two tokens and an int per open parenthesis, {@code Clauses} the clause, and
 * {@code Lexer} the placeholders. {@code Regions} finds where quotes and comments end. Before a placeholder is
 * accepted, {@code Adjacency} looks at its neighbours, {@code OperandWords} at the word before it, {@code Clauses} at
 * ORDER BY and GROUP BY, {@code PostgreSqlPlaces}, {@code MySqlDefinitions} and {@code SqliteNameLists} at the rules of
 * one server. {@code RowShape} finds the row of a batch, and {@code Segments} collects the static bytes between the
 * placeholders. All of it ends up in {@code CompiledTemplate}.
 *
 * <p>A statement is appended in one pass. {@code SqlTemplate} (or {@code SqlBatch}, or {@code SqlLiteral} for a single
 * literal) copies a segment, asks {@code Literals} for the literal of the next parameter, and so on; on an exception it
 * rolls the cursor back to its mark and names the parameter. {@code Literals} dispatches on the type that
 * {@code SqlParameters} stored; its subclasses are the columns of the table of types. They share {@code QuotedText}
 * (strings), {@code StreamedLiteral} (readers and streams), {@code Expansion} (lists and arrays) and {@code Micros}
 * (fractions of a second). {@code Scratch} is the working memory of a running statement.
 *
 * <p>{@code SqlMode} is the public face of {@code Session}: facts that decide how a text is read, and policies. A
 * {@code Dialect} ties a lexer, a class of literals and a set of {@code Setting}s together. To add a dialect, write
 * these three. To add a type, add its constant and setter to {@code SqlParameters}, its class to {@code ObjectValues},
 * its case to {@code Literals}, and a method to each column. The text of an error is where the error is found.
 *
 * <p>Beside them: {@code Place} is what the lexer found out about a placeholder, {@code Words} a set of keywords.
 * Arrays are {@code SqlArray} and {@code JavaArrays}, with {@code ElementType} and {@code TypeName} for their types.
 * {@code JavaSqlTypes} holds what needs the module {@code java.sql}, {@code Utf8Text} reads bytes as text,
 * {@code ZoneWindow} is the offset of a zone, and {@code SerializedMode} a mode in a stream.
 */
@NullMarked
package dev.appendkit.sql;

import org.jspecify.annotations.NullMarked;
