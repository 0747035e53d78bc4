// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.databases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers report, without a server. */
class ServerRefusalTest {
    private static final List<String> COLUMNS = List.of("id", "name", "of: two");

    private static ServerRefusal copy(String table, String where) {
        return ServerRefusal.ofCopy("22P02", where, null, null, table, COLUMNS);
    }

    /** The word for a line in several languages of the server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY t, line 12, column id: \"secret\"",
                "COPY t, Zeile 12, Spalte id: \u00bbsecret\u00ab",
                "COPY t, l\u00ednea 12, columna id: \u00absecret\u00bb",
                "COPY t, строка 12, столбец id: \"secret\"",
                "COPY t, \u884c 12, \u5217 id: \"secret\"",
                "COPY t, line 12, column id: null input",
            })
    void theRowIsFoundInEveryLanguage(String where) {
        assertThat((Throwable) copy("t", where))
                .hasMessage("row 12: a value is not of its column's type (SQLSTATE 22P02, column id)");
    }

    @Test
    void namesMayLookLikePlaces() {
        assertThat(copy("t, line 99, column id", "COPY t, line 99, column id, line 12, column name: \"x\"")
                        .row())
                .isEqualTo(12);
        assertThat((Throwable) copy("t", "COPY t, line 12, column of: two: \"x\""))
                .hasMessageEndingWith("column of: two)");
        assertThat(copy("t", "COPY t, line 12: \"1, line 99, column id: x\"").getMessage())
                .isEqualTo("row 12: a value is not of its column's type (SQLSTATE 22P02)");
        // The server has cut the name.
        assertThat(copy("a longer name", "COPY a longer, line 12").row()).isEqualTo(12);
        assertThat(copy("t", "PL/pgSQL function f() line 3 at RAISE\nCOPY t, line 12, column id: \"x\"")
                        .row())
                .isEqualTo(12);
        assertThat(copy("t", null).row()).isZero();
        assertThat(copy("t", "SQL function \"f\"").row()).isZero();
    }

    /** What has nothing to do with a row is no reason to search one. */
    @ParameterizedTest
    @CsvSource({
        "08006, 0, the connection is lost (SQLSTATE 08006)",
        "40P01, 0, the transaction was rolled back because of another one (SQLSTATE 40P01)",
        "53100, 0, 'the server is short of memory, disk space or connections (SQLSTATE 53100)'",
        "57P01, 0, the server ended the session (SQLSTATE 57P01)",
        "57014, 0, the statement was cancelled (SQLSTATE 57014)",
        "25006, 0, the transaction is read-only (SQLSTATE 25006)",
        "HY000, 1205, 'another transaction holds a lock for too long (SQLSTATE HY000, code 1205)'",
        "70100, 1927, 'the connection was killed (SQLSTATE 70100, code 1927)'",
    })
    void whatIsNotOfARow(String state, int code, String words) {
        SQLException e = new SQLException("secret", state, code);
        assertThat(ServerRefusal.describe(e, COLUMNS)).isEqualTo(words);
        assertThat(ServerRefusal.isOfARow(e)).isFalse();
        assertThat(ServerRefusal.isOfARow(new SQLException("secret", "22001", 0)))
                .as("control")
                .isTrue();
    }

    @Test
    void sqliteNamesItsReasonInTheMessage() {
        SQLException locked = new SQLException("[SQLITE_BUSY] The database file is locked (database is locked)");
        assertThat(ServerRefusal.describe(locked, COLUMNS))
                .isEqualTo("another program has locked the database (SQLITE_BUSY)");
        assertThat(ServerRefusal.isOfARow(locked)).isFalse();
        assertThat(ServerRefusal.isOfARow(new SQLException("[SQLITE_CONSTRAINT_CHECK] A CHECK constraint failed")))
                .isTrue();
    }
}
