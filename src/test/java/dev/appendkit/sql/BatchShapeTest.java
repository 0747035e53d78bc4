// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What statement can have many rows, in every dialect: one tuple behind VALUES, and no placeholder outside of it. */
class BatchShapeTest {

    private static final String WRONG_DATA_MODES = "dev.appendkit.sql.WrongDataTest#modes";

    private static SqlTemplateException.Code refused(SqlMode mode, String template) {
        AppendBuffer out = AppendBuffer.growing(16, 200);
        SqlTemplateException refusal = catchThrowableOfType(
                SqlTemplateException.class,
                () -> SqlTemplate.compile(template, mode).batch(out, 10));
        assertThat(refusal).as("%s in %s", template, mode).isNotNull();
        assertThat(out.length()).isZero();
        return refusal.code();
    }

    @ParameterizedTest
    @MethodSource(WRONG_DATA_MODES)
    void anythingButOneTupleOfValuesIsRefused(SqlMode mode) {
        for (String template : List.of(
                "INSERT INTO t VALUES (?), (?)",
                "INSERT INTO t VALUES (1), (?)",
                "INSERT INTO t VALUES (?), (1)",
                "INSERT INTO t (a) SELECT (?) FROM u",
                "UPDATE t SET a = (?)",
                "DELETE FROM t WHERE a IN (?)",
                "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = (?)",
                "INSERT INTO t VALUES (1)",
                "INSERT INTO t (a) SELECT a FROM u WHERE a IN (?)")) {
            assertThat(refused(mode, template))
                    .as("%s in %s", template, mode)
                    .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
        }
    }

    @ParameterizedTest
    @MethodSource(WRONG_DATA_MODES)
    void aPlaceholderBeforeOrBehindTheTupleIsRefused(SqlMode mode) {
        for (String template : List.of(
                "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET b = (?)",
                "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = (?)",
                "INSERT INTO t VALUES (?) RETURNING (?)",
                "WITH x AS (SELECT ?) INSERT INTO t VALUES (?)")) {
            assertThat(refused(mode, template))
                    .as("%s in %s", template, mode)
                    .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
        }
    }

    /** In a statement of many rows it would see the rows before it, or not see them, other than one by one. */
    @ParameterizedTest
    @MethodSource(WRONG_DATA_MODES)
    void whatReadsTheRowsBeforeItIsRefused(SqlMode mode) {
        for (String template : List.of(
                "INSERT INTO t VALUES ((SELECT count(*) FROM t), ?)",
                "INSERT INTO t VALUES (?, f((SELECT max(a) FROM t)))",
                "INSERT INTO t VALUES (?, (TABLE t))",
                "INSERT INTO t VALUES (?, (WITH x AS (TABLE t) TABLE x))",
                "INSERT INTO t VALUES (?, (VALUES (1)))",
                "INSERT INTO t VALUES (?, (VALUES (1) UNION TABLE t))",
                "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET b = (VALUES (1) UNION TABLE t)",
                "INSERT INTO t VALUES (?, ROWNUM())",
                "INSERT INTO t VALUES (?, rownum ())",
                "INSERT INTO t VALUES (LAST_INSERT_ID() + ?)",
                "INSERT INTO t VALUES (last_insert_id ( ) + ?)",
                "INSERT INTO t VALUES (?, ROW_COUNT())",
                "INSERT INTO t VALUES (?, found_rows())",
                "INSERT INTO t VALUES (?, last_insert_rowid())",
                "INSERT INTO t VALUES (?, changes ())",
                "INSERT INTO t VALUES (?, total_changes())",
                "INSERT INTO t VALUES (?, currval('s'))",
                "INSERT INTO t VALUES (?, lastval())",
                "INSERT INTO t VALUES (?, PREVIOUS VALUE FOR s)",
                "INSERT INTO t VALUES (?, CURRENT VALUE FOR s)",
                "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE p = LAST_INSERT_ID()",
                "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET b = (SELECT count(*) FROM t)",
                "INSERT INTO t VALUES (?) RETURNING lastval()",
                "INSERT INTO t VALUES (?) RETURNING (SELECT count(*) FROM t)")) {
            assertThat(refused(mode, template))
                    .as("%s in %s", template, mode)
                    .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
        }
        assertThat(refused(SqlMode.postgresql(), "INSERT INTO t VALUES (?, pg_catalog.\"lastval\"())"))
                .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
    }

    @org.junit.jupiter.api.Test
    void variablesThatTellOfTheLastStatementAreRefused() {
        for (SqlMode mode : List.of(SqlMode.mysql(), SqlMode.mariadb())) {
            for (String variable : List.of(
                    "@@last_insert_id",
                    "@@identity",
                    "@@session.identity",
                    "@@SESSION.Warning_Count",
                    "@@error_count",
                    "@@local.last_gtid",
                    "ROW_COUNT # of what is before\n()",
                    "LAST_INSERT_ID( # none\n)")) {
                for (String template : List.of(
                        "INSERT INTO t VALUES (?, " + variable + ")",
                        "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = " + variable)) {
                    assertThat(refused(mode, template)).as(template).isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
                }
            }
        }
    }

    /** In MySQL and MariaDB {@code VALUES(a)} is no query but the value that the row has for a column. */
    @org.junit.jupiter.api.Test
    void theRowsOwnValueIsNoQuery() {
        for (SqlMode mode : List.of(SqlMode.mysql(), SqlMode.mariadb())) {
            for (String template : List.of(
                    "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = GREATEST(VALUES(a), a)",
                    "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = IF(VALUES(b) > b, VALUES(a), a)",
                    "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = (VALUES(a) + 1)",
                    "INSERT INTO t VALUES (?, @identity, warning_count)")) {
                AppendBuffer out = AppendBuffer.growing(16, 400);
                assertThat(SqlTemplate.compile(template, mode).batch(out, 2).rows())
                        .isZero();
            }
        }
        assertThat(refused(
                        SqlMode.postgresql(),
                        "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET b = (VALUES (1))"))
                .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
    }

    @ParameterizedTest
    @MethodSource(WRONG_DATA_MODES)
    void whatOnlyLooksLikeThatIsTaken(SqlMode mode) {
        for (String template : List.of(
                "INSERT INTO t (last_insert_id, changes) VALUES (?, ?)",
                "INSERT INTO t VALUES (?, CAST('12:00' AS TIME WITH TIME ZONE))",
                "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE a = VALUES(a)",
                "INSERT INTO t VALUES (?) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)",
                "INSERT INTO t VALUES (?) ON CONFLICT (a) DO UPDATE SET changes = excluded.changes",
                "INSERT INTO t VALUES (?, 'SELECT', nextval('s'))")) {
            AppendBuffer out = AppendBuffer.growing(16, 400);
            assertThat(SqlTemplate.compile(template, mode).batch(out, 2).rows()).isZero();
        }
    }

    @org.junit.jupiter.api.Test
    void rowsOfMysqlMayHaveTheWordRow() {
        SqlTemplate template = SqlTemplate.compile("INSERT INTO t VALUES ROW(?, 1)", SqlMode.mysql());
        AppendBuffer out = AppendBuffer.growing(16, 400);
        SqlBatch batch = template.batch(out, 3);
        assertThat(batch.add(new SqlParameters(1).setInt(1, 5))).isTrue();
        assertThat(batch.add(new SqlParameters(1).setInt(1, -6))).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("INSERT INTO t VALUES ROW(5, 1), ROW(-6, 1)");
        for (SqlMode mode : List.of(SqlMode.mysql().serverVersion(8, 0, 18), SqlMode.mariadb(), SqlMode.h2())) {
            assertThat(refused(mode, "INSERT INTO t VALUES ROW(?, 1)"))
                    .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
        }
        assertThat(refused(SqlMode.postgresql(), "INSERT INTO t VALUE (?)"))
                .isEqualTo(SqlTemplateException.Code.NOT_A_BATCH);
    }

    @ParameterizedTest
    @MethodSource(WRONG_DATA_MODES)
    void everyRowHasTheLiteralsOfOneStatement(SqlMode mode) {
        for (String tail : List.of("", " ON CONFLICT DO NOTHING", " RETURNING a")) {
            SqlTemplate template = SqlTemplate.compile("INSERT INTO t (a, b) VALUES (?, 1-?)" + tail, mode);
            AppendBuffer out = AppendBuffer.growing(16, 400);
            SqlBatch batch = template.batch(out, 2);
            SqlParameters first = new SqlParameters(2).setString(1, "it's \\").setInt(2, -1);
            SqlParameters second = new SqlParameters(2).setNull(1).setDouble(2, -0.0);
            assertThat(batch.add(first)).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(template.toSql(first));
            assertThat(batch.add(second)).isTrue();
            assertThat(batch.add(first)).as("two rows are the most").isFalse();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo("INSERT INTO t (a, b) VALUES " + row(template, first, tail) + ", "
                            + row(template, second, tail) + tail);
        }
    }

    private static String row(SqlTemplate template, SqlParameters parameters, String tail) {
        String statement = template.toSql(parameters);
        assertThat(statement).startsWith("INSERT INTO t (a, b) VALUES (").endsWith(")" + tail);
        return statement.substring("INSERT INTO t (a, b) VALUES ".length(), statement.length() - tail.length());
    }
}
