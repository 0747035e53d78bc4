// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.testing.ChildJvm;
import dev.appendkit.testing.Lines;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stopped application leaves nothing behind that keeps its class loader alive. */
class RedeployTest {
    private static final ThreadLocal<Object> FORGOTTEN = new ThreadLocal<>();

    private static final String HOOK = "log4j2.shutdownHookEnabled";

    @TempDir
    private Path directory;

    @Test
    void theClassLoaderIsCollected() throws Exception {
        WeakReference<ClassLoader> loader = deploy(false);
        assertThat(Lines.of(directory.resolve("app.log"))).hasSize(500);
        assertThat(isCollected(loader)).isTrue();
    }

    @Test
    void theControl() throws Exception {
        try {
            WeakReference<ClassLoader> loader = deploy(true);
            assertThat(isCollected(loader)).isFalse();
        } finally {
            FORGOTTEN.remove();
        }
    }

    /**
     * As in a servlet container: without Log4j's shutdown hook, and in a thread that ends and takes Log4j's own
     * thread-locals with it.
     */
    private WeakReference<ClassLoader> deploy(boolean forget) throws Exception {
        List<URL> urls = new ArrayList<>();
        String path = ChildJvm.runtimePath("log4j-api-", "log4j-core-") + File.pathSeparator + ChildJvm.testClasses();
        for (String entry : path.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        URLClassLoader loader =
                new URLClassLoader("application", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        List<Throwable> failures = new ArrayList<>();
        Object[] ours = new Object[1];
        String configuration = Files.writeString(
                        directory.resolve("log4j2.xml"),
                        "<Configuration status=\"WARN\" shutdownHook=\"disable\">"
                                + "<Appenders><File name=\"file\" append=\"false\""
                                + " fileName=\"" + directory.resolve("app.log")
                                + "\"><AppendkitLayout/></File></Appenders>"
                                + "<Loggers><Root level=\"info\"><AppenderRef ref=\"file\"/></Root></Loggers>"
                                + "</Configuration>")
                .toUri()
                .toString();
        Thread thread = new Thread(() -> {
            try {
                ours[0] = Class.forName("dev.appendkit.log4j2.child.RedeployedApplication", true, loader)
                        .getMethod("run", String.class)
                        .invoke(null, configuration);
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.setContextClassLoader(loader);
        System.setProperty(HOOK, "false");
        try {
            thread.start();
            thread.join();
        } finally {
            System.clearProperty(HOOK);
        }
        assertThat(failures).isEmpty();
        if (forget) {
            FORGOTTEN.set(ours[0]);
        }
        loader.close();
        return new WeakReference<>(loader);
    }

    private static boolean isCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < 20 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        return loader.get() == null;
    }
}
