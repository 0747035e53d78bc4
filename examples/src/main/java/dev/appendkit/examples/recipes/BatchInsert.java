// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.recipes;

import dev.appendkit.AppendBuffer;
import dev.appendkit.sql.SqlBatch;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.io.IOException;
import java.util.List;

/** INSERT statements of many rows: what is in the buffer is a complete statement after every row. */
public final class BatchInsert {
    record Person(int id, String name) {}

    private static final SqlTemplate INSERT =
            SqlTemplate.compile("INSERT INTO people (id, name) VALUES (?, ?)", SqlMode.mysql());

    private BatchInsert() {}

    public static void main(String[] args) throws IOException {
        List<Person> people = List.of(new Person(1, "O'Hara"), new Person(2, null), new Person(3, "C:\\new"));
        AppendBuffer out = AppendBuffer.growing(1_024, 1 << 20);
        SqlParameters row = new SqlParameters(2);
        SqlBatch batch = INSERT.batch(out, 2);
        for (Person person : people) {
            row.setInt(1, person.id()).setString(2, person.name());
            if (!batch.add(row)) { // full: nothing of this row was appended
                send(out);
                batch.add(row); // begins the next statement
            }
        }
        if (batch.rows() > 0) {
            send(out);
        }
    }

    private static void send(AppendBuffer statement) throws IOException {
        statement.writeTo(System.out);
        System.out.println(";");
        statement.clear();
    }
}
// INSERT INTO people (id, name) VALUES (1, 'O''Hara'), (2, NULL);
// INSERT INTO people (id, name) VALUES (3, 'C:\\new');
