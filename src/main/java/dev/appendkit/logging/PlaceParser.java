// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.logging;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the places in a string of a template: <code>{name}</code>, <code>{name:option}</code>. */
final class PlaceParser {
    private static final String KNOWN = "timestamp, epoch, level, logger, thread, threadId, message, mdc, keyValues,"
            + " markers, throwable, caller, pid, host and property";
    private static final String FRACTIONS = "none, millis, micros or nanos, perhaps with @ and a zone";
    private static final int MAX_WIDTH = 64;

    private final TemplateSource source;
    /** The string, decoded. */
    private final String text;
    /** The offsets of its chars, and of its end, in the template. */
    private final int[] offsets;

    private PlaceParser(TemplateSource source, String text, int[] offsets) {
        this.source = source;
        this.text = text;
        this.offsets = offsets;
    }

    /**
     * What a string is: a constant, a place, or both.
     *
     * @param offsets the offset of each char in the template, and of the string's end
     */
    static Node parse(TemplateSource source, String text, int[] offsets) {
        return new PlaceParser(source, text, offsets).parse();
    }

    private Node parse() {
        List<Node> parts = new ArrayList<>();
        StringBuilder constant = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '{') {
                constant.append(c);
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '{') {
                constant.append(c);
                i += 2;
            } else {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw source.error(offsets[i], "a place without its closing brace; a brace that is text is {{");
                }
                addConstant(parts, constant);
                parts.add(safe(place(i + 1, end)));
                i = end + 1;
            }
        }
        addConstant(parts, constant);
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return parts.isEmpty() ? new Node.Text("") : joined(parts);
    }

    private static void addConstant(List<Node> parts, StringBuilder constant) {
        if (constant.length() > 0) {
            parts.add(new Node.Text(constant.toString()));
            constant.setLength(0);
        }
    }

    /** A string with places in it, or the one constant that its parts make. */
    private Node joined(List<Node> parts) {
        if (source.syntax() == Syntax.TEXT || parts.stream().anyMatch(Node.Value.class::isInstance)) {
            return new Node.Mixed(parts);
        }
        StringBuilder all = new StringBuilder();
        for (Node part : parts) {
            if (part instanceof Node.Text constant) {
                all.append(constant.value());
            } else if (part instanceof Node.Literal literal) {
                all.append(literal.value());
            }
        }
        return new Node.Text(all.toString());
    }

    /** In text, a constant of the template is written as it is; a constant from elsewhere is escaped. */
    private Node safe(Node node) {
        return source.syntax() == Syntax.TEXT && node instanceof Node.Text constant
                ? new Node.Text(new String(Escaper.TEXT.escaped(constant.value()), StandardCharsets.UTF_8))
                : node;
    }

    private Node place(int from, int end) {
        int colon = text.indexOf(':', from);
        int nameEnd = colon < 0 || colon > end ? end : colon;
        String name = text.substring(from, nameEnd);
        boolean hasOption = nameEnd < end;
        String option = hasOption ? text.substring(nameEnd + 1, end) : "";
        int optionOffset = offsets[Math.min(nameEnd + 1, end)];
        if (hasOption && option.isEmpty()) {
            throw source.error(optionOffset, "an empty option");
        }
        return switch (name) {
            case "timestamp" -> timestamp(option, optionOffset);
            case "epoch" ->
                new Node.Value(new TimePlaces.Epoch(
                        hasOption
                                ? oneOf(TimePlaces.Unit.values(), TimePlaces.Unit::option, option, optionOffset)
                                : TimePlaces.Unit.SECONDS));
            case "level" -> level(option, optionOffset);
            case "mdc" ->
                new Node.Value(hasOption ? new FieldPlaces.ContextValue(option) : new FieldPlaces.All(FieldSource.MDC));
            case "keyValues" ->
                new Node.Value(
                        hasOption ? new FieldPlaces.KeyValue(option) : new FieldPlaces.All(FieldSource.KEY_VALUES));
            case "throwable" -> throwable(option, optionOffset);
            case "caller" ->
                new Node.Value(new FieldPlaces.Caller(oneOf(
                        FieldPlaces.Part.values(),
                        part -> part.name().toLowerCase(Locale.ROOT),
                        option,
                        optionOffset)));
            case "property" -> property(option, optionOffset);
            case "logger", "thread", "threadId", "message", "markers", "pid", "host" -> {
                if (hasOption) {
                    throw source.error(optionOffset, "this place has no options");
                }
                yield simple(name);
            }
            default -> throw source.error(offsets[from], "an unknown place; the places are " + KNOWN);
        };
    }

    private static Node simple(String name) {
        return switch (name) {
            case "logger" -> new Node.Value(new NamePlaces.Name(NamePlaces.Named.LOGGER));
            case "thread" -> new Node.Value(new NamePlaces.Name(NamePlaces.Named.THREAD));
            case "threadId" -> new Node.Value(new NamePlaces.ThreadId());
            case "message" -> new Node.Value(new MessagePlace());
            case "markers" -> new Node.Value(new FieldPlaces.Markers());
            case "pid" -> new Node.Literal(Long.toString(ProcessHandle.current().pid()));
            default -> new Node.Text(host());
        };
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String name = System.getenv("HOSTNAME");
            return name == null || name.isEmpty() ? "localhost" : name;
        }
    }

    private Node timestamp(String option, int offset) {
        int at = option.indexOf('@');
        String fraction = at < 0 ? option : option.substring(0, at);
        int digits =
                switch (fraction) {
                    case "none" -> 0;
                    case "", "millis" -> 3;
                    case "micros" -> 6;
                    case "nanos" -> 9;
                    default -> throw source.error(offset, "an unknown option; it may be " + FRACTIONS);
                };
        if (at < 0) {
            return new Node.Value(new TimePlaces.Timestamp(digits));
        }
        String name = option.substring(at + 1);
        ZoneId zone;
        try {
            zone = name.equals("local") ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw source.error(offset, "an unknown zone; it may be local, an offset, or a name such as Europe/Zurich");
        }
        return new Node.Value(
                zone.normalized().equals(ZoneOffset.UTC)
                        ? new TimePlaces.Timestamp(digits)
                        : new TimePlaces.ZonedTimestamp(digits, zone));
    }

    private Node level(String option, int offset) {
        return new Node.Value(
                switch (option) {
                    case "" -> new NamePlaces.Name(NamePlaces.Named.LEVEL);
                    case "syslog" -> new NamePlaces.SyslogSeverity();
                    case "value" -> new NamePlaces.LevelValue();
                    case "google" -> new NamePlaces.GoogleSeverity();
                    default -> new NamePlaces.PaddedLevel(width(option, offset));
                });
    }

    private int width(String option, int offset) {
        boolean isText = source.syntax() == Syntax.TEXT;
        if (isText && option.matches("[1-9][0-9]?") && Integer.parseInt(option) <= MAX_WIDTH) {
            return Integer.parseInt(option);
        }
        throw source.error(
                offset,
                "an unknown option; it may be syslog, value, google"
                        + (isText ? ", or a width of 1 to " + MAX_WIDTH : "; only text has a width"));
    }

    private Node throwable(String option, int offset) {
        return new Node.Value(
                switch (option) {
                    case "" -> new ThrowablePlaces.Trace(false);
                    case "root" -> new ThrowablePlaces.Trace(true);
                    case "class" -> new ThrowablePlaces.ThrownClass();
                    case "message" -> new ThrowablePlaces.ThrownMessage();
                    default -> throw source.error(offset, "an unknown option; it may be class, message or root");
                });
    }

    private Node property(String option, int offset) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        if (name.isEmpty()) {
            throw source.error(offset, "a property without a name; it is written {property:name}");
        }
        String value = source.properties().apply(name);
        if (value == null) {
            return equals < 0 ? new Node.Absent() : new Node.Text(option.substring(equals + 1));
        }
        return new Node.Text(value);
    }

    private <T> T oneOf(T[] values, Function<T, String> name, String option, int offset) {
        for (T value : values) {
            if (name.apply(value).equals(option)) {
                return value;
            }
        }
        throw source.error(
                offset,
                "an unknown option; it may be "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", ")));
    }
}
