// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.sql.SqlParameterException.Code;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values of one's own types, and raw text: one checked value each, or none. */
class SqlValueTest {

    private static final SqlMode MYSQL = SqlMode.mysql();

    private record Money(long cents) implements SqlValue {
        @Override
        public void writeTo(SqlValueWriter writer) {
            writer.writeDecimal(cents, 2);
        }
    }

    @Test
    void aValueOfOnesOwnIsWhatItWrites() {
        assertThat(literal(MYSQL, new Money(-1_050))).isEqualTo("-10.50");
        assertThat(literal(MYSQL, (SqlValue) writer -> writer.writeString("it's")))
                .isEqualTo("'it''s'");
        assertThat(literal(MYSQL, (SqlValue) SqlValueWriter::writeNull)).isEqualTo("NULL");
        assertThat(SqlTemplate.compile("a IN (?)", MYSQL).toSql(List.of(new Money(1), new Money(2))))
                .isEqualTo("a IN (0.01, 0.02)");
    }

    /** Everything that has a setter can be written, but what has no end, is a list, or is unchecked. */
    @Test
    void theWriterHasTheSettersOfTheParameters() {
        Set<String> setters = signatures(SqlParameters.class, "set", 1);
        setters.removeIf(s -> s.matches("(Reader|Stream|RawSql|Value|List|Object)\\(.*"));
        assertThat(signatures(SqlValueWriter.class, "write", 0)).isEqualTo(setters);
    }

    private static Set<String> signatures(Class<?> type, String prefix, int skipped) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().startsWith(prefix) && !Modifier.isStatic(m.getModifiers()))
                .map(m -> m.getName().substring(prefix.length()) + parameters(m, skipped))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String parameters(Method method, int skipped) {
        return Arrays.stream(method.getGenericParameterTypes())
                .skip(skipped)
                .map(Object::toString)
                .collect(Collectors.joining(",", "(", ")"));
    }

    @Test
    void anythingButOneValueIsRefused() {
        refused(writer -> {});
        refused(writer -> {
            writer.writeInt(1);
            try {
                writer.writeInt(2);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("exactly one");
            }
        });
    }

    private static void refused(SqlValue value) {
        SqlParameters parameters = new SqlParameters(2).setInt(2, 7);
        SqlParameterException refusal =
                catchThrowableOfType(SqlParameterException.class, () -> parameters.setObject(2, value));
        assertThat(refusal.code()).isEqualTo(Code.NOT_ONE_VALUE);
        assertThat(refusal.index()).isEqualTo(2);
        assertThat(parameters.type(1)).as("no value is left").isEqualTo(SqlParameters.UNSET);
    }

    @Test
    void aValueThatThrowsLeavesNoValue() {
        SqlParameters parameters = new SqlParameters(1);
        IllegalStateException failure = new IllegalStateException();
        SqlValue throwing = writer -> {
            writer.writeInt(1);
            throw failure;
        };
        assertThatThrownBy(() -> parameters.setObject(1, throwing)).isSameAs(failure);
        assertThat(parameters.type(0)).isEqualTo(SqlParameters.UNSET);
        assertThat(SqlTemplate.compile("?", MYSQL).toSql(parameters.setObject(1, new Money(5))))
                .as("usable afterwards")
                .isEqualTo("0.05");
    }

    @Test
    void theWriterWorksOnlyWhileTheValueIsAsked() {
        List<SqlValueWriter> kept = new ArrayList<>();
        SqlParameters parameters = new SqlParameters(2);
        parameters.setObject(1, (SqlValue) writer -> {
            kept.add(writer);
            writer.writeInt(1);
        });
        assertThatThrownBy(() -> kept.get(0).writeInt(2)).isInstanceOf(IllegalStateException.class);
        assertThat(parameters.longValue(0)).isEqualTo(1);
        SqlValue nested = writer -> {
            assertThatThrownBy(() -> parameters.setObject(2, new Money(1))).isInstanceOf(IllegalStateException.class);
            writer.writeInt(3);
        };
        parameters.setObject(1, nested);
        assertThat(parameters.longValue(0)).isEqualTo(3);
        assertThat(parameters.type(1)).isEqualTo(SqlParameters.UNSET);
    }

    @Test
    void rawTextIsWrittenAsItIs() {
        RawSql raw = RawSql.unchecked("a'b -- \u00e9?");
        assertThat(SqlTemplate.compile("SELECT ?", MYSQL).toSql(raw)).isEqualTo("SELECT a'b -- \u00e9?");
        assertThat(SqlTemplate.compile("SELECT ?", MYSQL).toSql(new SqlParameters(1).setRawSql(1, raw)))
                .isEqualTo("SELECT a'b -- \u00e9?");
        assertThat(raw.toString()).isEqualTo("RawSql[9]");
        for (String sql : List.of("", "a\0b", "\ud800", "\ude00a")) {
            assertThatThrownBy(() -> RawSql.unchecked(sql))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("b");
        }
        SqlParameterException refusal = LiteralTexts.refusal(MYSQL.charset("ascii"), p -> p.setObject(1, raw));
        assertThat(refusal.code()).isEqualTo(Code.UNENCODABLE_CHARACTER);
        SqlMode narrow = MYSQL.charset("utf8mb3");
        assertThat(LiteralTexts.refusal(narrow, p -> p.setObject(1, RawSql.unchecked("\ud83d\ude00")))
                        .code())
                .isEqualTo(Code.UNENCODABLE_CHARACTER);
    }
}
