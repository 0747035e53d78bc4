// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import dev.appendkit.format.JsonStyle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a template into the program of an encoder. */
final class ProgramCompiler {
    private static final String TRUNCATED = "truncated";

    private final Syntax syntax;
    private final Escaper escaper;
    private final boolean isGelf;

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
        return new ProgramCompiler(syntax, escaper, false).text(((Node.Mixed) root).parts());
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

    private Program text(List<Node> parts) {
        List<Step> steps = new ArrayList<>();
        for (Node part : parts) {
            if (part instanceof Node.Value value) {
                steps.add(new Step.TextPlace(value.place()));
            } else if (part instanceof Node.Text constant) {
                // A template for text is written as its author wrote it, for instance a colour.
                steps.add(new Step.Constant(
                        syntax == Syntax.TEXT ? utf8(constant.value()) : escaper.escaped(constant.value())));
            } else if (part instanceof Node.Literal literal) {
                steps.add(new Step.Constant(escaper.escaped(literal.value())));
            }
        }
        return program(steps);
    }

    private static Program program(List<Step> steps) {
        return new Program(steps.toArray(Step[]::new));
    }

    // JSON

    private Program root(Node.Members object) {
        boolean hasSpread = hasSpread(object);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Constant(utf8("{")));
        addScope(steps, members(object, hasSpread), hasSpread);
        steps.add(new Step.Constant(utf8("}")));
        return program(steps);
    }

    private static void addScope(List<Step> steps, List<Step> members, boolean hasSpread) {
        if (hasSpread) {
            steps.add(new Step.Scope(program(members)));
        } else {
            steps.addAll(members);
        }
    }

    private static boolean hasSpread(Node.Members object) {
        return object.members().stream().anyMatch(Node.Member::isSpread);
    }

    private List<Step> members(Node.Members object, boolean hasSpread) {
        List<Step> steps = new ArrayList<>();
        for (Node.Member member : object.members()) {
            if (member.isSpread()) {
                steps.add(new Step.Spread(source(member), keys(member.name())));
            } else {
                Step step = value(member.name(), member.value(), hasSpread);
                if (step != null) {
                    steps.add(step);
                }
            }
        }
        return steps;
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
        return isGelf && prefix.equals("_") ? new KeyStyle.GelfField() : new KeyStyle.Member(prefix, escaper);
    }

    private @Nullable Step value(@Nullable String name, Node node, boolean isTracked) {
        if (node instanceof Node.Value value) {
            boolean isString = value.place().isString();
            return new Step.PlaceMember(
                    head(name, isString ? "\"" : "", isTracked), value.place(), !isString, isString);
        }
        if (node instanceof Node.Mixed mixed) {
            return new Step.MixedMember(head(name, "\"", isTracked), text(mixed.parts()));
        }
        String constant = constant(node);
        if (constant != null) {
            return new Step.ConstantMember(head(name, "", isTracked), utf8(constant));
        }
        if (node instanceof Node.Members object) {
            boolean hasSpread = hasSpread(object);
            return new Step.Nested(head(name, "{", isTracked), program(members(object, hasSpread)), '}', hasSpread);
        }
        if (node instanceof Node.Elements array) {
            List<Step> steps = new ArrayList<>();
            for (Node element : array.values()) {
                Step step = value(null, element, false);
                if (step != null) {
                    steps.add(step);
                }
            }
            return new Step.Nested(head(name, "[", isTracked), program(steps), ']', false);
        }
        return null;
    }

    private Step.Head head(@Nullable String name, String open, boolean isTracked) {
        if (name == null) {
            return new Step.Head(utf8(","), null, utf8(open), false, false);
        }
        return new Step.Head(utf8(",\""), escaper.escaped(name), utf8("\":" + open), false, isTracked);
    }

    /** The JSON of what has no places; null if it has one or is absent. */
    private @Nullable String constant(Node node) {
        if (node instanceof Node.Text text) {
            return "\"" + new String(escaper.escaped(text.value()), StandardCharsets.UTF_8) + "\"";
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
                String name = new String(escaper.escaped(member.name()), StandardCharsets.UTF_8);
                members.add("\"" + name + "\":" + value);
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
        boolean hasSpread = hasSpread(object);
        List<Step> steps = new ArrayList<>();
        for (Node.Member member : object.members()) {
            if (member.isSpread()) {
                steps.add(new Step.Spread(source(member), new KeyStyle.Pair()));
                continue;
            }
            Step.Head head = new Step.Head(utf8(" "), LogfmtTemplate.key(member.name()), utf8("="), true, hasSpread);
            if (member.value() instanceof Node.Value value) {
                steps.add(new Step.PlaceMember(head, value.place(), false, false));
            } else if (member.value() instanceof Node.Text text) {
                steps.add(new Step.ConstantMember(head, LogfmtTemplate.value(text.value())));
            } else if (member.value() instanceof Node.Literal literal) {
                steps.add(new Step.ConstantMember(head, utf8(literal.value())));
            }
        }
        List<Step> all = new ArrayList<>();
        addScope(all, steps, hasSpread);
        return program(all);
    }
}
