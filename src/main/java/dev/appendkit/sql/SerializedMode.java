// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import dev.appendkit.FractionDigits;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mode in a stream: its dialect and the calls that made it, as text. A call that this version of the library does not
 * know is refused, never ignored.
 *
 * @param dialect the name of the factory method
 * @param calls each {@code name=argument}
 */
record SerializedMode(String dialect, ArrayList<String> calls) implements Serializable {
    private static final long serialVersionUID = 1L;

    static SerializedMode of(Session session) {
        ArrayList<String> calls = new ArrayList<>();
        Session initial = new Session(session.dialect);
        if (session.backslashEscapes != initial.backslashEscapes) {
            calls.add("noBackslashEscapes=" + !session.backslashEscapes);
        }
        add(calls, "ansiQuotes", session.ansiQuotes);
        add(calls, "standardConformingStrings", session.standardConformingStrings);
        if (session.serverVersion != 0) {
            calls.add("serverVersion=" + session.version());
        }
        calls.add("charset=" + session.charset.serverName);
        calls.add("namedParameters=" + session.namedParameters);
        calls.add("bareLiterals=" + session.bareLiterals);
        addTrue(calls, "typedText", session.typedText);
        add(calls, "zone", session.zone == null ? null : session.zone.getId());
        calls.add("maxBytes=" + session.maxBytes);
        calls.add("multiStatements=" + session.multiStatements);
        calls.add("fraction=" + session.fraction.name());
        calls.add("emptyList=" + session.emptyList.name());
        addTrue(calls, "binaryIntroducer", session.binaryIntroducer);
        addTrue(calls, "booleanKeywords", session.booleanKeywords);
        addTrue(calls, "uuidAsBytes", session.uuidAsBytes);
        add(calls, "fractionDigits", session.fractionDigits == null ? null : session.fractionDigits.name());
        return new SerializedMode(session.dialect.name(), calls);
    }

    private static void add(List<String> calls, String name, @Nullable Object value) {
        if (value != null) {
            calls.add(name + "=" + value);
        }
    }

    private static void addTrue(List<String> calls, String name, boolean value) {
        if (value) {
            calls.add(name + "=true");
        }
    }

    private Object readResolve() throws InvalidObjectException {
        try {
            SqlMode mode = factory();
            for (String call : calls) {
                int equals = call.indexOf('=');
                mode = apply(mode, call.substring(0, equals), call.substring(equals + 1));
            }
            return mode;
        } catch (RuntimeException e) {
            InvalidObjectException invalid = new InvalidObjectException("not a mode of this version of the library");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private SqlMode factory() {
        return switch (dialect) {
            case "mysql" -> SqlMode.mysql();
            case "mariadb" -> SqlMode.mariadb();
            case "postgresql" -> SqlMode.postgresql();
            case "sqlite" -> SqlMode.sqlite();
            case "h2" -> SqlMode.h2();
            case "sqlserver" -> SqlMode.sqlServer();
            case "ansi" -> SqlMode.ansi();
            default -> throw new IllegalArgumentException("an unknown dialect");
        };
    }

    private static SqlMode apply(SqlMode mode, String name, String argument) {
        return switch (name) {
            case "noBackslashEscapes" -> mode.noBackslashEscapes(bool(argument));
            case "ansiQuotes" -> mode.ansiQuotes(bool(argument));
            case "standardConformingStrings" -> mode.standardConformingStrings(bool(argument));
            case "serverVersion" -> {
                String[] parts = argument.split("\\.", -1);
                yield mode.serverVersion(
                        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            }
            case "charset" -> mode.charset(argument);
            case "namedParameters" -> mode.namedParameters(bool(argument));
            case "bareLiterals" -> mode.bareLiterals(bool(argument));
            case "typedText" -> mode.typedText(bool(argument));
            case "zone" -> mode.zone(ZoneId.of(argument));
            case "maxBytes" -> mode.maxBytes(Long.parseLong(argument));
            case "multiStatements" -> mode.multiStatements(bool(argument));
            case "fraction" -> mode.fraction(FractionPolicy.valueOf(argument));
            case "emptyList" -> mode.emptyList(EmptyListPolicy.valueOf(argument));
            case "binaryIntroducer" -> mode.binaryIntroducer(bool(argument));
            case "booleanKeywords" -> mode.booleanKeywords(bool(argument));
            case "uuidAsBytes" -> mode.uuidAsBytes(bool(argument));
            case "fractionDigits" -> mode.fractionDigits(FractionDigits.valueOf(argument));
            default -> throw new IllegalArgumentException("an unknown setting");
        };
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
