// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlTemplate;
import dev.appendkit.sql.SqlValue;
import dev.appendkit.sql.SqlValueWriter;
import java.util.List;

/**
 * Value types of your own as SQL parameters: each says which checked value it is. It cannot write SQL text, so it
 * cannot break a statement.
 */
public final class OwnValueType {
    record Money(long cents) implements SqlValue {
        @Override
        public void writeTo(SqlValueWriter writer) {
            writer.writeDecimal(cents, 2);
        }
    }

    record Country(String code) implements SqlValue {
        @Override
        public void writeTo(SqlValueWriter writer) {
            writer.writeString(code);
        }
    }

    private OwnValueType() {}

    public static void main(String[] args) {
        SqlTemplate select =
                SqlTemplate.compile("SELECT * FROM orders WHERE total > ? AND country IN (?)", SqlMode.mysql());
        System.out.println(select.toSql(new Money(1_999), List.of(new Country("NO"), new Country("'; --"))));
    }
}
// SELECT * FROM orders WHERE total > 19.99 AND country IN ('NO', '''; --')
