// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appendkit.AppendBuffer;
import dev.appendkit.netty.ByteBufPool;
import dev.appendkit.pool.BufferPool;
import dev.appendkit.pool.Pool;
import dev.appendkit.pool.PoolStats;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class PoolMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static BufferPool newPool(String name) {
        return BufferPool.builder()
                .name(name)
                .checked(false)
                .slots(1)
                .initialBytes(16)
                .alwaysRetainBytes(16)
                .maxRetainedBytes(1_024)
                .build();
    }

    private double gauge(String name, String pool) {
        return registry.get(name).tag("pool", pool).gauge().value();
    }

    private double count(String name, String pool) {
        return registry.get(name).tag("pool", pool).functionCounter().count();
    }

    private double drops(String pool, String reason) {
        return registry.get("appendkit.pool.drops")
                .tags("pool", pool, "reason", reason)
                .functionCounter()
                .count();
    }

    @Test
    void metersTellWhatTheStatsTell() {
        BufferPool pool = newPool("lines");
        PoolMetrics.of(pool).bindTo(registry);
        AppendBuffer inSlot = pool.borrow(1_024);
        AppendBuffer withoutSlot = pool.borrow();
        inSlot.close();
        withoutSlot.close();
        assertThat(gauge("appendkit.pool.idle", "lines")).isEqualTo(1);
        assertThat(gauge("appendkit.pool.retained", "lines")).isEqualTo(1_024);
        assertThat(count("appendkit.pool.misses", "lines")).isEqualTo(2);
        assertThat(drops("lines", "full")).isEqualTo(1);
        pool.borrow(2_000).close();
        assertThat(drops("lines", "oversize")).isEqualTo(1);
        for (int strike = 2; strike <= 5; strike++) {
            pool.borrow().close();
        }
        assertThat(drops("lines", "underused")).isEqualTo(1);
        assertThat(drops("lines", "failed")).isZero();
        assertThat(drops("lines", "random")).isZero();
        pool.trim();
        assertThat(count("appendkit.pool.trims", "lines")).isEqualTo(1);
        assertThat(gauge("appendkit.pool.idle", "lines")).isZero();
    }

    @Test
    void eachPoolHasItsOwnMeters() {
        BufferPool one = newPool("one");
        BufferPool two = newPool("two");
        PoolMetrics.of(one).bindTo(registry);
        new PoolMetrics<>(two, BufferPool::stats, "renamed", Tags.of("tier", "wire")).bindTo(registry);
        one.borrow().close();
        assertThat(count("appendkit.pool.misses", "one")).isEqualTo(1);
        assertThat(count("appendkit.pool.misses", "renamed")).isZero();
        assertThat(registry.find("appendkit.pool.idle").tag("tier", "wire").gauge())
                .isNotNull();
        assertThat(registry.find("appendkit.pool.idle").tag("pool", "two").gauge())
                .isNull();
    }

    @Test
    void aPoolOfObjectsHasTheSameMeters() {
        Pool<StringBuilder> pool =
                Pool.builder(new Builders()).name("texts").checked(false).build();
        PoolMetrics.of(pool).bindTo(registry);
        pool.release(pool.borrow());
        assertThat(gauge("appendkit.pool.retained", "texts")).isEqualTo(512);
        assertThat(registry.getMeters()).hasSize(9);
    }

    /** As docs/pools.md shows it. */
    @Test
    void aPoolOfByteBufsHasThemForHeapAndForDirectMemory() {
        ByteBufPool pool = ByteBufPool.builder().name("io").checked(false).build();
        new PoolMetrics<>(pool, ByteBufPool::heapStats, "io heap", Tags.empty()).bindTo(registry);
        new PoolMetrics<>(pool, ByteBufPool::directStats, "io direct", Tags.empty()).bindTo(registry);
        pool.directBuffer(1_024).release();
        assertThat(gauge("appendkit.pool.retained", "io direct")).isEqualTo(1_024);
        assertThat(gauge("appendkit.pool.retained", "io heap")).isZero();
        assertThat(count("appendkit.pool.misses", "io direct")).isEqualTo(1);
    }

    @Test
    void unitsAreThoseOfTheConventions() {
        BufferPool pool = newPool("units");
        PoolMetrics.of(pool).bindTo(registry);
        assertThat(registry.get("appendkit.pool.idle").meter().getId().getBaseUnit())
                .isEqualTo("buffers");
        assertThat(registry.get("appendkit.pool.retained").meter().getId().getBaseUnit())
                .isEqualTo("bytes");
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
        assertThat(pool.stats().misses()).isZero();
    }

    @Test
    void neitherTheRegistryNorTheBinderKeepsAPoolAlive() throws InterruptedException {
        PoolMetrics<BufferPool> binder = bindAndForget();
        WeakReference<Object> collected = new WeakReference<>(new Object());
        for (int i = 0;
                i < 100 && (!Double.isNaN(gauge("appendkit.pool.idle", "gone")) || collected.get() != null);
                i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(gauge("appendkit.pool.idle", "gone")).isNaN();
        SimpleMeterRegistry later = new SimpleMeterRegistry();
        binder.bindTo(later);
        assertThat(later.getMeters()).isEmpty();
    }

    private PoolMetrics<BufferPool> bindAndForget() {
        BufferPool pool = newPool("gone");
        PoolMetrics<BufferPool> binder = PoolMetrics.of(pool);
        binder.bindTo(registry);
        pool.borrow().close();
        assertThat(gauge("appendkit.pool.idle", "gone")).isEqualTo(1);
        return binder;
    }

    @Test
    void aPoolThatIsReferredToStays() {
        BufferPool pool = newPool("kept");
        PoolMetrics.of(pool).bindTo(registry);
        System.gc();
        assertThat(gauge("appendkit.pool.idle", "kept")).isZero();
        PoolStats stats = pool.stats();
        assertThat(stats.idleItems()).isZero();
    }

    private static final class Builders implements Pool.Policy<StringBuilder> {
        @Override
        public StringBuilder create(int capacity) {
            return new StringBuilder(capacity);
        }

        @Override
        public void reset(StringBuilder item) {
            item.setLength(0);
        }

        @Override
        public int capacity(StringBuilder item) {
            return item.capacity();
        }

        @Override
        public int used(StringBuilder item) {
            return item.length();
        }
    }
}
