// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.netty;

import dev.appendkit.testing.ChildJvm;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.PlatformDependent;
import java.nio.file.Files;
import java.nio.file.Path;

/** For a JVM of its own: compares pooled buffers with Netty's, or loses one where the leak detector should see it. */
public final class ByteBufPoolMain {
    private ByteBufPoolMain() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "compare" -> compare();
            case "lose" -> lose();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void compare() throws Exception {
        Path file = Files.createTempFile("bytes", null);
        try {
            for (int kind = 0; kind < 4; kind++) {
                ByteBufModelTest.compareWithNetty(kind % 2 == 0, kind < 2, file);
            }
        } finally {
            Files.delete(file);
        }
        ChildJvm.out().print("all the same, Unsafe " + PlatformDependent.hasUnsafe());
    }

    /** The detector learns of lost objects from the garbage collector and reports them at a later allocation. */
    private static void lose() throws Exception {
        ByteBufPool pool = ByteBufPool.builder().checked(false).build();
        pool.directBuffer(64).release();
        use(pool.directBuffer(64));
        for (int i = 0; i < 20; i++) {
            System.gc();
            Thread.sleep(10);
            pool.directBuffer(64).release();
        }
        ChildJvm.out().print("done");
    }

    private static void use(ByteBuf lost) {
        lost.writeLong(1);
    }
}
