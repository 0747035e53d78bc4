// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL server below {@code target}, started when a test first asks for it and stopped with the JVM. Where the
 * class path has no binary of it (there is one for Linux on x64 and one for macOS on ARM), or the system forbids to
 * start it, the tests are skipped.
 */
public final class EmbeddedPostgreSql {
    /** Also the name of its only database. */
    public static final String USER = "postgres";

    private static final String BINARIES = "postgres-";

    private static final Integer RUNNING_PORT = Integer.getInteger("appendkit.postgresql.port");

    private static EmbeddedPostgres server;
    private static String failure;

    private EmbeddedPostgreSql() {}

    /** The URL of the server's only database, with its only user. */
    public static String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + USER + "?user=" + USER;
    }

    /** A connection that binds values on the server and gets the server's texts. */
    public static Connection connect() throws SQLException {
        return connect("");
    }

    /** The same with further options of the driver, each with an ampersand in front. */
    public static Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url() + "&prepareThreshold=1&binaryTransfer=false" + options);
    }

    /** Of the server, or of one that runs already, if the property appendkit.postgresql.port names it. */
    public static synchronized int port() {
        if (RUNNING_PORT != null) {
            return RUNNING_PORT;
        }
        if (server == null) {
            start();
        }
        return server.getPort();
    }

    private static void start() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin-arm_64" : "linux-x86_64";
        assumeTrue(
                EmbeddedPostgres.class.getResource("/" + BINARIES + system + ".txz") != null,
                "skipped: the class path has no PostgreSQL for this system");
        if (failure == null) {
            Path directory = Path.of(System.getProperty("appendkit.target", "target"), "postgresql");
            try {
                server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toAbsolutePath().toFile())
                        .start();
                return;
            } catch (IOException | IllegalStateException e) {
                failure = "skipped: PostgreSQL does not start here: " + e.getMessage();
            }
        }
        abort(failure);
    }
}
