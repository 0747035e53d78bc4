// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A region beside a list of copies. */
final class RegionModel extends Model {
    private static final int BLOCK_BYTES = 1_024;

    private static final class Piece {
        final long handle;
        final byte[] content;

        Piece(long handle, byte[] content) {
            this.handle = handle;
            this.content = content;
        }
    }

    private final Region region;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Long> stale = new ArrayList<>();
    /** Of all pieces since the last reset, however short they have become. */
    private long taken;

    RegionModel(TestSource source, boolean checked) {
        super(source, checked);
        region = new Region(BLOCK_BYTES, budget, checked);
    }

    @Override
    void act() {
        int kind = random.nextInt(100);
        if (kind < 70) {
            take(kind);
        } else if (kind < 95) {
            if (!pieces.isEmpty()) {
                int index = random.nextBoolean() ? pieces.size() - 1 : random.nextInt(pieces.size());
                Piece piece = pieces.get(index);
                int length = random.nextInt(piece.content.length + 1);
                region.truncate(piece.handle, length);
                pieces.set(index, new Piece(piece.handle, Arrays.copyOf(piece.content, length)));
            }
        } else {
            region.reset();
            pieces.forEach(piece -> stale.add(piece.handle));
            pieces.clear();
            taken = 0;
        }
    }

    private void take(int kind) {
        int length = random.nextInt(random.nextInt(6) == 0 ? 2_000 : 100);
        byte[] content = new byte[length];
        long handle;
        if (kind < 25) {
            handle = attempt(() -> region.alloc(length));
        } else if (kind < 50) {
            random.nextBytes(content);
            byte[] framed = new byte[length + 3];
            System.arraycopy(content, 0, framed, 2, length);
            handle = attempt(() -> region.copy(framed, 2, length + 2));
        } else {
            String text = "é€𝄞x".repeat(length / 10);
            content = text.getBytes(UTF_8);
            handle = attempt(() -> region.copyUtf8(text));
        }
        if (handle == FAILED) {
            return;
        }
        if (handle == Region.NIL) {
            assertThat(takeFailed()).isTrue();
            return;
        }
        taken += (content.length + 7) / 8 * 8 + 8;
        assertThat(region.offset(handle) % 8).isZero();
        assertThat(region.toByteArray(handle)).isEqualTo(content);
        // What the caller writes must not show in what comes later.
        random.nextBytes(content);
        System.arraycopy(content, 0, region.array(handle), region.offset(handle), content.length);
        pieces.add(new Piece(handle, content));
    }

    @Override
    void check() {
        for (Piece piece : pieces) {
            assertThat(region.length(piece.handle)).isEqualTo(piece.content.length);
            assertThat(region.toByteArray(piece.handle)).isEqualTo(piece.content);
        }
        for (int i = Math.max(0, stale.size() - 5); i < stale.size(); i++) {
            long handle = stale.get(i);
            assertThatIllegalStateException().isThrownBy(() -> region.array(handle));
        }
        assertThat(budget.used()).isEqualTo(source.bytes);
        long shared = taken / (BLOCK_BYTES * 3 / 4) + 1;
        assertThat(budget.used()).isLessThanOrEqualTo(taken + shared * BLOCK_BYTES / 4 + BLOCK_BYTES);
    }

    @Override
    void close() {
        region.close();
        assertThatIllegalStateException().isThrownBy(region::close);
    }
}
