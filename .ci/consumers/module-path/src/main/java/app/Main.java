// SPDX-License-Identifier: Apache-2.0
package app;

import dev.appendkit.AppendBuffer;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.sql.SqlMode;
import dev.appendkit.sql.SqlTemplate;
import java.nio.charset.StandardCharsets;

/** Prints a line that the library wrote, and the library's module. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try (AppendBuffer out = BufferPool.shared().borrow()) {
            out.appendAscii("pi=").appendDouble(Math.PI).appendByte(' ');
            out.appendUtf8(SqlTemplate.compile("SELECT ?", SqlMode.mysql()).toSql("it's"));
            System.out.println(out.toString(StandardCharsets.UTF_8));
        }
        System.out.println("module " + AppendBuffer.class.getModule().getName());
    }
}
