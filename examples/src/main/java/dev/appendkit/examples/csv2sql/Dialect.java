// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.sql.SqlMode;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * What csv2sql must know about a database besides the library's {@link SqlMode}: its column types and its transactions.
 */
enum Dialect {
    POSTGRESQL(6, "timestamp", "text"),
    /** It has no type for timestamps; text keeps them as they are. */
    SQLITE(0, "TEXT", "TEXT"),
    MYSQL(6, "DATETIME(6)", "LONGTEXT"),
    MARIADB(6, "DATETIME(6)", "LONGTEXT"),
    H2(9, "TIMESTAMP(9)", "CHARACTER VARYING"),
    ANSI(9, "TIMESTAMP(9)", "CHARACTER LARGE OBJECT");

    /** A double keeps any 15 decimal digits, and a double is what SQLite makes of a number with a fraction. */
    private static final int SQLITE_DIGITS = 15;

    private static final int POSTGRESQL_NAME_BYTES = 63;
    private static final int MYSQL_NAME_CHARS = 64;

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
                    case POSTGRESQL -> SqlMode.postgresql().standardConformingStrings(true);
                    case SQLITE -> SqlMode.sqlite();
                    case MYSQL -> SqlMode.mysql();
                    case MARIADB -> SqlMode.mariadb();
                    case H2 -> SqlMode.h2();
                    case ANSI -> SqlMode.ansi();
                };
        return mode.bareLiterals(true);
    }

    /** Whether the database's calendar has the year: PostgreSQL's has no year 0. */
    boolean hasYear(int year) {
        return this != POSTGRESQL || year > 0;
    }

    /** Whether a timestamp column keeps all digits of the value. */
    boolean keeps(LocalDateTime timestamp) {
        return switch (fractionDigits) {
            case 0 -> false;
            case 6 -> timestamp.toLocalTime().toNanoOfDay() % 1000 == 0;
            default -> true;
        };
    }

    boolean isMySqlFamily() {
        return this == MYSQL || this == MARIADB;
    }

    /** Whether a table that a transaction created is gone when it is rolled back. */
    boolean rollsBackTables() {
        return this == POSTGRESQL || this == SQLITE;
    }

    /** Whether a transaction goes on after a statement that failed. */
    boolean goesOnAfterFailure() {
        return this != POSTGRESQL && this != ANSI;
    }

    /** The form in which two names of columns are equal if the database takes them for the same. */
    String nameKey(String name) {
        if (!isMySqlFamily() && this != SQLITE) {
            return name;
        }
        StringBuilder key = new StringBuilder(name);
        for (int i = 0; i < key.length(); i++) {
            key.setCharAt(i, Character.toLowerCase(Character.toUpperCase(key.charAt(i))));
        }
        return key.toString();
    }

    /**
     * As much of a name as the database takes, so that there is room for some ASCII chars more: PostgreSQL would cut a
     * longer one without a word, MySQL would refuse it.
     */
    String shortened(String name, int room) {
        int max = this == POSTGRESQL ? POSTGRESQL_NAME_BYTES : isMySqlFamily() ? MYSQL_NAME_CHARS : Integer.MAX_VALUE;
        int length = room;
        for (int i = 0; i < name.length(); ) {
            int codePoint = name.codePointAt(i);
            length += this == POSTGRESQL ? utf8Length(codePoint) : Character.charCount(codePoint);
            if (length > max) {
                return name.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return name;
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    String columnType(Schema.Column column) {
        return switch (column.type()) {
            case INTEGER -> this == POSTGRESQL ? "bigint" : this == SQLITE ? "INTEGER" : "BIGINT";
            case DECIMAL -> decimalType(column.precision(), column.scale());
            case DATE -> this == POSTGRESQL ? "date" : this == SQLITE ? "TEXT" : "DATE";
            case TIMESTAMP -> timestampType;
            case TEXT -> textType;
        };
    }

    /** The type of a column of the table's key. In the MySQL family, a key cannot have a text without a length. */
    String keyType(Schema.Column column) {
        return isMySqlFamily() && column.type() == ColumnType.TEXT
                ? "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                : columnType(column);
    }

    private String decimalType(int precision, int scale) {
        if (this == SQLITE) {
            return precision <= SQLITE_DIGITS ? "NUMERIC" : "TEXT";
        }
        if (this == POSTGRESQL && scale == ColumnType.MAX_SCALE && precision == ColumnType.MAX_PRECISION) {
            return "numeric";
        }
        return (this == POSTGRESQL ? "numeric(" : "DECIMAL(") + precision + ", " + scale + ")";
    }

    /** The clause after an INSERT's rows that replaces a row with the same key. */
    String onSameKey(SqlMode mode, List<String> columns, List<String> keys) {
        List<String> others = columns.stream()
                .filter(column -> !keys.contains(column))
                .map(column -> Schema.quoted(mode, column))
                .toList();
        if (isMySqlFamily()) {
            List<String> set = others.isEmpty()
                    ? keys.stream().map(key -> Schema.quoted(mode, key)).toList()
                    : others;
            return " ON DUPLICATE KEY UPDATE "
                    + String.join(
                            ", ",
                            set.stream()
                                    .map(name -> name + " = VALUES(" + name + ")")
                                    .toList());
        }
        String target = String.join(
                ", ", keys.stream().map(key -> Schema.quoted(mode, key)).toList());
        return " ON CONFLICT (" + target + ") DO "
                + (others.isEmpty()
                        ? "NOTHING"
                        : "UPDATE SET "
                                + String.join(
                                        ", ",
                                        others.stream()
                                                .map(name -> name + " = excluded." + name)
                                                .toList()));
    }

    boolean hasUpsert() {
        return this != H2 && this != ANSI;
    }

    /** Neither H2 nor SQLite knows the standard's statement. */
    String startTransaction() {
        return this == H2 || this == SQLITE ? "BEGIN" : "START TRANSACTION";
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dialect that a JDBC URL implies; null if it implies none. */
    static Dialect ofUrl(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith("jdbc:" + dialect.optionName() + ':')) {
                return dialect;
            }
        }
        return null;
    }
}
