// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modes that tests go through: every dialect, in every session that changes how a text is read or a literal is
 * written. They have zone UTC. A test that is not about all of them says which dialects it is about.
 */
public final class Modes {

    private static final SqlMode MYSQL = SqlMode.mysql().zone(ZoneOffset.UTC);
    private static final SqlMode MARIADB = SqlMode.mariadb().zone(ZoneOffset.UTC);
    private static final SqlMode POSTGRESQL = SqlMode.postgresql().zone(ZoneOffset.UTC);

    private static final List<SqlMode> ALL = List.of(
            MYSQL,
            MYSQL.noBackslashEscapes(true),
            MYSQL.ansiQuotes(true),
            MYSQL.binaryIntroducer(true),
            MARIADB,
            MARIADB.binaryIntroducer(true),
            MARIADB.noBackslashEscapes(true).binaryIntroducer(true),
            POSTGRESQL,
            POSTGRESQL.bareLiterals(true),
            POSTGRESQL.standardConformingStrings(true),
            POSTGRESQL.standardConformingStrings(false),
            POSTGRESQL.standardConformingStrings(true).bareLiterals(true),
            SqlMode.sqlite().zone(ZoneOffset.UTC),
            SqlMode.h2().zone(ZoneOffset.UTC),
            SqlMode.ansi().zone(ZoneOffset.UTC),
            SqlMode.sqlServer().zone(ZoneOffset.UTC));

    /** Further sessions that change how a text is read, and not how a literal is written. */
    private static final List<SqlMode> READINGS = List.of(
            MYSQL.ansiQuotes(false),
            MYSQL.noBackslashEscapes(true).ansiQuotes(true),
            MARIADB.ansiQuotes(true),
            MARIADB.multiStatements(true),
            MARIADB.ansiQuotes(false).noBackslashEscapes(true),
            POSTGRESQL.standardConformingStrings(false).multiStatements(true),
            SqlMode.h2().zone(ZoneOffset.UTC).multiStatements(true),
            SqlMode.sqlServer().zone(ZoneOffset.UTC).multiStatements(true),
            SqlMode.sqlServer().zone(ZoneOffset.UTC).namedParameters(true));

    private Modes() {}

    /**
     * All modes.
     *
     * @return several for each dialect
     */
    public static List<SqlMode> all() {
        return ALL;
    }

    /**
     * All modes, and every other session that changes how a text is read.
     *
     * @return more than {@link #all}, for tests of the lexer
     */
    public static List<SqlMode> readings() {
        return Stream.concat(ALL.stream(), READINGS.stream()).toList();
    }

    /**
     * The modes of some dialects.
     *
     * @param dialects names of dialects, as a mode shows them
     * @return several for each
     */
    public static List<SqlMode> of(String... dialects) {
        List<String> names = List.of(dialects);
        if (!ALL.stream().map(Modes::dialect).toList().containsAll(names)) {
            throw new IllegalArgumentException("no such dialect in " + names);
        }
        return ALL.stream().filter(mode -> names.contains(dialect(mode))).toList();
    }

    /**
     * The modes of all dialects but some.
     *
     * @param dialects names of dialects, as a mode shows them
     * @return several for each of the others
     */
    public static List<SqlMode> except(String... dialects) {
        List<SqlMode> some = of(dialects);
        return ALL.stream().filter(mode -> !some.contains(mode)).toList();
    }

    /** Whether a mode is one of some dialects. */
    static boolean is(SqlMode mode, String... dialects) {
        return List.of(dialects).contains(dialect(mode));
    }

    private static String dialect(SqlMode mode) {
        return mode.dialect().name();
    }
}
