// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.appendkit.AppendBuffer;
import dev.appendkit.internal.Storage;
import dev.appendkit.sql.SqlParameterException.Code;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A blob of 16 MB goes through a window of 64 KiB: what is appended before it is full has left when it is. */
@Tag("alloc")
class LargeStreamTest {
    private static final int WINDOW = 1 << 16;
    private static final int BLOB = 16 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Keeps a checksum of what goes through it. */
    private static final class Drain extends Storage {
        private long sum;

        Drain() {
            window(new byte[WINDOW], 0, WINDOW, 0);
        }

        @Override
        public void makeRoom(int position, long needed) {
            // No assertion library here: what it allocates would be counted.
            if (needed > WINDOW) {
                throw new AssertionError("asked for " + needed + " bytes at once");
            }
            add(position);
            window(array, 0, WINDOW, origin - position);
        }

        void add(int position) {
            for (int i = 0; i < position; i++) {
                sum = sum * 31 + array[i];
            }
        }

        @Override
        public void truncate(int position, int length) {
            throw new UnsupportedOperationException("drained");
        }

        @Override
        public boolean close(int position) {
            add(position);
            return true;
        }

        @Override
        public boolean isAddressable() {
            return false;
        }
    }

    /** Bytes that follow from their index, without an array of them. */
    private static final class Blob extends InputStream {
        private int position;

        @Override
        public int read() {
            return position == BLOB ? -1 : position++ * 7 & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int n = Math.min(length, BLOB - position);
            for (int i = 0; i < n; i++) {
                into[from + i] = (byte) (position++ * 7);
            }
            return n == 0 ? -1 : n;
        }
    }

    private static long expected() {
        long sum = 0;
        String statement = "INSERT INTO t VALUES (x'";
        for (int i = 0; i < statement.length(); i++) {
            sum = sum * 31 + statement.charAt(i);
        }
        for (int i = 0; i < BLOB; i++) {
            int b = i * 7 & 0xFF;
            sum = sum * 31 + Character.forDigit(b >> 4, 16);
            sum = sum * 31 + Character.forDigit(b & 0xF, 16);
        }
        return (sum * 31 + '\'') * 31 + ')';
    }

    private static AppendBuffer cursor(Drain drain) {
        AppendBuffer out = Literals.ACCESS.create(drain);
        Literals.ACCESS.open(out);
        return out;
    }

    @Test
    void memoryIsBoundedByTheWindow() {
        SqlTemplate template = SqlTemplate.compile("INSERT INTO t VALUES (?)", SqlMode.mysql());
        SqlParameters parameters = new SqlParameters(1);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            Drain drain = new Drain();
            AppendBuffer out = cursor(drain);
            parameters.setStream(1, new Blob(), BLOB);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            template.appendTo(out, parameters);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            assertThat(Literals.ACCESS.mark(out)).isEqualTo(2L * BLOB + 26);
            out.close();
            assertThat(drain.sum).isEqualTo(expected());
        }
        assertThat(least).as("bytes allocated by the append of 16 MB").isLessThan(1024);
    }

    @Test
    void maxBytesIsSeenWhileTheBlobIsRead() {
        SqlMode mode = SqlMode.mysql().maxBytes(1 << 20);
        Blob blob = new Blob();
        AppendBuffer out = cursor(new Drain());
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?", mode).appendTo(out, new SqlParameters(1).setStream(1, blob)));
        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(blob.position).as("bytes that were read").isBetween(1 << 19, (1 << 19) + 2 * StreamedLiteral.PIECE);
    }
}
