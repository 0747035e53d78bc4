// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.Append;
import dev.appendkit.AppendBuffer;
import dev.appendkit.FractionDigits;
import dev.appendkit.escape.SqlEscape;
import dev.appendkit.format.JsonWriter;
import dev.appendkit.format.LogfmtWriter;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.PoolEvents;
import dev.appendkit.sql.FractionPolicy;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlParameters;
import dev.appendkit.sql.SqlTemplate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Uses what needs only the JDK. Runs in a JVM that has neither Netty nor anything else but the library's classes. */
public final class JdkOnlyMain {
    private JdkOnlyMain() {}

    public static void main(String[] args) throws IOException {
        byte[] array = new byte[64];
        int end = Append.appendDouble(array, Append.appendInt(array, 0, -42), 0.1);
        end = Append.appendUuid(array, end, new UUID(0, 0));
        System.out.println(new String(array, 0, end, UTF_8));

        try (AppendBuffer out = BufferPool.shared().borrow()) {
            out.appendInstant(Instant.EPOCH, FractionDigits.MILLIS).appendDecimal(new BigDecimal("-1.50"));
            out.appendByte((byte) '\n').writeTo(System.out);
        }

        SqlTemplate template = SqlTemplate.compile(
                "SELECT ?, ?, ?, ?", SqlMode.mysql().zone(ZoneOffset.UTC).fraction(FractionPolicy.TRUNCATE));
        SqlParameters parameters = new SqlParameters(4)
                .setString(1, "it's")
                .setLong(2, 7)
                .setInstant(3, Instant.EPOCH)
                .setObject(4, UUID.class.getSimpleName());
        System.out.println(template.toSql(parameters));

        AppendBuffer formatted = AppendBuffer.growing(64, 256);
        new JsonWriter().reset(formatted).beginArray().appendString("ä\n").endArray().endRecord();
        new LogfmtWriter().reset(formatted).appendString("k", "a b").endRecord();
        formatted.writeTo(System.out);

        byte[] escaped = new byte[10];
        System.out.println(new String(escaped, 0, SqlEscape.escapeString(escaped, 0, "a'b", false), UTF_8));
        try {
            PoolEvents.register();
            System.out.println("the Flight Recorder is there");
        } catch (UnsupportedOperationException e) {
            System.out.println("no Flight Recorder");
        }
        PoolEvents.unregister();
        for (String absent :
                new String[] {"io.netty.buffer.ByteBuf", "org.jspecify.annotations.Nullable", "java.sql.Date"}) {
            try {
                Class.forName(absent);
                System.out.println(absent + " is there");
            } catch (ClassNotFoundException e) {
                System.out.println("no " + absent);
            }
        }
    }
}
