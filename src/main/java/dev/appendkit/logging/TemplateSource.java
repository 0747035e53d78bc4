// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a template that is being compiled.
 *
 * @param syntax what its lines are
 * @param text the text
 * @param properties returns a property by its name
 */
record TemplateSource(Syntax syntax, String text, Function<String, @Nullable String> properties) {

    /** An error at an offset: where, what, and what would be right, but nothing of the text itself. */
    IllegalArgumentException error(int offset, String what) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1
                + (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = 1 + text.codePointCount(lineStart, Math.min(offset, text.length()));
        return new IllegalArgumentException(
                "template: offset " + offset + ", line " + line + ", column " + column + ": " + what);
    }
}
