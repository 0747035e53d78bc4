// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.LiteralTexts.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlParameterException.Code;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists of rows, arrays, and lists that are not what they say. */
class CompoundLiteralTest {

    private static final SqlMode MYSQL = SqlMode.mysql();

    private static String in(Collection<?> list) {
        return SqlTemplate.compile("(a, b) IN (?)", MYSQL).toSql(list);
    }

    @Test
    void aListOfListsIsRowValues() {
        assertThat(in(List.of(List.of(1, "a"), List.of(2, "b'")))).isEqualTo("(a, b) IN ((1, 'a'), (2, 'b'''))");
        assertThat(in(List.of(Arrays.asList(1, null)))).isEqualTo("(a, b) IN ((1, NULL))");
    }

    @Test
    void aListIsTakenAsAnObject() {
        SqlParameters parameters = new SqlParameters(1).setObject(1, List.of(1, 2));
        assertThat(SqlTemplate.compile("a IN (?)", MYSQL).toSql(parameters)).isEqualTo("a IN (1, 2)");
    }

    /** A collection whose {@code size()} is not to be asked. */
    private static Collection<Object> of(Supplier<Iterator<Object>> iterator) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return iterator.get();
            }

            @Override
            public int size() {
                throw new AssertionError("called");
            }
        };
    }

    @Test
    void onlyTheIteratorCounts() {
        assertThat(in(of(() -> List.<Object>of(1, 2).iterator()))).isEqualTo("(a, b) IN (1, 2)");
        List<Integer> lying = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return index;
            }

            @Override
            public int size() {
                return 2;
            }

            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public Object[] toArray() {
                throw new AssertionError("called");
            }
        };
        assertThat(in(lying)).isEqualTo("(a, b) IN (0, 1)");
    }

    @Test
    void aListWithoutEndIsRefused() {
        Collection<Object> endless = of(() -> Stream.<Object>generate(() -> 1).iterator());
        AppendBuffer out = AppendBuffer.growing(0, 1 << 24).appendAscii("before");
        SqlTemplate template = SqlTemplate.compile("a IN (?)", MYSQL);
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class, () -> template.appendTo(out, new SqlParameters(1).setList(1, endless)));
        assertThat(refusal.code()).isEqualTo(Code.OUT_OF_RANGE);
        assertThat(refusal).hasMessageContaining("1000000");
        assertThat(out.length()).isEqualTo(6);
        refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> template.appendTo(
                        out, new SqlParameters(1).setList(1, List.of(1)).setList(1, endless), MYSQL.maxBytes(1_000)));
        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(out.length()).isEqualTo(6);
        SqlParameterException row = catchThrowableOfType(
                SqlParameterException.class,
                () -> template.appendTo(out, new SqlParameters(1).setList(1, List.of(endless)), MYSQL.maxBytes(1_000)));
        assertThat(row.code()).isEqualTo(Code.TOO_LARGE);
        assertThatIllegalArgumentException().isThrownBy(() -> SqlArray.of("int4", endless));
    }

    @Test
    void aListThatThrowsIsRolledBack() {
        IllegalStateException failure = new IllegalStateException();
        Collection<Object> throwing = of(() -> Stream.<Object>of(1, 2, 3)
                .peek(i -> {
                    if (i.equals(3)) {
                        throw failure;
                    }
                })
                .iterator());
        AppendBuffer out = AppendBuffer.growing(0, 1 << 10).appendAscii("before");
        assertThatThrownBy(() ->
                        SqlTemplate.compile("a IN (?)", MYSQL).appendTo(out, new SqlParameters(1).setList(1, throwing)))
                .isInstanceOf(SqlParameterException.class)
                .hasCause(failure);
        assertThat(out.length()).isEqualTo(6);
    }

    @Test
    void arraysAreConstructedFromTheirElements() {
        SqlMode h2 = SqlMode.h2();
        assertThat(literal(h2, SqlArray.of("int", Arrays.asList(1, null, 3)))).isEqualTo("ARRAY[1, NULL, 3]");
        assertThat(literal(h2, SqlArray.of("text", List.of()))).isEqualTo("ARRAY[]");
        assertThat(literal(h2, SqlArray.of("text", List.of(List.of("a'"), List.of("b")))))
                .isEqualTo("ARRAY[ARRAY['a'''], ARRAY['b']]");
        assertThat(SqlTemplate.compile("a IN (?)", h2).toSql(List.of(SqlArray.of("int", List.of(1)))))
                .isEqualTo("a IN (ARRAY[1])");
        SqlMode postgresql = SqlMode.postgresql().standardConformingStrings(true);
        assertThat(literal(postgresql, SqlArray.of("int4", List.of(List.of(1), List.of(2)))))
                .isEqualTo("(ARRAY[ARRAY[('1'::int4)], ARRAY[('2'::int4)]]::int4[])");
        assertThat(literal(postgresql, SqlArray.of("text", List.of()))).isEqualTo("(ARRAY[]::text[])");
        LiteralTexts.refused(MYSQL, SqlArray.of("int", List.of(1)), Code.UNSUPPORTED_TYPE);
        LiteralTexts.refused(h2, SqlArray.of("int", List.of(new Object())), Code.UNSUPPORTED_CLASS);
        LiteralTexts.refused(h2, SqlArray.of("int", List.of("\ud800")), Code.LONE_SURROGATE);
    }

    @Test
    void anArrayKeepsWhatItsElementsWereWhenItWasMade() {
        List<Object> elements = new ArrayList<>(List.of(1));
        SqlArray array = SqlArray.of("int", elements);
        elements.add(elements);
        assertThat(literal(SqlMode.h2(), array)).isEqualTo("ARRAY[1]");
        assertThat(array.toString()).isEqualTo("SqlArray[int]");
        assertThatIllegalArgumentException()
                .as("a list in itself")
                .isThrownBy(() -> SqlArray.of("int", elements))
                .withMessageContaining("dimensions");
        assertThatIllegalArgumentException().isThrownBy(() -> SqlArray.of("int", List.of(array)));
    }

    @Test
    void theElementTypeIsANameAndNothingElse() {
        for (String name : List.of(
                "int4", "_int4", "Text", "pg_catalog.int8", "a.b.c", "double precision", "timestamp with time zone")) {
            assertThat(SqlArray.of(name, List.of()).elementType()).isEqualTo(name);
        }
        for (String name : List.of(
                "",
                "4int",
                "int4[]",
                "int4)",
                "int4;",
                "int4 OR true",
                "double  precision",
                " int4",
                "int4 ",
                "a..b",
                ".a",
                "a.",
                "a.4",
                "int4--",
                "\"a",
                "\"a\"b",
                "t\u00e9xt",
                "numeric(1)",
                "a".repeat(129))) {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> SqlArray.of(name, Collections.emptyList()));
        }
    }
}
