// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Carries the rows of one transaction to the server. */
interface Load {
    /** Takes a row, which is sent now or later. */
    void add(InternalRow row) throws IOException;

    /** Sends what was not sent yet, so that the transaction can be committed. */
    void finish() throws IOException;

    /** Gives up, so that the transaction can be rolled back. */
    void cancel() throws SQLException;
}
