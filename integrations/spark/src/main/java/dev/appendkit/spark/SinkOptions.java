// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The options of a write.
 *
 * @param url the JDBC URL, which names the kind of server
 * @param table the table as the user wrote it
 * @param upsert the columns of the key that decides whether a row is new; empty for plain inserts
 * @param checksNulls whether a column that may be null is written to one that must not, with a check of each value
 * @param properties all other options, for the driver
 */
record SinkOptions(String url, String table, List<String> upsert, boolean checksNulls, Map<String, String> properties)
        implements Serializable {

    private static final List<String> NAMES = List.of("url", "dbtable", "upsert", "nulls");

    static SinkOptions of(Map<String, String> options) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.putAll(options);
        String url = required(map, "url", "jdbc:postgresql://host/database");
        String table = required(map, "dbtable", "the table to append to");
        String nulls = map.getOrDefault("nulls", "refuse").toLowerCase(Locale.ROOT);
        if (!nulls.equals("refuse") && !nulls.equals("check")) {
            throw new IllegalArgumentException("the option \"nulls\" must be refuse or check");
        }
        List<String> upsert = Arrays.stream(map.getOrDefault("upsert", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (upsert.isEmpty() && map.containsKey("upsert")) {
            throw new IllegalArgumentException("the option \"upsert\" names no column: name those of a unique key");
        }
        map.keySet().removeIf(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
        SinkOptions result =
                new SinkOptions(url, table, upsert, nulls.equals("check"), Collections.unmodifiableMap(map));
        result.server();
        return result;
    }

    private static String required(Map<String, String> map, String name, String example) {
        String value = map.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the option \"" + name + "\" is missing: " + example);
        }
        return value.strip();
    }

    Server server() {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgreSql();
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return new MariaDb();
        }
        throw new IllegalArgumentException("the option \"url\" must begin with jdbc:postgresql: or jdbc:mariadb:");
    }

    /** The properties for the driver. */
    Properties driverProperties() {
        Properties result = new Properties();
        result.putAll(properties);
        return result;
    }

    /** Without the URL and the properties, which may hold a password. */
    @Override
    public String toString() {
        return "SinkOptions[" + table + "]";
    }
}
