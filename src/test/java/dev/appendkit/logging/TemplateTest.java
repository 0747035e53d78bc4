// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import static dev.appendkit.logging.Lines.json;
import static dev.appendkit.logging.Lines.line;
import static dev.appendkit.logging.Lines.logfmt;
import static dev.appendkit.logging.Lines.plain;
import static dev.appendkit.logging.Lines.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.appendkit.format.JsonStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void constantsStayAsTheyAre() {
        assertThat(plain(
                        json(" { 'a' : 1.50e+3 , 'b':[ ] ,'c': { } ,\n"
                                + "'d':[true,null,{'e':-0}],'f':'\\u0041{{x}\\n\\/' } "),
                        new TestEvent()))
                .isEqualTo("{'a':1.50e+3,'b':[],'c':{},'d':[true,null,{'e':-0}],'f':'A{x}\\n/'}");
        assertThat(line(json("{}"), new TestEvent())).isEqualTo("{}");
    }

    @Test
    void constantsAreEscapedAsTheEncoderSays() {
        EventTemplate template = json("{'\u00E4<':'\u00F6\uD800','x':'{level}\u00FC'}");
        assertThat(plain(template, new TestEvent())).isEqualTo("{'\u00E4<':'\u00F6\uFFFD','x':'INFO\u00FC'}");
        assertThat(line(Lines.builder(template).escapes(JsonStyle.Escapes.ASCII).build(), new TestEvent()))
                .isEqualTo("{\"\\u00e4<\":\"\\u00f6\\ufffd\",\"x\":\"INFO\\u00fc\"}");
        assertThat(line(Lines.builder(template).escapes(JsonStyle.Escapes.HTML).build(), new TestEvent()))
                .isEqualTo("{\"\u00E4\\u003c\":\"\u00F6\uFFFD\",\"x\":\"INFO\u00FC\"}");
    }

    @Test
    void theFirstOfAName() {
        TestEvent event = new TestEvent().mdc("a", "mdc").mdc("b", "mdc").mdc("c", "mdc");
        event.pair("b", "first").pair("b", "second").pair("d", "pair");
        assertThat(plain(json("{'a':1,'*':'{keyValues}','*':'{mdc}','d':2,'e':'{level}','c':'{level}'}"), event))
                .isEqualTo("{'a':1,'b':'first','d':'pair','c':'mdc','e':'INFO'}");
        assertThat(plain(json("{'*':'{mdc}','*':'{keyValues}'}"), event))
                .isEqualTo("{'a':'mdc','b':'mdc','c':'mdc','d':'pair'}");
        assertThat(line(logfmt("a=1 {keyValues} {mdc} d=2 e={level} c={level}"), event))
                .isEqualTo("a=1 b=first d=pair c=mdc e=INFO");
    }

    @Test
    void anAbsentMemberTakesNoName() {
        TestEvent event = new TestEvent().mdc("a", "mdc").mdc("o", "mdc").pair("p", 1);
        assertThat(plain(json("{'a':'{mdc:none}','o':{'x':'{mdc:none}'},'*':'{mdc}','p':'{keyValues:p}'}"), event))
                .isEqualTo("{'a':'mdc','o':'mdc','p':1}");
        assertThat(line(logfmt("a={mdc:none} {mdc}"), event)).isEqualTo("a=mdc o=mdc");
    }

    @Test
    void prefixes() {
        TestEvent event = new TestEvent().mdc("a", "1").pair("x.a", 2).pair("b", 3);
        assertThat(plain(json("{'x.*':'{mdc}','*':'{keyValues}','n':{'a*':'{keyValues}'}}"), event))
                .isEqualTo("{'x.a':'1','b':3,'n':{'ax.a':2,'ab':3}}");
        assertThat(plain(json("{'\u00E4\\'*':'{mdc}'}".replace("\\'", "\\\"")), event))
                .isEqualTo("{'\u00E4\\'a':'1'}");
    }

    @Test
    void namesAreTheSameIfTheyAreWrittenTheSame() {
        TestEvent event = new TestEvent().mdc("\uD800", "1").mdc("\uDC00", "2").mdc("\uFFFD", "3");
        assertThat(plain(json("{'*':'{mdc}'}"), event)).isEqualTo("{'\uFFFD':'1'}");
        TestEvent pairs =
                new TestEvent().mdc("a b", "1").mdc("a=b", "2").mdc("", "3").mdc("_", "4");
        assertThat(line(logfmt("{mdc}"), pairs)).isEqualTo("a_b=1 _=3");
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        map.put(null, "null");
        assertThat(plain(json("{'*':'{keyValues}'}"), new TestEvent().pair("m", map)))
                .isEqualTo("{'m':{'1':'number','null':'null'}}");
        EventEncoder<TestEvent> cut =
                Lines.builder(json("{'*':'{mdc}'}")).maxValueChars(3).build();
        assertThat(line(cut, new TestEvent().mdc("abcd", "1").mdc("abce", "2").mdc("abc", "3")))
                .isEqualTo("{\"abc\u2026\":\"1\",\"abc\":\"3\"}");
    }

    @Test
    void manyNames() {
        TestEvent event = new TestEvent();
        StringBuilder expected = new StringBuilder("{");
        for (int i = 0; i < 5_000; i++) {
            event.pair("n" + i % 4_000, i);
            if (i < 4_000) {
                expected.append(i == 0 ? "" : ",")
                        .append("'n")
                        .append(i)
                        .append("':")
                        .append(i);
            }
        }
        EventTemplate template = json("{'*':'{keyValues}'}");
        assertThat(plain(template, event)).isEqualTo(expected + "}");
        event.failing = "keyValues";
        assertThat(plain(template, event))
                .isEqualTo("{'keyValues':'[dev.appendkit.logging.TestEvent: java.lang.IllegalStateException]'}");
    }

    @Test
    void gelfNames() {
        TestEvent event = new TestEvent()
                .mdc("id", "1")
                .mdc("a b\u00E4/c.d-e_F9", "2")
                .mdc("", "3")
                .mdc("level", "4");
        EventTemplate gelf = EventTemplate.json(
                "{\"version\":\"1.1\",\"short_message\":\"{message}\",\"_*\":\"{mdc}\"}", Lines.NO_PROPERTIES);
        assertThat(plain(gelf, event))
                .isEqualTo("{'version':'1.1','short_message':'order placed','_id_':'1','_a_b__c.d-e_F9':'2','_':'3',"
                        + "'_level':'4'}");
        assertThat(plain(json("{'_*':'{mdc}'}"), event)).startsWith("{'_id':'1','_a b\u00E4/c.d-e_F9':'2'");
    }

    @Test
    void fields() {
        EventTemplate json = json("{'a':'{level}','b':{'c':1},'p':'{property:p}','*':'{mdc}'}");
        TestEvent event = new TestEvent().mdc("z", "mdc").mdc("y", "mdc");
        EventTemplate changed =
                json.field("b", "{x}").field("p", "q").field("z", "last").field("*", "star");
        assertThat(plain(changed, event)).isEqualTo("{'a':'INFO','b':'{x}','p':'q','z':'mdc','y':'mdc','*':'star'}");
        assertThat(plain(changed, new TestEvent())).isEqualTo("{'a':'INFO','b':'{x}','p':'q','z':'last','*':'star'}");
        assertThat(plain(json, event)).isEqualTo("{'a':'INFO','b':{'c':1},'z':'mdc','y':'mdc'}");
        assertThat(plain(logfmt("a={level} b=1").field("a", "x y").field("c", ""), event))
                .isEqualTo("a='x y' b=1 c=''");
        assertThatIllegalArgumentException().isThrownBy(() -> text("{level}").field("a", "b"));
    }

    @Test
    void constantsOfLogfmt() {
        assertThat(plain(
                        logfmt(" a=x  b='c d'\tc=null d= e='{message}' f={{g} h='\u00E4\\n' i={pid}"), new TestEvent()))
                .isEqualTo("a=x b='c d' c='null' d='' e='order placed' f={g} h='\u00E4\\n' i="
                        + ProcessHandle.current().pid());
    }

    @Test
    void theNamedOnes() {
        TestEvent event = new TestEvent().mdc("trace.id", "t1").pair("amount", 9.5);
        event.markers.add("AUDIT");
        Map<String, String> properties = Map.of("service.name", "shop", "service.version", "1.2");
        assertThat(plain(EventTemplate.named("ecs", properties::get), event))
                .isEqualTo("{'@timestamp':'2026-11-21T09:02:03.123Z','log.level':'INFO','message':'order placed',"
                        + "'ecs.version':'8.11','service.name':'shop','service.version':'1.2',"
                        + "'process.thread.name':'main','log.logger':'com.acme.Shop','tags':['AUDIT'],'amount':9.5,"
                        + "'trace.id':'t1'}");
        assertThat(plain(Lines.named("logstash"), event))
                .isEqualTo("{'@timestamp':'2026-11-21T09:02:03.123Z','@version':'1','message':'order placed',"
                        + "'logger_name':'com.acme.Shop','thread_name':'main','level':'INFO','level_value':20000,"
                        + "'tags':['AUDIT'],'amount':9.5,'trace.id':'t1'}");
        assertThat(plain(Lines.named("gelf").field("host", "h"), event))
                .isEqualTo("{'version':'1.1','host':'h','short_message':'order placed','timestamp':1795251723.123,"
                        + "'level':6,'_logger':'com.acme.Shop','_thread':'main','_amount':9.5,'_trace.id':'t1'}");
        assertThat(plain(Lines.named("google"), event))
                .isEqualTo("{'severity':'INFO','time':'2026-11-21T09:02:03.123Z','message':'order placed',"
                        + "'logging.googleapis.com/labels':{'trace.id':'t1'},'amount':9.5}");
        assertThat(plain(Lines.named("logfmt"), event))
                .isEqualTo("time=2026-11-21T09:02:03.123Z level=INFO logger=com.acme.Shop thread=main "
                        + "msg='order placed' amount=9.5 trace.id=t1");
        assertThat(line(Lines.named("text"), event))
                .isEqualTo("2026-11-21T09:02:03.123Z INFO  [main] com.acme.Shop - order placed");
    }
}
