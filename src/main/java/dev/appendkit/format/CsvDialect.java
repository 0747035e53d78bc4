// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.format;

/**
 * How a {@link CsvWriter} separates, quotes and escapes. A dialect is immutable: each method returns another one.
 *
 * <p>There are two families. {@link #rfc4180} quotes a text that needs it; {@link #escapedTsv}, which database servers
 * load, never quotes and puts a backslash before the chars that need it.
 */
public final class CsvDialect {
    private static final String SEPARATORS = ",;|\t\u001F";

    private static final CsvDialect RFC_4180 = new CsvDialect(',', true, false, false, false);
    private static final CsvDialect ESCAPED_TSV = new CsvDialect('\t', false, false, false, true);

    private final char separator;
    private final boolean crlf;
    private final boolean quotesEmpty;
    private final boolean guardsFormulas;
    private final boolean escapes;

    private CsvDialect(char separator, boolean crlf, boolean quotesEmpty, boolean guardsFormulas, boolean escapes) {
        this.separator = separator;
        this.crlf = crlf;
        this.quotesEmpty = quotesEmpty;
        this.guardsFormulas = guardsFormulas;
        this.escapes = escapes;
    }

    /**
     * Returns the CSV dialect of RFC 4180: a comma between fields, CRLF after a record, and double quotes around a text
     * that contains a comma, a double quote, CR or LF; a double quote inside is doubled. Null and the empty text are
     * both the empty field.
     *
     * @return the dialect
     */
    public static CsvDialect rfc4180() {
        return RFC_4180;
    }

    /**
     * Returns the dialect for tab-separated values with backslash escapes: the text format of PostgreSQL's {@code COPY}
     * (manual, "COPY", section "Text Format"), {@code LOAD DATA} of MySQL and MariaDB with {@code FIELDS TERMINATED BY
     * '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n'}, and ClickHouse's {@code TabSeparated}. A record has TAB between
     * fields and LF at its end; backslash, TAB, LF and CR in a text become {@code \\}, {@code \t}, {@code \n} and
     * {@code \r}; null is {@code \N}.
     *
     * @return the dialect
     */
    public static CsvDialect escapedTsv() {
        return ESCAPED_TSV;
    }

    /**
     * Returns a dialect with another separator. No allowed separator can occur in a number, a date or any other typed
     * value, so only text is ever quoted.
     *
     * @param value a comma, a semicolon, a vertical bar, TAB, or the unit separator 0x1F
     * @return the dialect
     * @throws IllegalArgumentException if it is another char, or this is {@link #escapedTsv}
     */
    public CsvDialect separator(char value) {
        checkFree("separator");
        if (SEPARATORS.indexOf(value) < 0) {
            throw new IllegalArgumentException(
                    "a separator is one of comma, semicolon, vertical bar, TAB and the unit separator 0x1F");
        }
        return new CsvDialect(value, crlf, quotesEmpty, guardsFormulas, false);
    }

    /**
     * Returns a dialect with another end of a record.
     *
     * @param value true for CRLF, which RFC 4180 requires, false for LF
     * @return the dialect
     * @throws IllegalArgumentException if this is {@link #escapedTsv}
     */
    public CsvDialect crlf(boolean value) {
        checkFree("crlf");
        return new CsvDialect(separator, value, quotesEmpty, guardsFormulas, false);
    }

    /**
     * Chooses whether the empty text is written as {@code ""}, so that it differs from null, which stays empty.
     * PostgreSQL's {@code COPY … (FORMAT csv)} reads it this way.
     *
     * @param value true for {@code ""}
     * @return the dialect
     * @throws IllegalArgumentException if this is {@link #escapedTsv}
     */
    public CsvDialect quoteEmpty(boolean value) {
        checkFree("quoteEmpty");
        return new CsvDialect(separator, crlf, value, guardsFormulas, false);
    }

    /**
     * Chooses whether a text that a spreadsheet would read as a formula is preceded by an apostrophe (CWE-1236; OWASP
     * ASVS 5.0, 1.2.10): a text that begins with {@code =}, {@code +}, {@code -}, {@code @}, TAB, CR or LF, or with one
     * of the full-width forms U+FF1D, U+FF0B, U+FF0D and U+FF20. Numbers and other typed values never get one.
     *
     * <p>The guard is off by default, because it changes data. Switch it on for files that people open in a
     * spreadsheet, and leave it off for files that programs read.
     *
     * @param value true for the apostrophe
     * @return the dialect
     * @throws IllegalArgumentException if {@code value} is true and this is {@link #escapedTsv}
     */
    public CsvDialect guardFormulas(boolean value) {
        if (value) {
            checkFree("guardFormulas");
        }
        return new CsvDialect(separator, crlf, quotesEmpty, value, escapes);
    }

    private void checkFree(String option) {
        if (escapes) {
            throw new IllegalArgumentException("escapedTsv() has no " + option + ": the servers read one form only");
        }
    }

    char separator() {
        return separator;
    }

    boolean isCrlf() {
        return crlf;
    }

    boolean quotesEmpty() {
        return quotesEmpty;
    }

    boolean guardsFormulas() {
        return guardsFormulas;
    }

    /** Whether this dialect escapes instead of quoting. */
    boolean escapes() {
        return escapes;
    }
}
