// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a template is told where it stands. */
class TemplateErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                  | 0  | 1 | 1  | one object
            []                                  | 0  | 1 | 1  | one object
            {} x                                | 3  | 1 | 4  | behind
            {'a':'{level}'                      | 14 | 1 | 15 | closing brace
            {'a':'b','a':'c'}                   | 9  | 1 | 10 | twice
            {'a':{'b':1,'b':2}}                 | 12 | 1 | 13 | twice
            {'a':'{nothing}'}                   | 7  | 1 | 8  | timestamp, epoch, level
            {'a':'{level'}                      | 6  | 1 | 7  | closing brace
            {'a':'x{level:}'}                   | 14 | 1 | 15 | empty option
            {'a':'{level:5}'}                   | 13 | 1 | 14 | only text has a width
            {'a':'{timestamp:days}'}            | 17 | 1 | 18 | none, millis, micros or nanos
            {'a':'{timestamp:millis@Nowhere}'}  | 17 | 1 | 18 | zone
            {'a':'{epoch:weeks}'}               | 13 | 1 | 14 | seconds, millis, micros, nanos, decimal
            {'a':'{throwable:x}'}               | 17 | 1 | 18 | class, message or root
            {'a':'{caller}'}                    | 13 | 1 | 14 | class, method, file, line
            {'a':'{logger:x}'}                  | 14 | 1 | 15 | no options
            {'a':'{property}'}                  | 15 | 1 | 16 | without a name
            {'*':'{level}'}                     | 5  | 1 | 6  | spread
            {'*':'{mdc:key}'}                   | 5  | 1 | 6  | spread
            {'*':{'a':1}}                       | 5  | 1 | 6  | spread
            {'a':01}                            | 6  | 1 | 7  | comma
            {'a':1.}                            | 6  | 1 | 7  | comma
            {'a':nil}                           | 5  | 1 | 6  | a value is missing
            {'a':{level}}                       | 6  | 1 | 7  | a name in quotes
            {'a' 1}                             | 5  | 1 | 6  | colon
            {'a':1,}                            | 7  | 1 | 8  | a name in quotes
            {'a':[1,]}                          | 8  | 1 | 9  | a value is missing
            {'a':[1                             | 7  | 1 | 8  | bracket
            {'a                                 | 1  | 1 | 2  | closing quote
            {'a':'\\x'}                         | 6  | 1 | 7  | unknown escape
            {'a':'\\u12'}                       | 6  | 1 | 7  | unknown escape
            """)
    void json(String template, int offset, int line, int column, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.json(template == null ? "" : template))
                .withMessageStartingWith("template: offset %d, line %d, column %d: ", offset, line, column)
                .withMessageContaining(what);
    }

    @Test
    void linesAndColumnsCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.json("{\n  'a': 1,\n  '\uD83D\uDE00': '\\u0041{x}'\n}"))
                .withMessageStartingWith("template: offset 28, line 3, column 16: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.json("{'a':'b\nc'}"))
                .withMessageStartingWith("template: offset 7, line 1, column 8: a control char");
    }

    @Test
    void messagesShowNothingOfTheTemplate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.json("{'secret':'{secret}'}"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void depthIsBounded() {
        String nested = "{'a':".repeat(32) + "1" + "}".repeat(32);
        assertThat(Lines.plain(Lines.json(nested), new TestEvent())).isEqualTo(nested);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.json("{'a':" + nested + "}"))
                .withMessageContaining("32 deep");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | 0 | at least one pair
            level              | 0 | a key, = and its value
            =x                 | 0 | a key, = and its value
            a b=1              | 1 | followed by =
            {level}            | 0 | {mdc} or {keyValues}
            {mdc:key}          | 0 | {mdc} or {keyValues}
            a=1 a=2            | 4 | twice
            a"=1               | 1 | followed by =
            a={level}x         | 9 | one place or one constant
            a=x{level}         | 2 | one place or one constant
            a="x {level}"      | 2 | one place or one constant
            a={level:5}        | 9 | only text has a width
            a={level           | 2 | closing brace
            a="b               | 2 | closing quote
            a="\\x"            | 3 | unknown escape
            """)
    void logfmt(String template, int offset, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventTemplate.logfmt(template == null ? "" : template, Lines.NO_PROPERTIES))
                .withMessageStartingWith("template: offset " + offset + ", line 1, column " + (offset + 1) + ": ")
                .withMessageContaining(what);
    }

    @Test
    void keysOfLogfmtAreComparedAsTheyAreWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.logfmt("\u00E4=1 _=2"))
                .withMessageContaining("offset 4")
                .withMessageContaining("twice");
    }

    @Test
    void text() {
        for (String wrong : List.of("{level:0}", "{level:65}", "{level:x}", "{level", "{", "a\nb", "a\rb", "{Level}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Lines.text(wrong))
                    .withMessageStartingWith("template: offset ");
        }
        assertThat(Lines.line(Lines.text("a}b{{c}} {level:64}."), new TestEvent()))
                .isEqualTo("a}b{c}} INFO" + " ".repeat(60) + ".");
        assertThat(Lines.line(Lines.text(""), new TestEvent())).isEmpty();
    }

    @Test
    void names() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.named("ECS"))
                .withMessageContaining("ecs, logstash, gelf, google, logfmt, text");
        assertThatNullPointerException().isThrownBy(() -> EventTemplate.named("ecs", null));
    }
}
