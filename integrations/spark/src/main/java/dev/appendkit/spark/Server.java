// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A kind of database server: how it describes a table, and what carries rows to it. */
abstract class Server {
    /** The server's driver, created directly: the class loaders of executors hide drivers from DriverManager. */
    abstract Driver driver() throws SQLException;

    /** The driver's artifact, for the message if it is missing. */
    abstract String artifact();

    /** The table that the options name. */
    abstract TargetTable table(Connection connection, SinkOptions options) throws SQLException;

    /** Refuses a target whose rows the server could not take, whatever they hold. */
    abstract void check(Connection connection, Target target) throws SQLException;

    /** What carries the rows of one transaction, which has begun. */
    abstract Load begin(Connection connection, Target target, int partition) throws SQLException;

    /** A new connection that commits on demand. */
    final Connection connect(SinkOptions options) throws SQLException {
        Driver driver;
        try {
            driver = driver();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("the class path has no " + artifact() + ": add it to --packages", e);
        }
        Properties properties = options.driverProperties();
        checkNames(driver, options.url(), properties);
        @Nullable Connection connection = driver.connect(options.url(), properties);
        if (connection == null) {
            throw new IllegalArgumentException("the driver " + artifact() + " does not know this form of URL");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** A mistyped option must not pass as a property of the driver. */
    private static void checkNames(Driver driver, String url, Properties properties) throws SQLException {
        DriverPropertyInfo[] known = driver.getPropertyInfo(url, new Properties());
        for (String name : properties.stringPropertyNames()) {
            if (Arrays.stream(known).noneMatch(info -> info.name.equals(name))) {
                throw new IllegalArgumentException("the option \"" + name
                        + "\" is neither url, dbtable, upsert or nulls nor a property of the driver");
            }
        }
    }
}
