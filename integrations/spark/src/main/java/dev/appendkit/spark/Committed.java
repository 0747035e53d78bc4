// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Says that a task has committed. */
record Committed() implements WriterCommitMessage {
    private static final long serialVersionUID = 1;
}
