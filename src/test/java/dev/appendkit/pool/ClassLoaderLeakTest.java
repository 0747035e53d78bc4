// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application server loads the library again with each deployment, and keeps its threads. */
class ClassLoaderLeakTest {
    private static final ThreadLocal<Object> LEAK = new ThreadLocal<>();

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void shutdown() {
        thread.shutdown();
    }

    private static URLClassLoader deploy() throws IOException {
        URL classes = Path.of(System.getProperty("appendkit.classes")).toUri().toURL();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    private static Object use(ClassLoader application) throws ReflectiveOperationException {
        Class<?> poolClass = application.loadClass("dev.appendkit.pool.BufferPool");
        assertThat(poolClass).isNotSameAs(BufferPool.class);
        Object pool = poolClass.getMethod("shared").invoke(null);
        Object buffer = poolClass.getMethod("borrow").invoke(pool);
        buffer.getClass().getMethod("appendLong", long.class).invoke(buffer, 42L);
        buffer.getClass().getMethod("close").invoke(buffer);
        return buffer;
    }

    private static void events(ClassLoader application, String method) throws ReflectiveOperationException {
        application.loadClass("dev.appendkit.pool.PoolEvents").getMethod(method).invoke(null);
    }

    private <V> V onThePoolThread(Callable<V> action) throws Exception {
        return thread.submit(action).get();
    }

    private static boolean isCollected(WeakReference<?> loader, int attempts) throws InterruptedException {
        for (int i = 0; i < attempts && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return loader.get() == null;
    }

    @Test
    void theLoaderIsCollectedThoughTheThreadLivesOn() throws Exception {
        WeakReference<ClassLoader> loader = onThePoolThread(() -> {
            URLClassLoader application = deploy();
            use(application);
            application.close();
            return new WeakReference<>(application);
        });
        assertThat(isCollected(loader, 100)).isTrue();
    }

    @Test
    void eventsKeepTheLoaderUntilTheyAreUnregistered() throws Exception {
        WeakReference<ClassLoader> loader = onThePoolThread(() -> {
            URLClassLoader application = deploy();
            use(application);
            events(application, "register");
            return new WeakReference<>(application);
        });
        assertThat(isCollected(loader, 5)).isFalse();
        onThePoolThread(() -> {
            events(loader.get(), "unregister");
            return true;
        });
        assertThat(isCollected(loader, 100)).isTrue();
    }

    /** The control: a leak is seen. */
    @Test
    void aBufferInAThreadLocalKeepsTheLoader() throws Exception {
        WeakReference<ClassLoader> loader = onThePoolThread(() -> {
            URLClassLoader application = deploy();
            LEAK.set(use(application));
            return new WeakReference<>(application);
        });
        assertThat(isCollected(loader, 5)).isFalse();
        onThePoolThread(() -> {
            LEAK.remove();
            return true;
        });
        assertThat(isCollected(loader, 100)).isTrue();
    }
}
