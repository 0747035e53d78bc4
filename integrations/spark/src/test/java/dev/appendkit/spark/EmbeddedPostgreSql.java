// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL server below {@code target}, started when a test first asks for it and stopped with the JVM. Where it
 * cannot be started the tests are skipped.
 */
final class EmbeddedPostgreSql {
    private static EmbeddedPostgres server;
    private static String failure;

    private EmbeddedPostgreSql() {}

    static String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=postgres";
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private static synchronized int port() {
        if (server == null) {
            if (failure == null) {
                start();
            }
            assumeTrue(failure == null, failure);
        }
        return server.getPort();
    }

    private static void start() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin-arm_64" : "linux-x86_64";
        if (EmbeddedPostgres.class.getResource("/postgres-" + system + ".txz") == null) {
            failure = "skipped: the class path has no PostgreSQL for this system";
            return;
        }
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            Path.of("target", "postgresql").toAbsolutePath().toFile())
                    .start();
        } catch (IOException | IllegalStateException e) {
            failure = "skipped: PostgreSQL does not start here: " + e.getMessage();
        }
    }
}
