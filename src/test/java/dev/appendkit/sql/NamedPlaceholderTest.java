// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static dev.appendkit.sql.Templates.count;
import static dev.appendkit.sql.Templates.fill;
import static dev.appendkit.sql.Templates.parameters;
import static dev.appendkit.sql.Templates.refusal;
import static dev.appendkit.sql.Templates.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.appendkit.sql.SqlTemplateException.Code;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code :name}, which the compiler makes an index of. */
class NamedPlaceholderTest {

    private static final SqlMode MYSQL = SqlMode.mysql().namedParameters(true);
    private static final SqlMode H2 = SqlMode.h2().namedParameters(true);

    static List<SqlMode> modes() {
        return Modes.of("mysql", "mariadb", "h2", "ansi").stream()
                .map(mode -> mode.namedParameters(true))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aNameThatStandsTwiceIsOneParameterWrittenTwice(SqlMode mode) {
        SqlTemplate template = SqlTemplate.compile("SELECT :a, :b, -:a, (:_c1),:a", mode);
        assertThat(template.parameterCount()).isEqualTo(3);
        assertThat(template.index("a")).isEqualTo(1);
        assertThat(template.index("b")).isEqualTo(2);
        assertThat(template.index("_c1")).isEqualTo(3);
        assertThat(template.toSql(-1, 2, 3)).isEqualTo("SELECT -1, 2, -(-1), (3),-1");
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatIsNoNameHasNoIndex(SqlMode mode) {
        SqlTemplate named = SqlTemplate.compile("SELECT :a", mode);
        for (String name : List.of("", "A", ":a", "aa", "1", "\u00e9")) {
            assertThat(named.index(name)).as(name).isEqualTo(-1);
        }
        assertThat(SqlTemplate.compile("SELECT ?", mode).index("a")).isEqualTo(-1);
        assertThatNullPointerException().isThrownBy(() -> named.index(null));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void kindsOfPlaceholdersAreNotMixed(SqlMode mode) {
        refused("SELECT ?, :a", mode, Code.MIXED_PLACEHOLDERS);
        refused("SELECT :a, ?", mode, Code.MIXED_PLACEHOLDERS);
        assertThat(count("SELECT ?, ?", mode)).isEqualTo(2);
    }

    @Test
    void numbersAndNamesAreNotMixed() {
        refused("SELECT ?1, :a", H2, Code.MIXED_PLACEHOLDERS);
        refused("SELECT :a, $1", H2, Code.MIXED_PLACEHOLDERS);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aNameIsALetterAndWordCharacters(SqlMode mode) {
        assertThat(count("SELECT :a_1Z+1", mode)).isEqualTo(1);
        refused("SELECT :a$b", mode, Code.ADJACENT_WORD);
        refused("SELECT :a\u00e9", mode, Code.ADJACENT_WORD);
        refused("SELECT :a.b", mode, Code.ADJACENT_CHARACTER);
        refused("SELECT :a'b'", mode, Code.ADJACENT_QUOTE);
        refused("SELECT :a 'b'", mode, Code.ADJACENT_LITERAL);
        refused("SELECT b :a", mode, Code.MISPLACED_PLACEHOLDER);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void aColonThatTouchesWhatIsBeforeItIsNoPlaceholder(SqlMode mode) {
        for (String sql : List.of("SELECT a:b", "SELECT 1:b", "SELECT 'a':b", "SELECT \"a\":b", "SELECT (1):b")) {
            refused(sql, mode, Code.NAMED_PLACEHOLDER);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void quotesAndCommentsHideNames(SqlMode mode) {
        assertThat(count("SELECT ':a 10:30:00', \":a\" /* :a */, :b -- :a\n", mode))
                .isEqualTo(1);
    }

    @Test
    void otherColonsStayWhatTheyAre() {
        assertThat(fill("SELECT @a := :a, @b:=:b", MYSQL, "7")).isEqualTo("SELECT @a := 7, @b:= 7");
        assertThat(fill("SELECT :a::INT, b::INT, a[1], JSON_OBJECT('k': b)", H2, "7"))
                .isEqualTo("SELECT 7 ::INT, b::INT, a[1], JSON_OBJECT('k': b)");
        refused("SELECT a[:n]", H2, Code.NAMED_PLACEHOLDER);
        refused("SELECT a[1:n]", H2, Code.NAMED_PLACEHOLDER);
        assertThat(fill("SELECT a[(:n)]", H2, "7")).isEqualTo("SELECT a[(7)]");
        refused("SELECT 1:::a", H2, Code.ADJACENT_CHARACTER);
        refused("SELECT :1", SqlMode.ansi().namedParameters(true), Code.UNEXPECTED_CHARACTER);
    }

    @Test
    void withoutTheOptionThereAreNone() {
        refused("SELECT :a", SqlMode.mysql(), Code.NAMED_PLACEHOLDER);
        assertThat(refusal("SELECT :a", SqlMode.mysql())).hasMessageContaining("namedParameters(true)");
        refused("SELECT :a", SqlMode.ansi(), Code.UNEXPECTED_CHARACTER);
        assertThat(count("SELECT :a", SqlMode.h2())).isZero();
    }

    @Test
    void anErrorShowsThePlace() {
        SqlTemplateException refusal = refusal("SELECT 'x',\n a:b", MYSQL);
        assertThat(refusal.offset()).isEqualTo(14);
        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isEqualTo(3);
        assertThat(refusal.getMessage()).endsWith("\n a:b\n  ^");
    }

    @Test
    void anotherCountTellsOfNamesInQuotes() {
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ':a', '10:30', ':: :30', :b", MYSQL)
                        .toSql(1, 2));
        assertThat(refusal)
                .hasMessage("the template has 1 parameters, but 2 are given; the :a at line 1, column 9 is in quotes or"
                        + " in a comment and is no placeholder");
        SqlParameterException numbered = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT '$2 and ?3', $1", SqlMode.h2())
                        .toSql(1, 2));
        assertThat(numbered)
                .hasMessageContaining("2 placeholders are in quotes")
                .hasMessageContaining("$2");
        SqlParameterException none = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT '$2', ?", SqlMode.mysql()).toSql(1, 2));
        assertThat(none).hasMessageEndingWith("2 are given");
    }

    @Test
    void theOptionIsPartOfTheFingerprint() {
        assertThat(MYSQL.sameFingerprint(SqlMode.mysql())).isFalse();
        assertThat(MYSQL.namedParameters(false)).isEqualTo(SqlMode.mysql());
        assertThat(MYSQL.toString()).contains(", namedParameters,");
    }

    /** Names that share a hash code as well as different ones. */
    @Test
    void manyNamesTakeLinearTime() {
        String different =
                IntStream.range(0, 200_000).mapToObj(i -> ":p" + i).collect(Collectors.joining(", ", "SELECT ", ""));
        String colliding = IntStream.range(0, 1 << 16)
                .mapToObj(i -> IntStream.range(0, 16)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", ":", "")))
                .collect(Collectors.joining(", ", "SELECT ", ""));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(count(different, MYSQL)).isEqualTo(200_000);
            assertThat(count(colliding, MYSQL)).isEqualTo(1 << 16);
        });
        assertThat(parameters(TemplateCompiler.compile("SELECT :a, :b, :a", MYSQL)))
                .containsExactly(0, 1, 0);
    }
}
