// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appendkit.AppendBuffer;
import dev.appendkit.Sink;
import dev.appendkit.sql.SqlParameterException.Code;
import dev.appendkit.testing.Allocations;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A blob of 16 MB goes through a window of 64 KiB: what is appended before it is full has left when it is. */
@Tag("alloc")
class LargeStreamTest {
    private static final int WINDOW = 1 << 16;
    private static final int BLOB = 16 << 20;

    /** Keeps a checksum of what goes through it. */
    private static final class Checksum implements Sink {
        private long sum;
        private int longest;
        private int aborts;

        // No assertion library here: what it allocates would be counted.
        @Override
        public void drain(byte[] src, int from, int to) {
            for (int i = from; i < to; i++) {
                sum = sum * 31 + src[i];
            }
            longest = Math.max(longest, to - from);
        }

        @Override
        public void abort(Throwable cause) {
            aborts++;
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
        String statement = "INSERT INTO t VALUES (_binary x'";
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

    @Test
    void memoryIsBoundedByTheWindow() {
        SqlTemplate template = SqlTemplate.compile("INSERT INTO t VALUES (?)", SqlMode.mysql());
        SqlParameters parameters = new SqlParameters(1);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            Checksum sink = new Checksum();
            AppendBuffer out = AppendBuffer.draining(sink, WINDOW);
            parameters.setStream(1, new Blob(), BLOB);
            least = Math.min(least, Allocations.of(() -> template.appendTo(out, parameters)));
            assertThat(out.length()).isEqualTo(2 * BLOB + 34);
            out.close();
            assertThat(sink.sum).isEqualTo(expected());
            assertThat(sink.longest).isLessThanOrEqualTo(WINDOW);
            assertThat(sink.aborts).isZero();
        }
        assertThat(least).as("bytes allocated by the append of 16 MB").isLessThan(1024);
    }

    @Test
    void maxBytesIsSeenWhileTheBlobIsRead() {
        SqlMode mode = SqlMode.mysql().maxBytes(1 << 20);
        Blob blob = new Blob();
        Checksum sink = new Checksum();
        AppendBuffer out = AppendBuffer.draining(sink, WINDOW);
        SqlParameterException refusal = catchThrowableOfType(
                SqlParameterException.class,
                () -> SqlTemplate.compile("SELECT ?", mode).appendTo(out, new SqlParameters(1).setStream(1, blob)));
        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(sink.aborts).isEqualTo(1);
        assertThat(blob.position).as("bytes that were read").isBetween(1 << 19, (1 << 19) + 2 * StreamedLiteral.PIECE);
    }
}
