// SPDX-License-Identifier: Apache-2.0
package dev.appendkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.appendkit.internal.Base62;
import dev.appendkit.internal.Bytes;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A K-sortable unique identifier of 20 bytes: the first four are the seconds since 1,400,000,000
 * (2014-05-13T16:53:20Z), unsigned and big-endian, and 16 are payload. Its text is 27 digits of base 62
 * ({@code 0-9A-Za-z}), padded with {@code 0}. The order is unsigned, so bytes, texts and {@link #compareTo} agree.
 * Format: <a href="https://github.com/segmentio/ksuid">segmentio/ksuid</a>.
 *
 * <pre>{@code
 * Ksuid id = Ksuid.random(new SecureRandom());
 * out.appendKsuid(id);                             // 27 bytes, without a String
 * }</pre>
 *
 * @param timestamp the seconds since 1,400,000,000 (2014-05-13T16:53:20Z), unsigned
 * @param high the first eight bytes of the payload, the first one highest
 * @param low the last eight bytes of the payload
 */
public record Ksuid(int timestamp, long high, long low) implements Comparable<Ksuid> {
    /** The least KSUID: 20 bytes of 0. */
    public static final Ksuid MIN = new Ksuid(0, 0, 0);

    /** The greatest KSUID: 20 bytes of 0xFF. */
    public static final Ksuid MAX = new Ksuid(-1, -1, -1);

    /** The length of a KSUID in bytes. */
    static final int BYTES = 20;

    /** 2014-05-13T16:53:20Z, the origin of the timestamps. */
    private static final long EPOCH_SECOND = 1_400_000_000L;

    private static final long TIMESTAMP_MASK = 0xFFFF_FFFFL;

    /**
     * Reads 20 bytes.
     *
     * @param src the bytes
     * @param from the index of the first one
     * @return their identifier
     * @throws IndexOutOfBoundsException if the 20 bytes do not lie within the array
     */
    public static Ksuid of(byte[] src, int from) {
        Objects.checkFromIndexSize(from, BYTES, src.length);
        return new Ksuid(top(src, from), high(src, from), low(src, from));
    }

    static int top(byte[] src, int from) {
        return (int) (Bytes.getLongBigEndian(src, from) >>> 32);
    }

    static long high(byte[] src, int from) {
        return Bytes.getLongBigEndian(src, from + 4);
    }

    static long low(byte[] src, int from) {
        return Bytes.getLongBigEndian(src, from + 12);
    }

    /**
     * Returns an identifier of a second and a payload.
     *
     * @param time the time, without its fraction of a second
     * @param high the first eight bytes of the payload
     * @param low the last eight bytes of the payload
     * @return the identifier
     * @throws IllegalArgumentException if the time is outside 2014-05-13T16:53:20Z to 2150-06-19T23:21:35Z
     */
    public static Ksuid of(Instant time, long high, long low) {
        long seconds = time.getEpochSecond() - EPOCH_SECOND;
        // Instants are far within the range of a long, so the difference does not overflow.
        if (seconds < 0 || seconds > TIMESTAMP_MASK) {
            throw new IllegalArgumentException("the time is outside " + MIN.instant() + " to " + MAX.instant());
        }
        return new Ksuid((int) seconds, high, low);
    }

    /**
     * Returns an identifier of the current second with 128 random bits. It is only as unpredictable as its generator:
     * if the generator is not cryptographic, an observer of a few identifiers can compute the next.
     *
     * @param random where the payload comes from, such as a {@code SecureRandom}
     * @return a new identifier
     */
    public static Ksuid random(RandomGenerator random) {
        return of(Instant.now(), random.nextLong(), random.nextLong());
    }

    /**
     * Reads a text of exactly 27 digits.
     *
     * @param text the text
     * @return the identifier
     * @throws IllegalArgumentException if it has another length, a char that is not a digit, or exceeds {@link #MAX};
     *     the message has the index of the fault
     */
    public static Ksuid parse(CharSequence text) {
        return KsuidText.parse(text);
    }

    /**
     * Returns whether {@link #parse} accepts a text. Allocates nothing.
     *
     * @param text the text
     * @return whether it is 27 digits of base 62 that do not exceed {@link #MAX}
     */
    public static boolean isValid(CharSequence text) {
        return KsuidText.indexOfFault(text) < 0;
    }

    /**
     * Writes the 20 bytes.
     *
     * @param dst the target
     * @param pos the index of the first byte to write
     * @return the index after the last byte written
     * @throws IndexOutOfBoundsException if the 20 bytes do not fit; nothing is written
     */
    public int copyTo(byte[] dst, int pos) {
        Objects.checkFromIndexSize(pos, BYTES, dst.length);
        Bytes.putLongBigEndian(dst, pos, (long) timestamp << 32 | high >>> 32);
        Bytes.putLongBigEndian(dst, pos + 4, high);
        Bytes.putLongBigEndian(dst, pos + 12, low);
        return pos + BYTES;
    }

    /**
     * Returns the second of the timestamp.
     *
     * @return seconds since 1970-01-01T00:00:00Z
     */
    public long epochSecond() {
        return EPOCH_SECOND + (timestamp & TIMESTAMP_MASK);
    }

    /**
     * Returns the time of the timestamp.
     *
     * @return the beginning of its second
     */
    public Instant instant() {
        return Instant.ofEpochSecond(epochSecond());
    }

    /**
     * Returns the next greater identifier.
     *
     * @return this plus 1 as a number of 160 bits; {@link #MIN} after {@link #MAX}
     */
    public Ksuid next() {
        long nextLow = low + 1;
        long nextHigh = nextLow == 0 ? high + 1 : high;
        return new Ksuid(nextLow == 0 && nextHigh == 0 ? timestamp + 1 : timestamp, nextHigh, nextLow);
    }

    /**
     * Returns the next smaller identifier.
     *
     * @return this minus 1 as a number of 160 bits; {@link #MAX} before {@link #MIN}
     */
    public Ksuid previous() {
        long previousHigh = low == 0 ? high - 1 : high;
        return new Ksuid(low == 0 && high == 0 ? timestamp - 1 : timestamp, previousHigh, low - 1);
    }

    @Override
    public int compareTo(Ksuid other) {
        int order = Integer.compareUnsigned(timestamp, other.timestamp);
        if (order == 0) {
            order = Long.compareUnsigned(high, other.high);
        }
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    /** Returns the 27 digits of base 62. */
    @Override
    public String toString() {
        byte[] digits = new byte[Base62.KSUID_LENGTH];
        Base62.append(digits, 0, timestamp, high, low);
        return new String(digits, ISO_8859_1);
    }
}
