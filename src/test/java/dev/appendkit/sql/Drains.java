// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.appendkit.AppendBuffer;
import dev.appendkit.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sink that collects, can fail at one drain, and remembers by what it was told that the cursor is broken. */
final class Drains implements Sink {
    static final int NEVER = -1;

    final List<Throwable> aborts = new ArrayList<>();
    int count;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int failAt;

    Drains(int failAt) {
        this.failAt = failAt;
    }

    @Override
    public void drain(byte[] src, int from, int to) throws IOException {
        if (count++ == failAt) {
            throw new IOException("disk full");
        }
        bytes.write(src, from, to - from);
    }

    @Override
    public void abort(Throwable cause) {
        aborts.add(cause);
    }

    byte[] received() {
        return bytes.toByteArray();
    }

    int size() {
        return bytes.size();
    }

    /** Told once, with this cause; nothing but closing the cursor works, and that drains nothing. */
    void assertBroken(AppendBuffer out, Throwable cause, byte[] prefixOf) {
        assertThat(aborts).containsExactly(cause);
        assertThatIllegalStateException().isThrownBy(() -> out.appendByte((byte) 'x'));
        assertThatIllegalStateException().isThrownBy(out::length);
        assertThat(size()).isLessThanOrEqualTo(prefixOf.length);
        assertThat(received()).isEqualTo(Arrays.copyOf(prefixOf, size()));
        int drains = count;
        out.close();
        assertThat(count).isEqualTo(drains);
        assertThat(aborts).hasSize(1);
    }

    /** Nobody was told; the cursor has what it had and goes on. */
    void assertUnharmed(AppendBuffer out, byte[] content) {
        assertThat(aborts).isEmpty();
        assertThat(out.length()).isEqualTo(content.length);
        out.close();
        assertThat(aborts).isEmpty();
        assertThat(received()).isEqualTo(content);
    }
}
