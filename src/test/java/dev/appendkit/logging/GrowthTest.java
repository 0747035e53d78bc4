// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.encoder;
import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Lines that fill their array exactly or grow at any of their steps, and names that meet the template's own. */
class GrowthTest {
    private static final int LONGEST_STEP = 120;

    private static TestEvent event(String message) {
        TestEvent event =
                new TestEvent().message(message).mdc("request", "4711").mdc("u", "42");
        event.thread = "http-nio-8080-exec-1";
        return event;
    }

    @Test
    void anArrayIsFullAtEveryStep() {
        EventTemplate json =
                json("{'m':'{message}','l':'{level}','t':'{thread}','c':1,'o':{'x':'{logger}'},'*':'{mdc}'}");
        EventTemplate logfmt = logfmt("m={message} l={level} t={thread} c=1 x={logger} {mdc}");
        EventTemplate text = text("{message} {level:7}[{thread}] {logger} - {mdc:request}.");
        for (String behind : new String[] {"", "\u00E4"}) {
            for (int length = LineBytes.INITIAL_BYTES - 2 * LONGEST_STEP;
                    length < LineBytes.INITIAL_BYTES + LONGEST_STEP;
                    length++) {
                String message = "x".repeat(length) + behind;
                assertThat(plain(json, event(message)))
                        .as("length %d", length)
                        .isEqualTo("{'m':'" + message + "','l':'INFO','t':'http-nio-8080-exec-1','c':1,"
                                + "'o':{'x':'com.acme.Shop'},'request':'4711','u':'42'}");
                assertThat(line(logfmt, event(message)))
                        .as("length %d", length)
                        .isEqualTo("m=" + message
                                + " l=INFO t=http-nio-8080-exec-1 c=1 x=com.acme.Shop request=4711 u=42");
                assertThat(line(text, event(message)))
                        .as("length %d", length)
                        .isEqualTo(message + " INFO   [http-nio-8080-exec-1] com.acme.Shop - 4711.");
            }
        }
    }

    /** A line that has grown is lent again, and so are the names that were written meanwhile. */
    @Test
    void aLineIsWrittenAgain() {
        EventEncoder<TestEvent> encoder = encoder(json("{'m':'{message}','l':'{level}','*':'{mdc}'}"));
        for (int length : new int[] {1, 5_000, 2, 9_000, 3}) {
            for (int i = 0; i < 3; i++) {
                String message = "y".repeat(length);
                assertThat(line(encoder, event(message)).replace('"', '\''))
                        .isEqualTo("{'m':'" + message + "','l':'INFO','request':'4711','u':'42'}");
            }
        }
    }

    /** A name is kept with what stands around it in each place, and never written in the place of another one. */
    @Test
    void theSameNameInSeveralPlaces() {
        EventEncoder<TestEvent> json = encoder(json("{'a':'{logger}','b':'{thread}','c':'<{logger}{level}>',"
                + "'d':'{logger}','o':{'a':'{logger}','b':'{level}'},'*':'{mdc}'}"));
        EventEncoder<TestEvent> logfmt = encoder(logfmt("{mdc} a={logger} b={thread} c={level} d={logger}"));
        EventEncoder<TestEvent> text = encoder(text("{logger}{logger}{level:3}{level}[{thread}]{level:9}."));
        String longest = "n".repeat(NameTable.MAX_BYTES);
        for (String name : List.of("n", "m", "a b", "", longest, longest + "x", "n", "m", "\u00e4\n")) {
            TestEvent event = new TestEvent().mdc("a", "x").mdc("z", name);
            event.logger = name;
            event.thread = name.isEmpty() ? null : name;
            event.level = name;
            String inJson = name.replace("\n", "\\n");
            String thread = name.isEmpty() ? "" : "'b':'" + inJson + "',";
            boolean isQuoted = name.isEmpty() || name.contains(" ") || name.contains("\n");
            String inLogfmt = isQuoted ? "'" + inJson + "'" : inJson;
            for (int i = 0; i < 3; i++) {
                assertThat(line(json, event).replace('"', '\''))
                        .isEqualTo("{'a':'" + inJson + "'," + thread + "'c':'<" + inJson + inJson + ">','d':'" + inJson
                                + "','o':{'a':'" + inJson + "','b':'" + inJson + "'},'z':'" + inJson + "'}");
                assertThat(line(logfmt, event).replace('"', '\''))
                        .isEqualTo("a=x z=" + inLogfmt + (name.isEmpty() ? "" : " b=" + inLogfmt) + " c=" + inLogfmt
                                + " d=" + inLogfmt);
                assertThat(line(text, event))
                        .isEqualTo(inJson + inJson + inJson + " ".repeat(Math.max(0, 3 - name.length())) + inJson + "["
                                + inJson + "]" + inJson + " ".repeat(Math.max(0, 9 - name.length())) + ".");
            }
        }
    }

    @Test
    void anAbsentMemberLeavesItsNameToTheFields() {
        EventTemplate template = json("{'a':'{thread}','b':'{message}','*':'{mdc}'}");
        TestEvent event = new TestEvent().message("m").mdc("b", "x").mdc("a", "y");
        event.thread = null;
        assertThat(plain(template, event)).isEqualTo("{'b':'m','a':'y'}");
        event.thread = "t";
        assertThat(plain(template, event)).isEqualTo("{'a':'t','b':'m'}");
    }

    @Test
    void aFailedFieldLeavesNoName() {
        EventTemplate template = json("{'*':'{keyValues}','a':'{message}','*':'{mdc}'}");
        TestEvent event = new TestEvent().message("m").pair("a", 1).mdc("b", "x");
        event.failing = "keyValues";
        assertThat(plain(template, event)).contains(",'a':'m','b':'x'}").startsWith("{'keyValues':'[");
    }

    /** More members than a set of bits has. */
    @Test
    void aTemplateWithManyNames() {
        StringJoiner template = new StringJoiner(",", "{", ",'*':'{mdc}','n200':'{level}'}");
        StringJoiner expected = new StringJoiner(",", "{", ",'new':'v','n200':'INFO'}");
        TestEvent event = new TestEvent().message("m");
        event.thread = null;
        for (int i = 0; i < 100; i++) {
            template.add("'n" + i + "':'" + (i % 2 == 0 ? "{message}" : i) + "'");
            expected.add("'n" + i + "':'" + (i % 2 == 0 ? "m" : i) + "'");
            event.mdc("n" + i, "dropped");
        }
        event.mdc("new", "v");
        assertThat(plain(json(template.toString()), event)).isEqualTo(expected.toString());
    }

    /** Two lone surrogates are written as the same char. */
    @Test
    void namesThatBecomeEqual() {
        TestEvent event = new TestEvent().message("m");
        EventTemplate template = json("{'\\ud800':'{message}','\\ud801':2,'c':3}");
        assertThat(plain(template, event)).isEqualTo("{'\uFFFD':'m','c':3}");
        event.message = null;
        assertThat(plain(template, event)).isEqualTo("{'\uFFFD':2,'c':3}");
    }
}
