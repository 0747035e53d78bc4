// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A MySQL 5.5.9 server below {@code target}, started when a test first asks for a connection and stopped with the JVM.
 * It comes from the class path, which has one for Linux on x64; elsewhere the tests are skipped.
 */
public final class EmbeddedMySql {
    private static final String FILES = "/5-5-9/";
    private static final String SERVER = FILES + "Linux-x86_64/mysqld";
    private static final int SECONDS_TO_START = 60;

    private static int port;

    private EmbeddedMySql() {}

    /** A connection that prepares statements on the server. */
    static Connection connect() throws SQLException {
        return connect("");
    }

    /** The same with further options of the driver, each with an ampersand in front. */
    public static Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url(port()) + options);
    }

    private static String url(int port) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/test?user=root&useServerPrepStmts=true&cachePrepStmts=false";
    }

    private static synchronized int port() {
        if (port == 0) {
            assumeTrue(
                    EmbeddedMySql.class.getResource(SERVER) != null
                            && System.getProperty("os.name").equals("Linux")
                            && System.getProperty("os.arch").equals("amd64"),
                    "skipped: the class path has no MySQL for this system");
            try {
                port = start(Path.of("target", "mysql").toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException("MySQL did not start", e);
            }
        }
        return port;
    }

    private static int start(Path dir) throws IOException {
        delete(dir);
        Path data = Files.createDirectories(dir.resolve("data"));
        Files.createDirectories(data.resolve("test"));
        Path temporary = Files.createDirectories(dir.resolve("tmp"));
        unpack("data_dir.jar", data);
        unpack("share_dir.jar", dir);
        Path server = dir.resolve("mysqld");
        try (InputStream in = EmbeddedMySql.class.getResourceAsStream(SERVER)) {
            Files.copy(in, server, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!server.toFile().setExecutable(true)) {
            throw new IOException("the server cannot be made executable");
        }
        int free = freePort();
        Process process = new ProcessBuilder(List.of(
                        server.toString(),
                        "--no-defaults",
                        "--skip-grant-tables",
                        // Otherwise the server refuses to run as root.
                        "--user=" + System.getProperty("user.name"),
                        "--basedir=" + dir,
                        "--datadir=" + data,
                        "--tmpdir=" + temporary,
                        "--lc-messages-dir=" + dir.resolve("share"),
                        "--socket=" + dir.resolve("mysql.sock"),
                        "--pid-file=" + dir.resolve("mysql.pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + free,
                        "--character-set-server=utf8mb4",
                        "--skip-innodb",
                        "--default-storage-engine=MyISAM"))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitStart(process, free);
        return free;
    }

    private static void awaitStart(Process process, int port) throws IOException {
        long end = System.nanoTime() + SECONDS_TO_START * 1_000_000_000L;
        while (true) {
            try {
                DriverManager.getConnection(url(port)).close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("see target/mysql/server.log", e);
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(EmbeddedMySql.class.getResourceAsStream(FILES + archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
