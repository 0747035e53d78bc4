// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.format.JsonStyle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a template into the program of an encoder. */
final class ProgramCompiler {
    private static final String TRUNCATED = "truncated";

    private final Syntax syntax;
    private final Escaper escaper;
    private final boolean isGelf;
    /** By the prefix, so that fields with the same one share their names in the table. */
    private final Map<String, KeyStyle> styles = new HashMap<>();

    private final KeyStyle pairStyle = new KeyStyle.Pair();

    private ProgramCompiler(Syntax syntax, Escaper escaper, boolean isGelf) {
        this.syntax = syntax;
        this.escaper = escaper;
        this.isGelf = isGelf;
    }

    static Escaper escaper(Syntax syntax, JsonStyle.Escapes escapes) {
        return switch (syntax) {
            case JSON -> Escaper.json(escapes);
            case LOGFMT -> Escaper.LOGFMT;
            case TEXT -> Escaper.TEXT;
        };
    }

    static Program full(EventTemplate template, Escaper escaper) {
        return compile(template.syntax(), template.root(), escaper);
    }

    /** The second form of an event that is too long. */
    static Program brief(EventTemplate template, Escaper escaper) {
        Syntax syntax = template.syntax();
        Node root = Brief.of(template.root());
        if (syntax != Syntax.TEXT) {
            List<Node.Member> members = new ArrayList<>();
            if (root instanceof Node.Members object) {
                members.addAll(object.members());
            }
            members.removeIf(member -> member.name().equals(TRUNCATED));
            members.add(new Node.Member(TRUNCATED, false, new Node.Literal("true")));
            root = new Node.Members(members);
        } else if (root instanceof Node.Mixed text) {
            List<Node> parts = new ArrayList<>(text.parts());
            parts.add(new Node.Text(" [truncated]"));
            root = new Node.Mixed(parts);
        }
        return compile(syntax, root, escaper);
    }

    private static Program compile(Syntax syntax, Node root, Escaper escaper) {
        if (root instanceof Node.Members object) {
            ProgramCompiler compiler = new ProgramCompiler(syntax, escaper, isGelf(object));
            return syntax == Syntax.JSON ? compiler.root(object) : compiler.pairs(object);
        }
        return new ProgramCompiler(syntax, escaper, false).text(((Node.Mixed) root).parts(), utf8("\n"));
    }

    /** Whether an object is a message of GELF 1.1: it has that version, and the member that is mandatory there. */
    private static boolean isGelf(Node.Members object) {
        boolean hasVersion = false;
        boolean hasMessage = false;
        for (Node.Member member : object.members()) {
            hasVersion |= member.name().equals("version")
                    && member.value() instanceof Node.Text text
                    && text.value().equals("1.1");
            hasMessage |= member.name().equals("short_message");
        }
        return hasVersion && hasMessage;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // Text

    private Program text(List<Node> parts, byte[] end) {
        StepList steps = new StepList();
        for (Node part : parts) {
            if (part instanceof Node.Value value) {
                steps.add(value.place().step(new Head(steps.takeConstant()), false));
            } else if (part instanceof Node.Text constant) {
                // In a template for text it is as its author wrote it, a colour for instance.
                steps.addConstant(
                        syntax == Syntax.TEXT ? utf8(constant.value()) : escaper.escaped(constant.value()), 0);
            } else if (part instanceof Node.Literal literal) {
                steps.addConstant(escaper.escaped(literal.value()), 0);
            }
        }
        steps.addConstant(end, 0);
        return steps.program(null);
    }

    // JSON

    private Program root(Node.Members object) {
        StepList steps = new StepList();
        steps.addConstant(utf8("{"), 0);
        FixedNames names = members(object, steps);
        steps.addConstant(utf8("}\n"), 0);
        return steps.program(names);
    }

    /** Adds the steps of an object; returns its names if they have to be compared. */
    private @Nullable FixedNames members(Node.Members object, StepList steps) {
        MemberNames names = new MemberNames(object, name -> escaper.escaped(name));
        for (Node.Member member : object.members()) {
            if (member.isSpread()) {
                names.spread();
                steps.add(new Step.Spread(source(member), keys(member.name())));
            } else {
                value(member.name(), member.value(), names, steps);
            }
        }
        return names.fixed();
    }

    private static FieldSource source(Node.Member member) {
        FieldSource source =
                member.value() instanceof Node.Value value ? value.place().fields() : null;
        if (source == null) {
            throw new IllegalStateException("spread without fields");
        }
        return source;
    }

    private KeyStyle keys(String prefix) {
        return styles.computeIfAbsent(
                prefix,
                key -> isGelf && key.equals("_") ? new KeyStyle.GelfField() : new KeyStyle.Member(key, escaper));
    }

    private void value(@Nullable String name, Node node, MemberNames names, StepList steps) {
        if (node instanceof Node.Value value) {
            Place place = value.place();
            boolean isString = place.isString();
            Head.Naming naming = names.next(name, place.isCertain());
            String before = "";
            if (place.isCertain() && isFirst(naming, steps)) {
                before = new String(steps.takeConstant(), StandardCharsets.UTF_8);
                naming = naming.afterAll();
            }
            Head head = head(before, name, isString ? "\"" : "", naming, isString);
            steps.add(place.step(head, !isString), place.isOfThrowable());
            return;
        }
        if (node instanceof Node.Mixed mixed) {
            Head head = head(name, "\"", names.next(name, true), true);
            steps.add(new Step.MixedMember(head, text(mixed.parts(), new byte[0])));
            return;
        }
        String constant = constant(node);
        if (constant != null) {
            Head.Naming naming = names.next(name, true);
            if (isFirst(naming, steps)) {
                steps.addConstant(utf8("\"" + escaped(Objects.requireNonNull(name)) + "\":" + constant), naming.bit());
            } else if (naming.isPlain()) {
                steps.addConstant(utf8((name == null ? "," : ",\"" + escaped(name) + "\":") + constant), naming.bit());
            } else {
                steps.add(new Step.ConstantMember(head(name, "", naming, false), utf8(constant)));
            }
        } else if (node instanceof Node.Members object) {
            StepList parts = new StepList();
            FixedNames inner = members(object, parts);
            steps.add(new Step.Nested(head(name, "{", names.next(name, false), false), parts.program(inner), '}'));
        } else if (node instanceof Node.Elements array) {
            StepList parts = new StepList();
            MemberNames none = new MemberNames(new Node.Members(List.of()), escaper::escaped);
            for (Node element : array.values()) {
                value(null, element, none, parts);
            }
            steps.add(new Step.Nested(head(name, "[", names.next(name, false), false), parts.program(null), ']'));
        }
    }

    /** Whether a member is the first one of the root, whose brace is not written yet. */
    private static boolean isFirst(Head.Naming naming, StepList steps) {
        return naming.mayBeFirst() && naming.afterAll().isPlain() && steps.endsInConstant();
    }

    private String escaped(String text) {
        return new String(escaper.escaped(text), StandardCharsets.UTF_8);
    }

    private Head head(@Nullable String name, String open, Head.Naming naming, boolean isQuoted) {
        return head("", name, open, naming, isQuoted);
    }

    /** A head; with a brace before it, it has no separator. */
    private Head head(String brace, @Nullable String name, String open, Head.Naming naming, boolean isQuoted) {
        return name == null
                ? new Head(utf8(","), null, utf8(open), naming, false, isQuoted)
                : new Head(
                        utf8((brace.isEmpty() ? "," : brace) + "\""),
                        escaper.escaped(name),
                        utf8("\":" + open),
                        naming,
                        false,
                        isQuoted);
    }

    /** The JSON of what has no places; null if it has one or is absent. */
    private @Nullable String constant(Node node) {
        if (node instanceof Node.Text text) {
            return "\"" + escaped(text.value()) + "\"";
        }
        if (node instanceof Node.Literal literal) {
            return literal.value();
        }
        if (node instanceof Node.Members object) {
            List<String> members = new ArrayList<>();
            for (Node.Member member : object.members()) {
                String value = constant(member.value());
                if (value == null) {
                    return null;
                }
                members.add("\"" + escaped(member.name()) + "\":" + value);
            }
            return "{" + String.join(",", members) + "}";
        }
        if (node instanceof Node.Elements array) {
            List<String> values = new ArrayList<>();
            for (Node element : array.values()) {
                String value = constant(element);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return "[" + String.join(",", values) + "]";
        }
        return null;
    }

    // logfmt

    private Program pairs(Node.Members object) {
        StepList steps = new StepList();
        MemberNames names = new MemberNames(object, LogfmtTemplate::key);
        for (Node.Member member : object.members()) {
            if (member.isSpread()) {
                names.spread();
                steps.add(new Step.Spread(source(member), pairStyle));
            } else if (member.value() instanceof Node.Value value) {
                Place place = value.place();
                Head head = pair(member, names.next(member.name(), place.isCertain()));
                steps.add(place.step(head, false), place.isOfThrowable());
            } else {
                byte[] constant = member.value() instanceof Node.Text text
                        ? LogfmtTemplate.value(text.value())
                        : member.value() instanceof Node.Literal literal ? utf8(literal.value()) : null;
                if (constant != null) {
                    Head head = pair(member, names.next(member.name(), true));
                    steps.add(new Step.ConstantMember(head, constant));
                }
            }
        }
        steps.addConstant(utf8("\n"), 0);
        return steps.program(names.fixed());
    }

    private static Head pair(Node.Member member, Head.Naming naming) {
        return new Head(utf8(" "), LogfmtTemplate.key(member.name()), utf8("="), naming, true, false);
    }
}
