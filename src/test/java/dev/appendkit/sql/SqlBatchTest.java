// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufAppend;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Guards;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.BufferOverflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where statements of many rows are split, and what is left when a row is refused. */
class SqlBatchTest {

    private static final String HEAD = "INSERT INTO t (a, b) VALUES ";

    static List<String> tails() {
        return List.of("", ";", " ON DUPLICATE KEY UPDATE b = VALUES(b)", " -- the end");
    }

    private static SqlTemplate template(String tail, SqlMode mode) {
        return SqlTemplate.compile(HEAD + "(?, ?)" + tail, mode);
    }

    private static SqlParameters row(int i) {
        return new SqlParameters(2).setInt(1, i).setString(2, "v'".repeat(i % 7));
    }

    private static String text(int i) {
        return "(" + i + ", '" + "v''".repeat(i % 7) + "')";
    }

    private static String statement(int from, int to, String tail) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ", ").append(text(i));
        }
        return text.append(tail).toString();
    }

    private static String content(AppendBuffer out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("tails")
    void splitByRowsAtEveryLimit(String tail) {
        for (int maxRows = 1; maxRows <= 12; maxRows++) {
            AppendBuffer out = AppendBuffer.growing(8, 4096);
            SqlBatch batch = template(tail, SqlMode.mysql()).batch(out, maxRows);
            assertThat(batch.rows()).isZero();
            int first = 0;
            for (int i = 0; i < 11; i++) {
                boolean added = batch.add(row(i));
                if (i - first < maxRows) {
                    assertThat(added).isTrue();
                    assertThat(content(out)).as("complete after every row").isEqualTo(statement(first, i + 1, tail));
                    assertThat(batch.rows()).isEqualTo(i + 1 - first);
                } else {
                    assertThat(added).isFalse();
                    assertThat(batch.rows()).isZero();
                    assertThat(content(out)).isEqualTo(statement(first, i, tail));
                    out.clear();
                    assertThat(batch.add(row(i))).isTrue();
                    first = i;
                }
            }
        }
    }

    /** Every limit from too small for any row to enough for all. */
    @ParameterizedTest
    @MethodSource("tails")
    void splitByBytesAtEveryLimit(String tail) {
        int all = statement(0, 11, tail).length();
        for (int max = 1; max <= all + 1; max++) {
            AppendBuffer out = AppendBuffer.growing(8, 8192).appendAscii("header");
            SqlBatch batch = template(tail, SqlMode.mysql().maxBytes(max)).batch(out, 1000);
            List<String> expected = expectedSplit(max, tail);
            List<String> actual = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                i = addOrSend(batch, out, i, max, tail, actual);
            }
            if (batch.rows() > 0) {
                actual.add(content(out).substring(6));
            }
            assertThat(actual).as("max %d", max).isEqualTo(expected);
        }
    }

    private static int addOrSend(SqlBatch batch, AppendBuffer out, int i, int max, String tail, List<String> sent) {
        String before = content(out);
        try {
            if (!batch.add(row(i))) {
                assertThat(content(out)).isEqualTo(before);
                sent.add(before.substring(6));
                out.truncate(6);
                return i - 1;
            }
            assertThat(out.length() - 6).isLessThanOrEqualTo(max);
        } catch (SqlParameterException tooLarge) {
            assertThat(tooLarge.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(statement(i, i + 1, tail).length()).isGreaterThan(max);
            assertThat(content(out)).isEqualTo(before).isEqualTo("header");
            assertThat(batch.rows()).isZero();
        }
        return i;
    }

    /** Greedily, leaving out what does not fit alone. */
    private static List<String> expectedSplit(int max, String tail) {
        List<String> statements = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= 11; i++) {
            if (i == 11 || statement(first, i + 1, tail).length() > max) {
                if (i > first) {
                    statements.add(statement(first, i, tail));
                }
                first = i;
                if (i < 11 && statement(i, i + 1, tail).length() > max) {
                    first = i + 1;
                }
            }
        }
        return statements;
    }

    @ParameterizedTest
    @MethodSource("tails")
    void aFullArrayKeepsTheCompleteStatementAndNothingElse(String tail) {
        SqlTemplate template = template(tail, SqlMode.mysql());
        String two = statement(0, 2, tail);
        String three = statement(0, 3, tail);
        for (int room = 0; room <= three.length(); room++) {
            byte[] array = Guards.bytes(room + 20);
            AppendBuffer out = AppendBuffer.wrap(array, 9, 9 + room);
            SqlBatch batch = template.batch(out, 100);
            String kept = "";
            for (int i = 0; i < 3; i++) {
                SqlParameters row = row(i);
                if (statement(0, i + 1, tail).length() <= room) {
                    assertThat(batch.add(row)).isTrue();
                    kept = statement(0, i + 1, tail);
                } else {
                    assertThatThrownBy(() -> batch.add(row)).isInstanceOf(BufferOverflowException.class);
                }
                assertThat(content(out)).isEqualTo(kept);
            }
            Guards.check(array, 9, 9 + room);
            if (room >= two.length()) {
                out.clear();
                assertThat(batch.add(row(7))).isTrue();
                assertThat(content(out)).as("the next statement").isEqualTo(statement(7, 8, tail));
                assertThat(batch.rows()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tails")
    void aRowThatIsRefusedInTheMiddleIsAsIfItWereNeverAdded(String tail) {
        AppendBuffer growing = AppendBuffer.growing(0, 100_000);
        refuseEverySecondRow(growing, tail);
        assertThat(content(growing)).isEqualTo(statement(0, 400, tail));
        for (boolean direct : new boolean[] {false, true}) {
            ByteBuf buffer = direct ? Unpooled.directBuffer() : Unpooled.buffer();
            try {
                try (AppendBuffer out = ByteBufAppend.open(buffer)) {
                    refuseEverySecondRow(out, tail);
                }
                assertThat(buffer.toString(StandardCharsets.UTF_8)).isEqualTo(statement(0, 400, tail));
            } finally {
                buffer.release();
            }
        }
    }

    /** More than a chunk of the ByteBuf cursor, so that a statement is cut back over its edge. */
    private static void refuseEverySecondRow(AppendBuffer out, String tail) {
        SqlBatch batch = template(tail, SqlMode.mysql()).batch(out, 100_000);
        for (int i = 0; i < 400; i++) {
            SqlParameters bad = row(i).setString(2, "x".repeat(i % 97) + "\ud800");
            int before = out.length();
            SqlParameterException refusal = catchThrowableOfType(SqlParameterException.class, () -> batch.add(bad));
            assertThat(refusal.index()).isEqualTo(2);
            assertThat(out.length()).isEqualTo(before);
            assertThat(batch.rows()).isEqualTo(i);
            assertThat(batch.add(row(i))).isTrue();
        }
    }

    @Test
    void aRefusedFirstRowLeavesNoHead() {
        AppendBuffer out = AppendBuffer.growing(0, 1000).appendAscii("header");
        SqlBatch batch = template("", SqlMode.mysql()).batch(out, 10);
        for (SqlParameters bad : List.of(
                row(1).setDouble(2, Double.NaN),
                row(1).setList(1, List.of(1)),
                new SqlParameters(2),
                new SqlParameters(3))) {
            assertThatThrownBy(() -> batch.add(bad)).isInstanceOf(SqlParameterException.class);
            assertThat(content(out)).isEqualTo("header");
        }
        assertThat(batch.add(row(3))).isTrue();
        assertThat(content(out)).isEqualTo("header" + statement(3, 4, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ON DUPLICATE KEY UPDATE b = 1"})
    void aRowTooLargeForTheStatementMayFitTheNextOne(String tail) {
        int max = statement(0, 1, tail).length() + 40;
        AppendBuffer out = AppendBuffer.growing(0, 1000);
        SqlBatch batch = template(tail, SqlMode.mysql().maxBytes(max)).batch(out, 10);
        assertThat(batch.add(row(0))).isTrue();
        SqlParameters fits = row(0).setString(2, "x".repeat(40));
        SqlParameters never = row(0).setString(2, "x".repeat(41));
        assertThat(batch.add(never)).isFalse();
        assertThat(content(out)).isEqualTo(statement(0, 1, tail));
        out.clear();
        assertThatThrownBy(() -> batch.add(never))
                .isInstanceOf(SqlParameterException.class)
                .hasMessageContaining("" + max);
        assertThat(out.length()).isZero();
        assertThat(batch.add(fits)).isTrue();
        assertThat(out.length()).isEqualTo(max);
    }

    @Test
    void aStatementThatIsCutAwayIsForgotten() {
        AppendBuffer out = AppendBuffer.growing(0, 1000).appendAscii("header");
        SqlBatch batch = template("", SqlMode.mysql()).batch(out, 3);
        assertThat(batch.add(row(1))).isTrue();
        assertThat(batch.add(row(2))).isTrue();
        out.truncate(6);
        assertThat(batch.add(row(3))).isTrue();
        assertThat(batch.rows()).isEqualTo(1);
        assertThat(content(out)).isEqualTo("header" + statement(3, 4, ""));
        out.clear();
        assertThat(batch.add(row(4))).isTrue();
        assertThat(content(out)).isEqualTo(statement(4, 5, ""));
    }

    @Test
    void whoAppendsBetweenTwoRowsIsTold() {
        AppendBuffer out = AppendBuffer.growing(0, 1000);
        SqlBatch batch = template("", SqlMode.mysql()).batch(out, 3);
        batch.add(row(1));
        out.appendByte((byte) ';');
        assertThatThrownBy(() -> batch.add(row(2))).isInstanceOf(IllegalStateException.class);
        assertThat(content(out)).isEqualTo(statement(1, 2, "") + ";");
        out.truncate(out.length() - 2);
        assertThatThrownBy(() -> batch.add(row(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void placeholdersMayStandDeepInTheRowAndAfterMinus() {
        AppendBuffer out = AppendBuffer.growing(0, 1000);
        SqlBatch batch = SqlTemplate.compile(
                        "INSERT INTO t VALUES ( f(-?, (1)), CASE WHEN 1 IN (?) THEN ')' END )\n"
                                + "ON DUPLICATE KEY UPDATE a = (1)",
                        SqlMode.mysql())
                .batch(out, 10);
        batch.add(new SqlParameters(2).setInt(1, -1).setList(2, List.of(1, "(")));
        batch.add(new SqlParameters(2).setInt(1, 2).setInt(2, 3));
        assertThat(content(out))
                .isEqualTo("INSERT INTO t VALUES ( f(-(-1), (1)), CASE WHEN 1 IN (1, '(') THEN ')' END ),"
                        + " ( f(-(2), (1)), CASE WHEN 1 IN (3) THEN ')' END )\nON DUPLICATE KEY UPDATE a = (1)");
    }
}
