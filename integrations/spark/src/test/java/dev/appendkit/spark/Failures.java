// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes, and how they fail. */
final class Failures {
    private Failures() {}

    static DataFrameWriter<Row> writer(Dataset<Row> rows, String url, String table) {
        return rows.write()
                .format("dev.appendkit.spark")
                .option("url", url)
                .option("dbtable", table)
                .mode("append");
    }

    /** What Spark reports, from the outermost message to the innermost. */
    static String of(DataFrameWriter<Row> writer) {
        Throwable thrown = catchThrowable(writer::save);
        assertThat(thrown).isNotNull();
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    /** Rows with a number, counted from 0, and a name. */
    static List<Row> names(String... names) {
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(RowFactory.create((long) rows.size(), name));
        }
        return rows;
    }
}
