// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source whose free always throws: the call completes, every block goes back once, the first exception goes on. */
class FreeThatThrowsTest {
    private static final class Source implements BlockSource {
        private final FakeSource blocks = new FakeSource();
        final Set<byte[]> out = blocks.out;
        private int frees;

        @Override
        public byte @Nullable [] allocate(int length) {
            return blocks.allocate(length);
        }

        @Override
        public void free(byte[] block) {
            blocks.free(block);
            throw new IllegalStateException("free " + ++frees);
        }
    }

    private final Source source = new Source();
    private final MemoryBudget budget = MemoryBudget.of(1L << 30, source);

    private void throwsFirst(ThrowingCallable call) {
        int next = source.frees + 1;
        assertThatIllegalStateException().isThrownBy(call).withMessage("free " + next);
    }

    private void nothingIsLeft() {
        assertThat(source.out).isEmpty();
        assertThat(budget.used()).isZero();
    }

    @Test
    void slab() {
        Slab slab = new Slab(64, 1_024, 2, budget);
        for (int i = 0; i < 3; i++) {
            slab.decRef(slab.alloc(1_024));
            slab.alloc(64 << i);
        }
        int slabs = source.out.size();
        throwsFirst(slab::trim);
        assertThat(source.out).hasSizeLessThan(slabs);
        throwsFirst(slab::clear);
        nothingIsLeft();
        long again = slab.alloc(100);
        assertThat(slab.owns(again)).isTrue();
        throwsFirst(slab::close);
        nothingIsLeft();
        slab.close();
    }

    @Test
    void region() {
        Region region = new Region(1_024, budget);
        long piece = region.alloc(10);
        region.alloc(900);
        region.alloc(5_000);
        throwsFirst(region::reset);
        assertThat(budget.used()).isEqualTo(source.blocks.bytes);
        assertThatIllegalStateException().isThrownBy(() -> region.array(piece)).withMessageContaining("generation");
        assertThat(region.length(region.alloc(7))).isEqualTo(7);
        throwsFirst(region::close);
        nothingIsLeft();
        assertThatIllegalStateException().isThrownBy(region::close).withMessageContaining("closed");
    }

    @Test
    void recordVector() {
        RecordVector vector = new RecordVector(100, budget);
        for (int i = 0; i < 1_000; i++) {
            vector.add();
        }
        vector.truncate(3);
        throwsFirst(vector::trim);
        assertThat(source.out).hasSize(1);
        assertThat(vector.size()).isEqualTo(3);
        throwsFirst(vector::close);
        nothingIsLeft();
        vector.close();
    }

    @Test
    void longMap() {
        LongMap map = new LongMap(8, budget, 1, 2_048, true);
        int thrown = 0;
        for (long key = 0; key < 500; key++) {
            long put = key;
            int before = source.frees;
            try {
                map.put(put);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("free " + (before + 1));
                thrown++;
            }
            // The call has completed.
            assertThat(map.find(put)).isNotNegative();
            assertThat(budget.used()).isEqualTo(source.blocks.bytes);
        }
        assertThat(thrown).isGreaterThan(5);
        for (long key = 3; key < 500; key++) {
            assertThat(map.remove(key)).isTrue();
        }
        throwsFirst(map::trim);
        assertThat(map.size()).isEqualTo(3);
        throwsFirst(map::clear);
        nothingIsLeft();
        map.put(1);
        throwsFirst(map::close);
        nothingIsLeft();
        map.close();
    }

    /** Another exception ends the call: the one of free is not thrown by a later call that returns nothing. */
    @Test
    void longMapWhoseSourceIsExhaustedToo() {
        // A segment of two slots splits, and the block for the second half is not there.
        BlockSource once = new BlockSource() {
            int left = 2;

            @Override
            public byte[] allocate(int bytes) {
                if (left-- == 0) {
                    throw new OutOfMemoryError("exhausted");
                }
                return new byte[bytes];
            }

            @Override
            public void free(byte[] block) {
                throw new IllegalStateException("free");
            }
        };
        LongMap map = new LongMap(1_016, MemoryBudget.of(1L << 30, once), 1, 2_048, true);
        assertThat(map.put(1)).isNotNegative();
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> map.put(2));
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.remove(1)).isTrue();
        assertThat(map.put(1)).isNotNegative();
    }

    @Test
    void bytesMap() {
        BytesMap map = new BytesMap(8, 200, budget, 1, 2_048, true);
        for (int i = 0; i < 1_000; i++) {
            map.put("key " + i);
        }
        for (int i = 3; i < 1_000; i++) {
            assertThat(map.remove("key " + i)).isTrue();
        }
        throwsFirst(map::trim);
        assertThat(map.size()).isEqualTo(3);
        assertThat(map.find("key 2")).isNotNegative();
        throwsFirst(map::clear);
        nothingIsLeft();
        // A first entry that fails halfway: its block goes back, and the reason goes on.
        Source halfway = new Source();
        MemoryBudget tight = MemoryBudget.of(1_024 + 32 + 100, halfway);
        BytesMap small = new BytesMap(0, 2_000, tight, 1, 2_048, true);
        assertThatIllegalStateException().isThrownBy(() -> small.put("x".repeat(2_000)));
        assertThat(tight.used()).isZero();
        assertThat(halfway.out).isEmpty();
        map.put("one");
        throwsFirst(map::close);
        nothingIsLeft();
        map.close();
    }

    @Test
    void readers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LongMap longs = new LongMap(8, MemoryBudget.unlimited());
        BytesMap bytes = new BytesMap(8, 20, MemoryBudget.unlimited());
        RecordVector vector = new RecordVector(8, MemoryBudget.unlimited());
        for (int i = 1; i < 20; i++) {
            longs.add(i, i);
            bytes.add("key " + i, i);
            vector.add();
        }
        longs.writeTo(out, 1);
        refused(out, () -> LongMap.readFrom(new ByteArrayInputStream(out.toByteArray()), 1, budget));
        bytes.writeTo(out, 1);
        refused(out, () -> BytesMap.readFrom(new ByteArrayInputStream(out.toByteArray()), 1, budget));
        vector.writeTo(out, 1);
        refused(out, () -> RecordVector.readFrom(new ByteArrayInputStream(out.toByteArray()), 1, budget));
    }

    /** Of a file whose last byte is another: that is the reason, not what free throws. */
    private void refused(ByteArrayOutputStream out, ThrowingCallable read) throws IOException {
        byte[] file = out.toByteArray();
        file[file.length - 1] ^= 1;
        out.reset();
        out.write(file);
        assertThatExceptionOfType(IOException.class).isThrownBy(read).withMessageContaining("CRC-32C");
        nothingIsLeft();
        out.reset();
    }
}
