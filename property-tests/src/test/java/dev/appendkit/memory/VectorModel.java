// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A vector beside a list of arrays. */
final class VectorModel extends Model {
    private final int recordBytes;
    private final RecordVector vector;
    private final List<byte[]> records = new ArrayList<>();
    private int most;

    VectorModel(TestSource source, boolean checked, int recordBytes) {
        super(source, checked);
        this.recordBytes = recordBytes;
        vector = new RecordVector(recordBytes, budget, checked);
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (records.isEmpty() || kind < 80) {
            for (int i = random.nextInt(60); i >= 0; i--) {
                add();
            }
        } else if (kind < 90) {
            int row = random.nextInt(records.size());
            vector.swapRemove(row);
            byte[] last = records.remove(records.size() - 1);
            if (row < records.size()) {
                records.set(row, last);
            }
        } else if (kind < 96) {
            int size = random.nextInt(records.size() + 1);
            vector.truncate(size);
            records.subList(size, records.size()).clear();
        } else {
            long before = budget.used();
            assertThat(vector.trim()).isEqualTo(before - budget.used());
            most = records.size();
            if (records.isEmpty()) {
                assertThat(budget.used()).isZero();
            }
        }
    }

    private void add() {
        long row = attempt(vector::add);
        if (row == FAILED) {
            return;
        }
        if (row < 0) {
            assertThat(takeFailed()).isTrue();
            return;
        }
        assertThat(row).isEqualTo(records.size());
        byte[] array = vector.array((int) row);
        int offset = vector.offset((int) row);
        byte[] record = new byte[recordBytes];
        assertThat(Arrays.equals(array, offset, offset + recordBytes, record, 0, recordBytes))
                .as("zeroed")
                .isTrue();
        random.nextBytes(record);
        System.arraycopy(record, 0, array, offset, recordBytes);
        records.add(record);
        most = Math.max(most, records.size());
    }

    private void compare(RecordVector other) {
        assertThat(other.size()).isEqualTo(records.size());
        for (int row = 0; row < records.size(); row++) {
            int offset = other.offset(row);
            assertThat(Arrays.equals(other.array(row), offset, offset + recordBytes, records.get(row), 0, recordBytes))
                    .isTrue();
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> other.array(records.size()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> other.offset(-1));
    }

    @Override
    void check() {
        compare(vector);
        long bytes = (long) most * recordBytes;
        assertThat(budget.used()).isEqualTo(source.bytes).isLessThanOrEqualTo(bytes + Math.max(65_536, bytes / 4));
    }

    @Override
    void close() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            vector.writeTo(out, 7);
            RecordVector read =
                    RecordVector.readFrom(new ByteArrayInputStream(out.toByteArray()), 7, MemoryBudget.unlimited());
            compare(read);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            read.writeTo(again, 7);
            assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vector.close();
        vector.close();
    }
}
