// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.nio.charset.StandardCharsets;

/** What the tests of the lexers ask of a template. */
final class Templates {

    private Templates() {}

    /** The statement with that literal for every placeholder. */
    static String fill(String sql, SqlMode mode, String literal) {
        return fill(TemplateCompiler.compile(sql, mode), literal);
    }

    static String fill(CompiledTemplate template, String literal) {
        StringBuilder text = new StringBuilder(utf8(template.segments[0]));
        for (int i = 0; i < template.parameters.length; i++) {
            text.append(literal).append(utf8(template.segments[i + 1]));
        }
        return text.toString();
    }

    static int count(String sql, SqlMode mode) {
        CompiledTemplate template = TemplateCompiler.compile(sql, mode);
        assertThat(template.segments.length).isEqualTo(template.parameters.length + 1);
        return template.parameterCount;
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

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
