// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlTemplateException.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the tests of the lexers ask of a template. */
final class Templates {

    private Templates() {}

    /** The statement with that literal for every placeholder. */
    static String fill(String sql, SqlMode mode, String literal) {
        return fill(TemplateCompiler.compile(sql, mode), literal);
    }

    static String fill(CompiledTemplate template, String literal) {
        StringBuilder text = new StringBuilder(segment(template, 0));
        for (int i = 0; i < template.occurrences; i++) {
            text.append(literal).append(segment(template, i + 1));
        }
        return text.toString();
    }

    static String segment(CompiledTemplate template, int index) {
        return text(out -> template.appendSegment(out, index));
    }

    /** What is appended, which must not depend on the room behind it. */
    static String text(Consumer<AppendBuffer> append) {
        AppendBuffer roomy = AppendBuffer.growing(64, 1 << 24);
        append.accept(roomy);
        byte[] exact = new byte[roomy.length()];
        append.accept(AppendBuffer.wrap(exact, 0, exact.length));
        assertThat(exact).isEqualTo(roomy.toByteArray());
        return new String(exact, StandardCharsets.UTF_8);
    }

    static List<Integer> parameters(CompiledTemplate template) {
        return IntStream.range(0, template.occurrences)
                .mapToObj(template::parameter)
                .toList();
    }

    static int count(String sql, SqlMode mode) {
        return TemplateCompiler.compile(sql, mode).parameterCount;
    }

    static void refused(String sql, SqlMode mode, Code code) {
        assertThat(refusal(sql, mode).code()).as(sql).isEqualTo(code);
    }

    static SqlTemplateException refusal(String sql, SqlMode mode) {
        SqlTemplateException refusal =
                catchThrowableOfType(SqlTemplateException.class, () -> TemplateCompiler.compile(sql, mode));
        assertThat(refusal).as("%s in %s must be refused", sql, mode).isNotNull();
        return refusal;
    }
}
