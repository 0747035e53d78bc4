// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A slab beside a map of handle to bytes, references and next. */
final class SlabModel extends Model {
    static final int SLAB_BYTES = 1_024;

    private static final class Chunk {
        byte[] content;
        int refs = 1;
        /** Those of the caller: a link's reference is not ours to drop. */
        int own = 1;

        long next;
    }

    private final Slab slab;
    private final Map<Long, Chunk> live = new LinkedHashMap<>();
    private final List<Long> stale = new ArrayList<>();
    private long allocs;
    private long addRefs;
    private long decRefs;
    private long frees;
    private long refusals;
    private long tooBig;

    SlabModel(TestSource source, boolean checked) {
        super(source, checked);
        slab = new Slab(16, SLAB_BYTES, 1.5, budget, checked);
    }

    private long any() {
        List<Long> handles = new ArrayList<>(live.keySet());
        return handles.get(random.nextInt(handles.size()));
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (live.isEmpty() || kind < 40) {
            alloc();
        } else if (kind < 65) {
            decRef(any());
        } else if (kind < 75) {
            long handle = any();
            slab.addRef(handle);
            live.get(handle).refs++;
            live.get(handle).own++;
            addRefs++;
        } else if (kind < 85) {
            link();
        } else if (kind < 90) {
            long handle = any();
            int length = random.nextInt(slab.capacity(handle) + 1);
            slab.truncate(handle, length);
            Chunk chunk = live.get(handle);
            int before = chunk.content.length;
            chunk.content = Arrays.copyOf(chunk.content, length);
            for (int i = before; i < length; i++) {
                chunk.content[i] = slab.array(handle)[slab.offset(handle) + i];
            }
        } else if (kind < 95) {
            long handle = any();
            long next = slab.getNext(handle);
            assertThat(next).isEqualTo(live.get(handle).next);
            if (next != Slab.NIL) {
                live.get(next).refs++;
                live.get(next).own++;
            }
        } else if (kind < 98) {
            long before = budget.used();
            assertThat(slab.trim()).isEqualTo(before - budget.used());
            if (live.isEmpty()) {
                assertThat(budget.used()).isZero();
            }
        } else if (kind == 98) {
            long[] handles = live.keySet().stream().mapToLong(h -> h).toArray();
            slab.clear();
            frees += handles.length;
            live.clear();
            for (long handle : handles) {
                stale.add(handle);
            }
            assertThat(budget.used()).isZero();
        } else {
            assertThat(slab.alloc(SLAB_BYTES + 1)).isEqualTo(Slab.NIL);
            tooBig++;
        }
    }

    private void alloc() {
        int length = random.nextBoolean() ? random.nextInt(40) : random.nextInt(SLAB_BYTES + 1);
        long handle = attempt(() -> slab.alloc(length));
        if (handle == FAILED) {
            return;
        }
        if (handle == Slab.NIL) {
            assertThat(takeFailed()).isTrue();
            refusals++;
            return;
        }
        // It may have been refused a block and served otherwise.
        takeFailed();
        allocs++;
        assertThat(live).doesNotContainKey(handle);
        assertThat(slab.length(handle)).isEqualTo(length);
        assertThat(slab.capacity(handle)).isGreaterThanOrEqualTo(length);
        Chunk chunk = new Chunk();
        chunk.content = new byte[length];
        random.nextBytes(chunk.content);
        System.arraycopy(chunk.content, 0, slab.array(handle), slab.offset(handle), length);
        live.put(handle, chunk);
    }

    private void decRef(long handle) {
        if (live.get(handle).own == 0) {
            return;
        }
        live.get(handle).own--;
        boolean last = live.get(handle).refs == 1;
        assertThat(slab.decRef(handle)).isEqualTo(last);
        decRefs++;
        drop(handle);
    }

    private void drop(long first) {
        long handle = first;
        while (handle != Slab.NIL) {
            Chunk chunk = live.get(handle);
            if (--chunk.refs > 0) {
                return;
            }
            live.remove(handle);
            stale.add(handle);
            frees++;
            handle = chunk.next;
        }
    }

    private void link() {
        long from = any();
        long to = random.nextInt(4) == 0 ? Slab.NIL : any();
        // Forward only: no cycles.
        List<Long> order = new ArrayList<>(live.keySet());
        if (to != Slab.NIL && order.indexOf(from) >= order.indexOf(to)) {
            return;
        }
        slab.setNext(from, to);
        Chunk chunk = live.get(from);
        if (chunk.next == to) {
            return;
        }
        if (to != Slab.NIL) {
            live.get(to).refs++;
        }
        long before = chunk.next;
        chunk.next = to;
        drop(before);
    }

    @Override
    void check() {
        live.forEach((handle, chunk) -> {
            assertThat(slab.owns(handle)).isTrue();
            assertThat(slab.refs(handle)).isEqualTo(chunk.refs);
            int offset = slab.offset(handle);
            int length = slab.length(handle);
            assertThat(Arrays.equals(slab.array(handle), offset, offset + length, chunk.content, 0, length))
                    .isTrue();
        });
        for (int i = Math.max(0, stale.size() - 20); i < stale.size(); i++) {
            long handle = stale.get(i);
            assertThat(slab.owns(handle)).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> slab.decRef(handle));
        }
        SlabStats stats = slab.stats();
        assertThat(stats.allocs()).isEqualTo(allocs);
        assertThat(stats.addRefs()).isEqualTo(addRefs);
        assertThat(stats.decRefs()).isEqualTo(decRefs);
        assertThat(stats.frees()).isEqualTo(frees);
        assertThat(stats.refusals()).isEqualTo(refusals);
        assertThat(stats.tooBig()).isEqualTo(tooBig);
        long slabs = 0;
        long chunks = 0;
        long inUse = 0;
        for (SlabStats.SizeClass each : stats.classes()) {
            slabs += each.slabs();
            chunks += each.chunks();
            inUse += each.chunksInUse();
        }
        assertThat(inUse).isEqualTo(live.size());
        assertThat(slabs).isEqualTo(source.blocks()).isEqualTo(stats.slabsTaken() - stats.slabsGivenBack());
        assertThat(budget.used()).isEqualTo(slabs * SLAB_BYTES + 24 * chunks);
    }

    @Override
    void close() {
        if (live.isEmpty()) {
            slab.close();
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(slab::close)
                    .withMessageContaining("chunks were in use: " + live.size());
        }
        slab.close();
    }
}
