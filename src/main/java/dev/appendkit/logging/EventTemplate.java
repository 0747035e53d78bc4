// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a log consists of: constants, and places for what each event brings. Immutable, for any thread; an
 * {@link EventEncoder} compiles it once.
 *
 * <pre>{@code
 * EventTemplate template = EventTemplate.logfmt(
 *         "time={timestamp} level={level} app={property:app.name=shop} msg={message} {mdc}", System::getProperty);
 * }</pre>
 *
 * <p>A place is <code>{name}</code> or <code>{name:option}</code>. A brace that is text is written twice, <code>{{
 * </code>:
 *
 * <table>
 *   <caption>Places</caption>
 *   <tr><th>place</th><th>value</th><th>options</th></tr>
 *   <tr><td>{@code timestamp}</td><td>RFC 3339, in UTC</td><td>{@code none}, {@code millis} (default), {@code micros}
 *     or {@code nanos}, and a zone: {@code millis@Europe/Zurich}, {@code @local}</td></tr>
 *   <tr><td>{@code epoch}</td><td>a number</td><td>{@code seconds} (default), {@code millis}, {@code micros},
 *     {@code nanos}; {@code decimal}: seconds with three digits after the point</td></tr>
 *   <tr><td>{@code level}</td><td>the back-end's name</td><td>{@code syslog}: 0 to 7; {@code value}: the back-end's
 *     number; {@code google}: the severity of Google Cloud; in text a width of 1 to 64, filled with spaces</td></tr>
 *   <tr><td>{@code logger}, {@code thread}, {@code threadId}</td><td>strings, and a number; a thread without a name or
 *     with an unknown id is absent</td><td></td></tr>
 *   <tr><td>{@code message}</td><td>the formatted message</td><td></td></tr>
 *   <tr><td>{@code mdc}, {@code keyValues}</td><td>an object, absent if it is empty</td><td>a key: its
 *     value</td></tr>
 *   <tr><td>{@code markers}</td><td>an array of names, each once; in text with commas between</td><td></td></tr>
 *   <tr><td>{@code throwable}</td><td>the stack trace</td><td>{@code root}: the innermost cause first; {@code class},
 *     {@code message}: those of the outermost throwable</td></tr>
 *   <tr><td>{@code caller}</td><td>where the event was logged; finding that is expensive</td><td>{@code class},
 *     {@code method}, {@code file} or {@code line}</td></tr>
 *   <tr><td>{@code pid}, {@code host}, {@code property}</td><td>constants, read when the template is compiled</td>
 *     <td>for {@code property}: its name, and perhaps <code>=</code> and a default; a property that is not set and has
 *     no default is absent</td></tr>
 * </table>
 *
 * <p><b>JSON</b>: one object, strict, with any white space between its tokens; none of that is written. A string that
 * is nothing but a place becomes the place's value, with its type; a place within a longer string becomes its text. All
 * other values are constants. A member whose value is absent is left out, and so is an object or an array all of whose
 * content is absent. A name that ends in {@code *} spreads <code>{mdc}</code> or <code>{keyValues}</code>: their fields
 * become members of the object around it, and each of their names begins with what precedes the {@code *}. There may be
 * more than one such name. Of members with the same name the first one stays. If an object is a message of GELF 1.1 (it
 * has a {@code version} of {@code 1.1} and a {@code short_message}), the names of {@code _*} become such as GELF
 * allows.
 *
 * <p><b>logfmt</b>: pairs {@code key=constant} or <code>key={place}</code> with spaces between them, a constant with
 * spaces in double quotes, and <code>{mdc}</code> and <code>{keyValues}</code> by themselves for their pairs. Absent
 * pairs are left out, and so are later ones with the same key. <b>Text</b>: anything in one line; an absent place is
 * empty.
 *
 * <p>A mistake in a template is an {@code IllegalArgumentException} that says where, by offset, line and column.
 */
public final class EventTemplate {
    private final Syntax syntax;
    /** Members in JSON and logfmt, parts in text. */
    private final Node root;

    private EventTemplate(Syntax syntax, Node root) {
        this.syntax = syntax;
        this.root = root;
    }

    Syntax syntax() {
        return syntax;
    }

    Node root() {
        return root;
    }

    /**
     * One of the library's templates. They are files beside this class, such as {@code ecs.json}, which you can copy
     * and change.
     *
     * @param name {@code ecs} (Elastic Common Schema 8.11), {@code logstash}, {@code gelf} (1.1), {@code google} (Cloud
     *     Logging), {@code logfmt} or {@code text}
     * @param properties returns a property by its name, null if it is not set; {@code ecs} asks for
     *     {@code service.name}, {@code service.version}, {@code service.environment} and {@code service.node.name}
     * @return the template
     * @throws IllegalArgumentException if there is no template of that name
     */
    public static EventTemplate named(String name, Function<String, @Nullable String> properties) {
        NamedTemplates template = NamedTemplates.of(name);
        return compile(template.syntax(), template.text(), properties);
    }

    /**
     * The template that a back-end's configuration describes, in the words of its attributes or elements. A back-end's
     * adapter hands them on as they are; what it has no attribute for is null.
     *
     * @param template one of the {@linkplain #named names}, else the text of a template; null: {@code ecs}, if there is
     *     no {@code templateUri}
     * @param templateUri where the text is instead, in UTF-8: {@code classpath:} and a resource, or {@code file:} and a
     *     path; the line end of a single line of logfmt or text is left out
     * @param syntax the text's syntax: {@code json} (also if null), {@code logfmt} or {@code text}
     * @param fields constant {@linkplain #field fields}, {@code name=value}, separated by commas
     * @param properties returns a property by its name, null if it is not set
     * @return the template
     * @throws IllegalArgumentException if any of this is wrong, or if both {@code template} and {@code templateUri} are
     *     given
     */
    public static EventTemplate configured(
            @Nullable String template,
            @Nullable String templateUri,
            @Nullable String syntax,
            @Nullable String fields,
            Function<String, @Nullable String> properties) {
        return new TemplateSettings(template, templateUri, syntax, fields).compile(properties);
    }

    /**
     * The template that the properties of a Spring Boot application describe: {@code appendkit.logging.template}, a
     * name or the text of a JSON template, and {@code appendkit.logging.fields}, both as in {@link #configured}. Places
     * for {@code service.name} and the other service fields take those of {@code logging.structured.ecs.service};
     * without them, name and version are {@code spring.application.name} and {@code spring.application.version}.
     *
     * @param environment returns a property of the application by its name, null if it is not set
     * @return the template
     * @throws IllegalArgumentException if any of this is wrong
     */
    public static EventTemplate springBoot(Function<String, @Nullable String> environment) {
        return TemplateSettings.ofSpringBoot(environment);
    }

    /**
     * A template for JSON.
     *
     * @param template the text, one object
     * @param properties returns a property by its name, null if it is not set
     * @return the template
     * @throws IllegalArgumentException if the text is not such a template
     */
    public static EventTemplate json(String template, Function<String, @Nullable String> properties) {
        return compile(Syntax.JSON, template, properties);
    }

    /**
     * A template for logfmt.
     *
     * @param template the text, pairs with spaces between
     * @param properties returns a property by its name, null if it is not set
     * @return the template
     * @throws IllegalArgumentException if the text is not such a template
     */
    public static EventTemplate logfmt(String template, Function<String, @Nullable String> properties) {
        return compile(Syntax.LOGFMT, template, properties);
    }

    /**
     * A template for plain text.
     *
     * @param template the text, one line; its constants are written as they are
     * @param properties returns a property by its name, null if it is not set
     * @return the template
     * @throws IllegalArgumentException if the text is not such a template
     */
    public static EventTemplate text(String template, Function<String, @Nullable String> properties) {
        return compile(Syntax.TEXT, template, properties);
    }

    private static EventTemplate compile(
            Syntax syntax, String template, Function<String, @Nullable String> properties) {
        TemplateSource source = new TemplateSource(syntax, template, Objects.requireNonNull(properties));
        return new EventTemplate(
                syntax,
                switch (syntax) {
                    case JSON -> JsonTemplate.parse(source);
                    case LOGFMT -> LogfmtTemplate.parse(source);
                    case TEXT -> textParts(source);
                });
    }

    private static Node textParts(TemplateSource source) {
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                throw source.error(i, "a template for text is one line");
            }
        }
        int[] offsets = new int[text.length() + 1];
        Arrays.setAll(offsets, i -> i);
        Node node = PlaceParser.parse(source, text, offsets);
        return node instanceof Node.Mixed ? node : new Node.Mixed(List.of(node));
    }

    /**
     * This template with a constant field, as text. It replaces the member or pair of that name; if there is none, it
     * comes after all others.
     *
     * @param name the field's name
     * @param value its value, which is not searched for places
     * @return a changed copy
     * @throws IllegalArgumentException if this is a template for text, which has no fields
     */
    public EventTemplate field(String name, String value) {
        Objects.requireNonNull(name, "name");
        Node.Member field = new Node.Member(name, false, new Node.Text(value));
        if (!(root instanceof Node.Members object)) {
            throw new IllegalArgumentException("a template for text has no fields");
        }
        List<Node.Member> members = new ArrayList<>(object.members());
        int index = 0;
        while (index < members.size() && !isSame(members.get(index), name)) {
            index++;
        }
        if (index < members.size()) {
            members.set(index, field);
        } else {
            members.add(field);
        }
        return new EventTemplate(syntax, new Node.Members(List.copyOf(members)));
    }

    private boolean isSame(Node.Member member, String name) {
        if (member.isSpread()) {
            return false;
        }
        return syntax == Syntax.LOGFMT
                ? Arrays.equals(LogfmtTemplate.key(member.name()), LogfmtTemplate.key(name))
                : member.name().equals(name);
    }

    /**
     * Whether the lines are JSON, which decides their content type.
     *
     * @return false if they are logfmt or text
     */
    public boolean isJson() {
        return syntax == Syntax.JSON;
    }

    /**
     * Whether the template has a place for the caller, so that the back-end must find out where an event was logged.
     *
     * @return true if it has one
     */
    public boolean needsLocation() {
        return needsLocation(root);
    }

    private static boolean needsLocation(Node node) {
        if (node instanceof Node.Value value) {
            return value.place().needsLocation();
        }
        if (node instanceof Node.Mixed mixed) {
            return mixed.parts().stream().anyMatch(EventTemplate::needsLocation);
        }
        if (node instanceof Node.Elements array) {
            return array.values().stream().anyMatch(EventTemplate::needsLocation);
        }
        return node instanceof Node.Members object
                && object.members().stream().anyMatch(member -> needsLocation(member.value()));
    }
}
