// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** How a CSV is read. */
record CsvOptions(char delimiter, Charset encoding, boolean strictHeader) {
    static final CsvOptions DEFAULT = new CsvOptions(',', StandardCharsets.UTF_8, false);

    /** @param delimiter and {@code encoding} are null if the option is not given */
    static CsvOptions of(String delimiter, String encoding, boolean strictHeader) {
        return new CsvOptions(
                delimiter == null ? DEFAULT.delimiter : delimiter(delimiter),
                encoding == null ? DEFAULT.encoding : encoding(encoding),
                strictHeader);
    }

    private static char delimiter(String option) {
        if (option.equals("tab") || option.equals("\\t")) {
            return '\t';
        }
        if (option.length() != 1 || "\"\r\n".contains(option) || Character.isSurrogate(option.charAt(0))) {
            throw new BadInput("--delimiter: give one character, such as ';', or the word tab");
        }
        return option.charAt(0);
    }

    private static Charset encoding(String option) {
        try {
            return Charset.forName(option);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new BadInput("--encoding: this JDK does not know '" + option
                    + "'; examples are utf-8, windows-1252, iso-8859-1, utf-16 and shift_jis");
        }
    }

    /** The delimiter as a message shows it. */
    String shownDelimiter() {
        return switch (delimiter) {
            case ',' -> "a comma";
            case '\t' -> "a tab";
            default -> "'" + delimiter + "'";
        };
    }
}
