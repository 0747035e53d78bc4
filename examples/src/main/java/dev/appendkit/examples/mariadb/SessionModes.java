// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.examples.mariadb;

import dev.appendkit.sql.SqlMode;
import java.time.ZoneId;
import java.util.concurrent.ConcurrentHashMap;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** The modes of a driver's connection: what the server said last of backslashes, and the time zone of instants. */
final class SessionModes {
    private static final SqlMode BACKSLASH_ESCAPES = SqlMode.mariadb().noBackslashEscapes(false);
    private static final SqlMode NO_BACKSLASH_ESCAPES = SqlMode.mariadb().noBackslashEscapes(true);
    // A mode a zone: an application has one or two of them.
    private static final ConcurrentHashMap<ZoneId, SqlMode> BACKSLASH_ESCAPES_IN = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<ZoneId, SqlMode> NO_BACKSLASH_ESCAPES_IN = new ConcurrentHashMap<>();

    private SessionModes() {}

    /** For values that need no time zone. */
    static SqlMode of(Context context) {
        return noBackslashEscapes(context) ? NO_BACKSLASH_ESCAPES : BACKSLASH_ESCAPES;
    }

    /** With the time zone in which the driver itself writes instants; asking for the JVM's own zone allocates. */
    static SqlMode withZone(Context context) {
        ZoneId zone = context.getConf().preserveInstants()
                ? context.getConnectionTimeZone().toZoneId()
                : ZoneId.systemDefault();
        return noBackslashEscapes(context)
                ? NO_BACKSLASH_ESCAPES_IN.computeIfAbsent(zone, NO_BACKSLASH_ESCAPES::zone)
                : BACKSLASH_ESCAPES_IN.computeIfAbsent(zone, BACKSLASH_ESCAPES::zone);
    }

    private static boolean noBackslashEscapes(Context context) {
        return (context.getServerStatus() & ServerStatus.NO_BACKSLASH_ESCAPES) != 0;
    }
}
