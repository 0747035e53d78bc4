// SPDX-License-Identifier: Apache-2.0
package dev.appendkit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.appendkit.FractionDigits;
import dev.appendkit.Ksuid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Values for tests that must not allocate themselves: objects that exist, and numbers that differ from call to call.
 */
public final class Values {
    public static final String ASCII = "GET /index.html";
    public static final String TEXT = "naïve €5 𝄞";
    public static final byte[] BYTES = Guards.bytes(33);
    public static final byte[] UTF8 = TEXT.getBytes(UTF_8);
    public static final LocalDate DATE = LocalDate.of(2026, 11, 21);
    public static final LocalTime TIME = LocalTime.of(9, 2, 3, 123_456_789);
    public static final LocalDateTime DATE_TIME = DATE.atTime(TIME);
    public static final Instant INSTANT = DATE_TIME.toInstant(ZoneOffset.UTC);
    public static final FractionDigits FRACTION = FractionDigits.MICROS;
    public static final OffsetDateTime OFFSET_DATE_TIME = DATE_TIME.atOffset(ZoneOffset.ofHoursMinutes(-3, -30));
    public static final Duration DURATION = Duration.ofSeconds(-98_765, 432_100_000);
    public static final Ksuid KSUID = new Ksuid(0x6A5B_4C3D, 0x0123_4567_89AB_4DEFL, 0x8123_4567_89AB_CDEFL);
    public static final UUID RANDOM_UUID = new UUID(0x0123_4567_89AB_4DEFL, 0x8123_4567_89AB_CDEFL);
    /** The most digits that a decimal with a fraction is written with and without garbage in every process. */
    public static final BigDecimal DECIMAL = new BigDecimal("1234567890.45678");

    public static final BigInteger INTEGER = BigInteger.valueOf(Long.MIN_VALUE);

    private long state = 42;

    /** Numbers of every length. */
    public long nextLong() {
        state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return state >> (int) (state >>> 58);
    }

    public int nextInt() {
        return (int) nextLong();
    }

    public boolean nextBoolean() {
        return nextLong() > 0;
    }

    /** Short decimals, long ones and exponents. */
    public double nextDouble() {
        long n = nextLong();
        return (n & 1) == 0 ? n / 100.0 : Double.longBitsToDouble(n & 0x7FEF_FFFF_FFFF_FFFFL);
    }

    public float nextFloat() {
        return (float) nextDouble();
    }

    /** Within a century around 1970. */
    public int nextSecond() {
        return nextInt();
    }

    public int nextNano() {
        return (int) (nextLong() >>> 35);
    }
}
