// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.csv2sql;

import dev.appendkit.examples.csv2sql.StatementSink.Executor;
import dev.appendkit.examples.databases.MariaDbStatementSink;
import java.sql.SQLException;

/** The ways into a database: what the rows are turned into, how much at a time, and what takes them. */
enum Road {
    COPY(RowFormat.TSV, 1, 1 << 16),
    /** COPY into a temporary table. */
    COPY_UPSERT(RowFormat.NUMBERED_TSV, 1, 1 << 16),
    LOAD_DATA(RowFormat.TSV, 1, 1 << 20),
    /** Through MariaDB Connector/J, which keeps the array of a statement of this size for the next. */
    MARIADB_STATEMENTS(RowFormat.SQL, 1 << 13, MariaDbStatementSink.STATEMENT_BYTES),
    STATEMENTS(RowFormat.SQL, 1000, 1_000_000);

    private final RowFormat format;
    private final int rowsPerInsert;
    private final int maxBytes;

    Road(RowFormat format, int rowsPerInsert, int maxBytes) {
        this.format = format;
        this.rowsPerInsert = rowsPerInsert;
        this.maxBytes = maxBytes;
    }

    /** The fastest one that means what the bound statement means, unless LOAD DATA is asked for. */
    static Road into(Database database, boolean loadData, boolean upsert) {
        if (database.isPostgres()) {
            return upsert ? COPY_UPSERT : COPY;
        }
        if (!database.isMariaDbDriver()) {
            return STATEMENTS;
        }
        return loadData ? LOAD_DATA : MARIADB_STATEMENTS;
    }

    RowFormat format() {
        return format;
    }

    int rowsPerInsert() {
        return rowsPerInsert;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** @param file the name for messages */
    RowSink open(String file, Database database, Schema schema, Load.Plan plan) {
        TableTransaction transaction =
                TableTransaction.begin(database.connection(), schema, plan.mode(), plan.dialect());
        if (format != RowFormat.SQL && this != LOAD_DATA) {
            return CopySink.open(file, transaction);
        }
        try {
            Executor executor = StatementSink.executor(database.connection(), transaction.statement());
            RowSearch search = new RowSearch(file, transaction, Load.template(schema, plan), executor);
            return this == LOAD_DATA
                    ? new LoadDataSink(transaction, plan.mode(), search)
                    : new StatementSink(transaction, executor, search);
        } catch (SQLException e) {
            try (transaction) {
                throw TableTransaction.refused(e);
            }
        }
    }
}
