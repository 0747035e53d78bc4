// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appendkit.AppendBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.AbstractList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Values of foreign classes that answer what they like: one literal, or a refusal and nothing. */
class HostileValueProperties {

    private static final String ATTACK = "1'; DROP TABLE t; -- \\' /* ";

    /** Of every dialect but SQL Server, which needs more than one literal for a backslash at the end of a line. */
    private static final List<SqlMode> MODES = LexerCases.ALL.stream()
            .map(lexer -> lexer.mode().multiStatements(false))
            .filter(mode -> !mode.dialect().name().equals("sqlserver"))
            .toList();

    /** Another answer at each question. */
    private static final class Changing implements CharSequence {
        private final String[] answers;
        private final int[] lengths;
        private int questions;

        Changing(List<String> answers, List<Integer> lengths) {
            this.answers = answers.toArray(String[]::new);
            this.lengths = lengths.stream().mapToInt(i -> i).toArray();
        }

        @Override
        public int length() {
            return lengths[questions++ % lengths.length];
        }

        @Override
        public char charAt(int index) {
            String answer = answers[questions++ % answers.length];
            return answer.charAt(index % answer.length());
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return ATTACK;
        }

        @Override
        public String toString() {
            return ATTACK;
        }
    }

    @Property(tries = 500)
    void aChangingSequenceIsOneLiteral(
            @ForAll("answers") List<String> answers, @ForAll("lengths") List<Integer> lengths) {
        for (SqlMode mode : MODES) {
            oneLiteralOrNothing(mode, new Changing(answers, lengths));
            oneLiteralOrNothing(mode, List.of(new Changing(answers, lengths)));
        }
    }

    @Provide
    Arbitrary<List<String>> answers() {
        return Arbitraries.strings()
                .withChars("'\\\"`a-/*;\n\ud83d\ude00\u00e9\u20ac")
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Integer>> lengths() {
        return Arbitraries.integers().between(-2, 40).list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 200)
    void aNumberThatLiesIsDigits(@ForAll long unscaled, @ForAll("scales") int scale) {
        BigDecimal decimal = new LyingDecimal(BigInteger.valueOf(unscaled), scale);
        BigInteger integer = new LyingInteger(Long.toString(unscaled));
        for (SqlMode mode : MODES) {
            oneLiteralOrNothing(mode, decimal);
            oneLiteralOrNothing(mode, integer);
        }
        assertThat(SqlTemplate.compile("SELECT ?", SqlMode.mysql()).toSql(integer))
                .matches("SELECT -?[0-9]+\\.");
    }

    @Provide
    Arbitrary<Integer> scales() {
        return Arbitraries.integers().between(0, 20);
    }

    private static final class LyingDecimal extends BigDecimal {
        private static final long serialVersionUID = 1L;

        LyingDecimal(BigInteger unscaled, int scale) {
            super(unscaled, scale);
        }

        @Override
        public String toString() {
            return ATTACK;
        }

        @Override
        public String toPlainString() {
            return ATTACK;
        }

        @Override
        public int precision() {
            return 1;
        }
    }

    private static final class LyingInteger extends BigInteger {
        private static final long serialVersionUID = 1L;

        LyingInteger(String digits) {
            super(digits);
        }

        @Override
        public String toString(int radix) {
            return ATTACK;
        }

        @Override
        public String toString() {
            return ATTACK;
        }

        @Override
        public int bitLength() {
            return 1;
        }
    }

    @Property(tries = 200)
    void aTimestampOrAListThatLies(@ForAll int millis, @ForAll("lengths") List<Integer> sizes) {
        Timestamp timestamp = new Timestamp(millis) {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return ATTACK;
            }
        };
        List<Object> list = new AbstractList<>() {
            private int questions;

            @Override
            public Object get(int index) {
                return index % 2 == 0 ? ATTACK : index;
            }

            @Override
            public int size() {
                return sizes.get(questions++ % sizes.size());
            }
        };
        for (SqlMode mode : MODES) {
            oneLiteralOrNothing(mode, timestamp);
            SqlTemplate template = SqlTemplate.compile("SELECT 1 FROM t WHERE a IN (?)", mode);
            AppendBuffer out = AppendBuffer.growing(0, 100_000);
            try {
                template.appendTo(out, new SqlParameters(1).setList(1, list));
                assertThat(literals(mode, out)).isPositive();
            } catch (RuntimeException e) {
                assertThat(out.length()).isZero();
            }
        }
    }

    private enum Constant {
        ONE {
            @Override
            public String toString() {
                return ATTACK;
            }
        }
    }

    @Example
    void anEnumIsItsName() {
        for (SqlMode mode : MODES) {
            assertThat(SqlTemplate.compile("SELECT ?", mode).toSql(Constant.ONE))
                    .isEqualTo("SELECT 'ONE'");
        }
    }

    private static void oneLiteralOrNothing(SqlMode mode, Object value) {
        boolean list = value instanceof List<?>;
        SqlTemplate template = SqlTemplate.compile(list ? "SELECT 1 FROM t WHERE a IN (?)" : "SELECT ?", mode);
        AppendBuffer out = AppendBuffer.growing(0, 100_000);
        try {
            template.appendTo(out, new SqlParameters(1).setObject(1, value));
        } catch (SqlParameterException e) {
            assertThat(out.length()).isZero();
            return;
        }
        assertThat(literals(mode, out)).isBetween(0, list ? 2 : 1);
        assertThat(template.describe(new SqlParameters(1).setObject(1, value), DescribePolicy.MASKED))
                .doesNotContain("DROP");
    }

    /** The statement is lexed again: it compiles, has no comment, no second statement, and this many quoted regions. */
    private static int literals(SqlMode mode, AppendBuffer out) {
        String sql = out.toString(StandardCharsets.UTF_8);
        assertThat(sql).doesNotContain("\ufffd");
        SqlTemplate template = SqlTemplate.compile(sql, mode);
        assertThat(template.parameterCount()).isZero();
        String masked = template.describe(new SqlParameters(0), DescribePolicy.MASKED);
        assertThat(masked).doesNotContain("DROP", "--", "/*");
        return masked.split("'…'", -1).length - 1;
    }

    @Example
    void aSecondLiteralOrACommentIsSeen() {
        AppendBuffer out = AppendBuffer.growing(0, 100).appendAscii("SELECT 'a' , 'b'");
        assertThat(literals(SqlMode.h2(), out)).isEqualTo(2);
        AppendBuffer comment = AppendBuffer.growing(0, 100).appendAscii("SELECT 'a' -- b");
        assertThatThrownBy(() -> literals(SqlMode.h2(), comment)).isInstanceOf(AssertionError.class);
    }
}
