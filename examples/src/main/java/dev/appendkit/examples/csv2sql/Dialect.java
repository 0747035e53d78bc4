// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.util.Locale;

/** What csv2sql must know of a database beside the library's {@link SqlMode}: its column types. */
enum Dialect {
    MYSQL(6, "DATETIME(6)", "LONGTEXT"),
    MARIADB(6, "DATETIME(6)", "LONGTEXT"),
    H2(9, "TIMESTAMP(9)", "CHARACTER VARYING"),
    ANSI(9, "TIMESTAMP(9)", "CHARACTER LARGE OBJECT");

    private final int fractionDigits;
    private final String timestampType;
    private final String textType;

    Dialect(int fractionDigits, String timestampType, String textType) {
        this.fractionDigits = fractionDigits;
        this.timestampType = timestampType;
        this.textType = textType;
    }

    /** Each value goes into a column of its own type, where the shorter literals mean the same. */
    SqlMode mode() {
        SqlMode mode =
                switch (this) {
                    case MYSQL -> SqlMode.mysql();
                    case MARIADB -> SqlMode.mariadb();
                    case H2 -> SqlMode.h2();
                    case ANSI -> SqlMode.ansi();
                };
        return mode.bareLiterals(true);
    }

    /** How many fraction digits of a second a timestamp column keeps. */
    int fractionDigits() {
        return fractionDigits;
    }

    boolean isMySqlFamily() {
        return this == MYSQL || this == MARIADB;
    }

    /** Whether two names of columns are one to the database. */
    boolean isSameName(String a, String b) {
        return isMySqlFamily() ? a.equalsIgnoreCase(b) : a.equals(b);
    }

    String columnType(Schema.Column column) {
        return switch (column.type()) {
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + column.precision() + ", " + column.scale() + ")";
            case DATE -> "DATE";
            case TIMESTAMP -> timestampType;
            case TEXT -> textType;
        };
    }

    /** H2 does not know the standard's word. */
    String startTransaction() {
        return this == H2 ? "BEGIN" : "START TRANSACTION";
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dialect that a JDBC URL tells, null if it tells none. */
    static Dialect ofUrl(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith("jdbc:" + dialect.optionName() + ':')) {
                return dialect;
            }
        }
        return null;
    }
}
