// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

/** A setting of {@link SqlMode} that only some dialects have. {@link Dialect#settings} names those of a dialect. */
enum Setting {
    NO_BACKSLASH_ESCAPES("noBackslashEscapes is a setting of MySQL and MariaDB"),
    ANSI_QUOTES("ansiQuotes is a setting of MySQL and MariaDB"),
    BINARY_INTRODUCER("binaryIntroducer is a setting of MySQL and MariaDB"),
    BOOLEAN_KEYWORDS("booleanKeywords is a setting of MySQL and MariaDB"),
    STANDARD_CONFORMING_STRINGS("standardConformingStrings is a setting of PostgreSQL"),
    TYPED_TEXT("typedText is a setting of PostgreSQL"),
    MAX_ALLOWED_PACKET("maxAllowedPacket is a setting of MySQL and MariaDB"),
    FRACTION_DIGITS("fractionDigits is a choice for SQLite"),
    UUID_AS_BYTES("uuidAsBytes is a choice for MySQL, MariaDB and SQLite");

    /** The start of the message for every other dialect. */
    private final String owners;

    Setting(String owners) {
        this.owners = owners;
    }

    UnsupportedOperationException refused(Dialect dialect) {
        return new UnsupportedOperationException(owners + ", and this mode is " + dialect.name());
    }
}
